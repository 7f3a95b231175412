"""What a record holds that another one in its place does not: it was shown green, and a restore puts it aside."""

from __future__ import annotations

from contextlib import closing, suppress
from typing import NamedTuple

from checkin.rules.problems import Refused
from storage.disk import sqlite
from storage.disk.connection import connect
from storage.disk.folder import DataFolder
from storage.disk.identity import read_identity


class LeftBehind(NamedTuple):
    """How many events of any desk, and how many scans are among them."""

    events: int = 0
    scans: int = 0


NOTHING_LEFT = LeftBehind()


def left_behind(before: DataFolder, after: DataFolder, team: str) -> LeftBehind:
    """What the record of `before` has of this team that the one of `after` lacks; nothing where it can't be read."""
    found = NOTHING_LEFT
    if not before.database.is_file():
        return found
    with (
        suppress(sqlite.Error, Refused, OSError, ValueError),
        closing(connect(before.database)) as old,
        closing(connect(after.database)) as new,
    ):
        identity = read_identity(old)
        known = dict(new.execute("SELECT desk, max(seq) FROM log GROUP BY desk"))
        for desk, last in old.execute("SELECT desk, max(seq) FROM log GROUP BY desk").fetchall():
            if identity is not None and identity[0].team == team and last > known.get(desk, 0):
                counted = "SELECT count(*), count(*) FILTER (WHERE kind = 'scan') FROM log WHERE desk = ? AND seq > ?"
                events, scans = old.execute(counted, (desk, known.get(desk, 0))).fetchone()
                found = LeftBehind(found.events + events, found.scans + scans)
    return found
