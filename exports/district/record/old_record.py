"""The database that stands in a district's folder, as far as it can be read, while a new one is made beside it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import duckdb

from checkin.rules.problems import Refused
from exports.district.connection import DAMAGED, close, connect
from exports.district.folder import DistrictFolder
from exports.district.kept.decisions import Decisions
from storage.disk.protection.open_keys import open_key_of


@contextmanager
def old_record(folder: DistrictFolder) -> Iterator[tuple[duckdb.DuckDBPyConnection | None, bool]]:
    """The old database as far as it can be read, and whether it is sound; while it is open nobody else opens it."""
    db = None
    if folder.database.is_file():
        try:
            db = connect(folder.database, open_key_of(folder.path))
        except Refused as refused:
            if refused.problems[0].code != DAMAGED:
                raise
    try:
        yield db, db is not None and _is_sound(folder, db)
    finally:
        if db is not None:
            close(db)


def _is_sound(folder: DistrictFolder, db: duckdb.DuckDBPyConnection) -> bool:
    """Whether all of it can be read, and nothing that was kept beside it is newer. The parts beside it are brought up to date."""
    try:
        read_whole(db)
        own = db.execute("SELECT desk FROM district").fetchone()
        if own is None:
            return False
        Decisions(folder, own[0]).catch_up(db)
    except (duckdb.Error, Refused):
        return False
    return True


def read_whole(db: duckdb.DuckDBPyConnection) -> None:
    """Read every block of every table. Raises duckdb.Error where one is damaged."""
    for (name,) in db.execute("SHOW TABLES").fetchall():
        db.execute(f'SELECT count(*), sum(hash(t)) FROM "{name}" t').fetchone()
