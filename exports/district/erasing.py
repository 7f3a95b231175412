"""What schools purged goes from the bytes of `district.duckdb` too: DuckDB leaves the blocks of deleted rows as they were.

The record is copied without them, and the copy takes its place. A table that is there only until then says that it is due.
"""

from __future__ import annotations

from contextlib import suppress

import duckdb

from checkin.rules.problems import Refused
from exports.district.connection import close, connect
from exports.district.folder import DistrictFolder
from exports.district.protection.conversion import copy_record
from exports.district.protection.swapping import finish_conversion, half_converted
from storage.disk.protection.open_keys import open_key_of

_TABLE = "unerased"


def note_erasing(db: duckdb.DuckDBPyConnection) -> None:
    """Names or classes were emptied: their bytes are still in the file. Needs a transaction around it."""
    db.execute(f"CREATE TABLE IF NOT EXISTS {_TABLE} (due BOOLEAN)")


def is_erasing_due(db: duckdb.DuckDBPyConnection) -> bool:
    """Whether such bytes may still be in the file."""
    found = db.execute("SELECT 1 FROM duckdb_tables() WHERE table_name = ?", [_TABLE]).fetchone()
    return found is not None


def erase(folder: DistrictFolder, db: duckdb.DuckDBPyConnection) -> None:
    """Copy the record without them, and close it; the copy is in its place then. Where the disk refuses that, all stays as it
    was: the next opening does it.
    """
    try:
        with suppress(duckdb.Error, Refused, OSError), half_converted(folder) as building:
            db.execute("CHECKPOINT")
            key = open_key_of(folder.path)
            copy_record(db, folder, building, key)
            copy = connect(building.database, key)
            try:
                copy.execute(f"DROP TABLE {_TABLE}")
                copy.execute("CHECKPOINT")
            finally:
                close(copy)
    finally:
        close(db)
    with suppress(Refused, OSError):
        finish_conversion(folder)
