"""Opening the district's database file, and what its errors mean to a clerk: the one place that knows both."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import duckdb

from checkin.file_errors import reason_of
from checkin.rules.problems import N_, Refused, refuse
from exports.district.encryption import connect_encrypted, is_encrypted, keep_off_the_disk
from storage.disk.protection.open_keys import OpenKey
from storage.disk.refused_record import not_writable
from storage.disk.written.refused_write import disk_full

DAMAGED = "damaged"
"""The code of what is refused because the file can't be read on; `hourdesk district rebuild` helps."""
_BUGS = (duckdb.ProgrammingError, duckdb.DataError, duckdb.IntegrityError, duckdb.NotSupportedError)
"""What a wrong query raises. Blocks of the file have checksums, so damage never looks like this."""
_IN_USE = ("could not set lock", "conflicting lock", "used by another process", "already open in")
_FULL = ("no space left", "disk full", "not enough space")


def connect(file: Path, key: OpenKey | None) -> duckdb.DuckDBPyConnection:
    """A connection to a new or existing database, encrypted with `key` (None: plain).

    Raises Refused where it can't be opened, is damaged or locked, or is open elsewhere.
    """
    is_there = file.is_file() and file.stat().st_size > 0
    if is_there and key is None and is_encrypted(file):
        message = N_(
            "the record is encrypted, and protection.json is missing, without which nothing opens it: put that file back from a "
            "copy of this folder"
        )
        raise refuse("no_protection", str(file), message)
    try:
        if key is None or (is_there and not is_encrypted(file)):
            db = duckdb.connect(str(file))
        else:
            db = connect_encrypted(file, key)
    except duckdb.Error as error:
        raise trouble(file, error) or damaged(file, error) from error
    if key is not None:
        keep_off_the_disk(db)
    # DuckDB must never load anything from a network, whatever a query names.
    db.execute("SET autoinstall_known_extensions = false; SET autoload_known_extensions = false")
    # Queries ask for an order where they need one; keeping the order of files would cost time and memory.
    db.execute("SET preserve_insertion_order = false")
    return db


def second_connection(db: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
    """Another connection to the same database, which sees what is committed there."""
    name = db.execute("SELECT current_database()").fetchall()[0][0]
    second = db.cursor()
    second.execute(f'USE "{name}"')
    return second


def close(db: duckdb.DuckDBPyConnection) -> None:
    """Let go of the file. What it said before is worth more than an error of a damaged file now."""
    with suppress(duckdb.Error):
        db.close()


def trouble(file: Path, error: BaseException | None) -> Refused | None:
    """What a person can put right about an error that came while the database `file` was used; None for a fault of the program."""
    if not isinstance(error, duckdb.Error) or isinstance(error, _BUGS):
        return None
    text, where = str(error).lower(), str(file)
    if any(words in text for words in _IN_USE):
        return refuse("in_use", where, N_("another window or program has the district open: close it, then try again"))
    if any(words in text for words in _FULL):
        return disk_full(where)
    if isinstance(error, duckdb.OutOfMemoryException):
        return refuse(
            "no_memory", where, N_("there is not enough memory for this: close other programs, then try again")
        )
    if "permission denied" in text or "read-only" in text:
        return not_writable(where, error)
    return damaged(file, error)


def damaged(file: Path, error: BaseException) -> Refused:
    """The refusal of a file that can't be read, and what a clerk does then."""
    message = N_(
        "the record is damaged, or is no record of a district ({reason}). Leave the folder as it is: hourdesk district rebuild "
        "makes the record anew from the archive, and keeps the damaged file"
    )
    return refuse(DAMAGED, str(file), message, reason=reason_of(error))
