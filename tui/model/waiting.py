"""Scans that could not be written: kept, tried again, given up only by a person."""

from __future__ import annotations

from typing import NamedTuple

from checkin.rules.decide import Arrival


class Unwritten(NamedTuple):
    """A scan and why it is not in the log."""

    arrival: Arrival
    reason: str


class Waiting:
    """In the order in which they were scanned."""

    def __init__(self) -> None:
        self._scans: dict[str, Unwritten] = {}

    def __len__(self) -> int:
        return len(self._scans)

    def __contains__(self, arrival_id: str) -> bool:
        return arrival_id in self._scans

    def keep(self, arrival: Arrival, reason: str) -> bool:
        """Keep a scan; whether it is a new one here."""
        new = arrival.id not in self._scans
        self._scans[arrival.id] = Unwritten(arrival, reason)
        return new

    def drop(self, arrival_id: str) -> None:
        """Remove a scan that was written or that a person gave up."""
        self._scans.pop(arrival_id, None)

    def scans(self) -> list[Unwritten]:
        """All waiting scans, in the order in which they were scanned."""
        return list(self._scans.values())
