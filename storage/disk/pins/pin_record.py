"""What the record keeps of the supervisor's PIN: the same as its file. So nobody is a supervisor because that file was deleted,
emptied, or became another desk's."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from checkin.file_errors import reason_of
from checkin.rules.problems import N_, Refused, refuse
from storage.disk import sqlite
from storage.disk.folder import DataFolder
from storage.disk.protection.databases import use_key
from storage.disk.protection.marks import folder_of
from storage.disk.protection.open_keys import open_key_of

_BUSY_SECONDS = 15.0
_HAS_NONE = {sqlite.SQLITE_ERROR, sqlite.SQLITE_CORRUPT, sqlite.SQLITE_NOTADB}
"""A record that is damaged, or older than the table. All else stands in the way of one that may be sound."""


def read_recorded(connection: sqlite.Connection) -> bytes | None:
    """The content of the PIN's file as the open record keeps it; None where no PIN is set."""
    row = connection.execute("SELECT content FROM supervisor_pin").fetchone()
    return None if row is None else str(row[0]).encode("utf-8", "surrogatepass")


def write_recorded(connection: sqlite.Connection, content: bytes | None) -> None:
    """Keep the content of the PIN's file in the open record, in a transaction of its own; None: no PIN is set any more."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        connection.execute("DELETE FROM supervisor_pin")
        if content is not None:
            connection.execute("INSERT INTO supervisor_pin (content) VALUES (?)", (content.decode("utf-8"),))
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def recorded_of(folder: DataFolder) -> bytes | None:
    """`read_recorded` of a folder's record. None also where that is damaged or not there: then the file alone says what is asked.

    The record may be damaged, and is kept then as it is: a connection that may write would, as the last one that is closed, take
    away a write-ahead log of which it could read only the beginning. Raises Refused where the record can't be read just now: whoever
    locks it, or lays a file beside it, is no supervisor by that.
    """
    if not folder.database.exists():
        return None
    try:
        return _read_here(folder)
    except sqlite.DatabaseError as error:
        if error.sqlite_errorcode & 0xFF in _HAS_NONE:
            return None
        message = N_(
            "the record can't be read now ({reason}), and it holds the supervisor's PIN: close all that uses this folder, give its "
            "files back their rights, and try again"
        )
        raise refuse("pin_not_read", str(folder.database), message, reason=reason_of(error)) from error


def _read_here(folder: DataFolder) -> bytes | None:
    try:
        return _with_rights(folder, "ro")
    except sqlite.DatabaseError:
        log, journal = (folder.database.with_name(folder.database.name + ending) for ending in sqlite.JOURNALS)
        if log.exists() or not journal.exists():
            raise
    # What was cut off in the mode DELETE is rolled back first, as at each start, and only who may write can do that.
    return _with_rights(folder, "rw")


def _with_rights(folder: DataFolder, mode: str) -> bytes | None:
    try:
        with _opened(folder, mode) as connection:
            return read_recorded(connection)
    except Refused:
        return None


def keep_recorded(folder: DataFolder, content: bytes | None) -> None:
    """`write_recorded` in a folder's record. Raises sqlite.Error and Refused where it can't be written."""
    with _opened(folder, "rw") as connection:
        write_recorded(connection, content)


@contextmanager
def _opened(folder: DataFolder, mode: str) -> Iterator[sqlite.Connection]:
    """A connection of its own, for whoever asks has none, or not in this thread. It makes no file."""
    name = f"{folder.database.absolute().as_uri()}?mode={mode}"
    connection = sqlite.connect(name, uri=True, timeout=_BUSY_SECONDS, isolation_level=None)
    try:
        use_key(connection, open_key_of(folder_of(folder.database)))
        yield connection
    finally:
        connection.close()
