"""What the record keeps of the supervisor's PIN: the same as its file. So nobody is a supervisor because that file was deleted,
emptied, or became another desk's."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from checkin.rules.problems import Refused
from storage.disk import sqlite
from storage.disk.folder import DataFolder
from storage.disk.protection.databases import use_key
from storage.disk.protection.marks import folder_of
from storage.disk.protection.open_keys import key_of

_BUSY_SECONDS = 15.0


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
    """`read_recorded` of a folder's record. None also where it can't be read now: then the file alone says what is asked.

    The record may be damaged, and is kept then as it is: a connection that may write would, as the last one that is closed, take
    away a write-ahead log of which it could read only the beginning.
    """
    try:
        with _opened(folder, "ro") as connection:
            return read_recorded(connection)
    except (sqlite.DatabaseError, Refused):
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
        use_key(connection, key_of(folder_of(folder.database)))
        yield connection
    finally:
        connection.close()
