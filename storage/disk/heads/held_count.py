"""How many scans were held is kept beside the record, like the head of the chain: no chain knows of a scan that is held.

The file of heads `desk.held` counts them in place of a chain's events, and names no hash.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from storage.disk import sqlite
from storage.disk.heads.recorded_head import RecordedHead, read_head

_NOW = "SELECT (SELECT count(*) FROM held_scan), (SELECT coalesce(max(place), 0) FROM log)"


class LostHeld(NamedTuple):
    """So many scans that were held are gone; `head` is what was recorded."""

    scans: int
    head: RecordedHead


def held_head(connection: sqlite.Connection, team: str, desk: str, at: int) -> RecordedHead:
    """How many scans are held now, for the file."""
    held, everything = connection.execute(_NOW).fetchone()
    return RecordedHead(team, desk, held, "-", everything, at)


def lost_held(connection: sqlite.Connection, file: Path, desk: str) -> LostHeld | None:
    """What is missing of the scans that were held, by the file; None where nothing is.

    Whoever enters a held scan appends an event in the same transaction. So each event since may have taken one out, and a
    file that lags behind after a power cut is no alarm.
    """
    try:
        head = read_head(file).head
        if head is None or head.desk != desk:
            return None
        held, everything = connection.execute(_NOW).fetchone()
    except (OSError, sqlite.Error):
        return None
    lost = head.events - held - max(0, everything - head.all_events)
    return LostHeld(lost, head) if lost > 0 else None
