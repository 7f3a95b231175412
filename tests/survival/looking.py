"""What lies in a data folder after a command was cut off: opened as the next start opens it, by a function and not by a new process."""

from __future__ import annotations

import zipfile
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

from checkin.clock import SYSTEM_CLOCK
from checkin.rules.problems import Refused
from checkin.texts import say
from exports.district.protection.protecting import needs_passphrase as district_needs_passphrase
from exports.district.record.checking import check_district
from exports.district.record.mending import open_mended
from storage.check import check_store
from storage.disk import sqlite
from storage.disk.protection.open_keys import forget_keys, unlock
from storage.disk.whose.kinds import Owner, whose
from storage.protecting import needs_passphrase
from storage.store import open_store
from tests.survival.tasks.protected import PASSPHRASE

_SQLITE = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
_TAKES_UP_FIRST = (
    "SELECT count(*) FROM log WHERE desk = ? AND kind = 'activity' AND raw LIKE '%\"changes\":{},\"making\":%' "
    "AND seq < (SELECT coalesce(min(other.seq), 1e9) FROM log other WHERE other.desk = log.desk "
    "AND NOT (other.kind = 'activity' AND other.raw LIKE '%\"changes\":{},\"making\":%'))"
)
"""Events at the beginning of a desk's chain that only say which activity it means."""
_DUCKDB = "SELECT table_name FROM information_schema.tables WHERE table_type = 'BASE TABLE' ORDER BY table_name"


class Seen(NamedTuple):
    """What is in a folder: how many rows by table, the ids of its scans, and what a check finds wrong (nothing, if it is sound)."""

    rows: dict[str, int]
    scans: frozenset[str]
    wrong: tuple[str, ...]
    is_protected: bool


NOTHING = Seen({}, frozenset(), (), False)
"""Of a folder in which no record is."""


def look(folder: Path) -> Seen:
    """Open a desk or a district, and check it. `wrong` has one problem where it can't be opened."""
    forget_keys()
    is_district = (folder / "archive").is_dir() or whose(folder).owner is Owner.DISTRICT
    protected = False
    try:
        protected = (district_needs_passphrase if is_district else needs_passphrase)(folder)
        if protected:
            unlock(folder, PASSPHRASE)
        if is_district:
            return Seen(*_in_district(folder), protected)
        return Seen(*_at_desk(folder), protected)
    except Refused as refused:
        if [one.code for one in refused.problems] == ["no_desk"]:
            return NOTHING
        return Seen({}, frozenset(), tuple(f"{one.code}: {say(one)}" for one in refused.problems), protected)


def _at_desk(folder: Path) -> tuple[dict[str, int], frozenset[str], tuple[str, ...]]:
    with open_store(folder, SYSTEM_CLOCK) as store:
        rows = _counted(store.connection, _SQLITE)
        # An image has other inodes than the disk of which it was made: a record that was swapped takes itself for a copy, becomes
        # another desk, and says first which activity it means by a code that several desks made.
        (takes_up,) = store.connection.execute(_TAKES_UP_FIRST, (store.identity.desk,)).fetchone()
        rows["log"] -= takes_up
        scans = frozenset(id_ for (id_,) in store.connection.execute("SELECT id FROM log WHERE kind = 'scan'"))
    return rows, scans, tuple(f"{one.code}: {say(one)}" for one in check_store(folder))


def _in_district(folder: Path) -> tuple[dict[str, int], frozenset[str], tuple[str, ...]]:
    district, _made = open_mended(folder, SYSTEM_CLOCK)
    with district:
        rows = _counted(district.db, _DUCKDB)
    return rows, frozenset(), tuple(f"{one.code}: {say(one)}" for one in check_district(folder, SYSTEM_CLOCK))


def _counted(database: Any, tables: str) -> dict[str, int]:
    names = [name for (name,) in database.execute(tables).fetchall()]
    return {name: int(database.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]) for name in names}


def assert_whole(file: Path, told: str) -> None:
    """A file that was written is all there: a ZIP with each of its members, a PDF with its end, a sound database, or a text."""
    data = file.read_bytes()
    assert data, told
    if data.startswith(b"PK"):
        with zipfile.ZipFile(file) as archive:
            assert archive.testzip() is None, told
    elif file.suffix == ".pdf":
        assert data.rstrip().endswith(b"%%EOF"), told
    elif data.startswith(b"SQLite"):
        with closing(sqlite.connect(file)) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",), told
