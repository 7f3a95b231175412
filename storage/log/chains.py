"""The chains of events in this record, desk by desk, as a pack takes them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from checkin.rules.wire import NO_PREVIOUS
from storage.disk import sqlite


@dataclass(frozen=True, slots=True)
class ChainHead:
    """The end of a desk's chain: how many events, and hash and instant of the last (`NO_PREVIOUS`, 0 for none)."""

    desk: str
    events: int = 0
    hash: str = NO_PREVIOUS
    at: int = 0


def chain_heads(connection: sqlite.Connection) -> dict[str, ChainHead]:
    """The head of each desk that has events here, by desk."""
    rows = connection.execute(
        "SELECT desk, count(*), (SELECT hash FROM log h WHERE h.desk = log.desk ORDER BY seq DESC LIMIT 1), "
        "(SELECT at FROM log h WHERE h.desk = log.desk ORDER BY seq DESC LIMIT 1) FROM log GROUP BY desk"
    )
    return {row[0]: ChainHead(*row) for row in rows}


def stored_bytes(connection: sqlite.Connection, desks: Iterable[str]) -> list[bytes]:
    """The bytes of all events of these desks, one chain after the other, each in its order."""
    return [
        raw
        for desk in desks
        for (raw,) in connection.execute("SELECT raw FROM log WHERE desk = ? ORDER BY seq", (desk,))
    ]
