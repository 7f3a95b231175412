"""The record of a folder as one file that nobody else has open: before another one takes its place."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager

from storage.disk import sqlite
from storage.disk.folder import DataFolder
from storage.disk.in_use import desk_open
from storage.disk.protection.databases import use_key
from storage.disk.protection.open_keys import open_key_of

_PATIENCE_S = 0.2


@contextmanager
def for_oneself(folder: DataFolder) -> Iterator[sqlite.Connection]:
    """The open record, with everything written into the one file, and closed to every other program meanwhile.

    Raises Refused where a program has it open (also one that does not know `in_use`) or it is locked by a passphrase, and
    sqlite.DatabaseError where the record is damaged.
    """
    key = open_key_of(folder.path)
    with closing(sqlite.connect(folder.database, timeout=_PATIENCE_S, isolation_level=None)) as connection:
        use_key(connection, key)
        try:
            connection.execute("PRAGMA main.locking_mode = EXCLUSIVE")
            # Leaving WAL mode needs the file for oneself: a running desk is found out.
            connection.execute("PRAGMA journal_mode = DELETE")
            connection.execute("BEGIN EXCLUSIVE")
            connection.execute("COMMIT")
        except sqlite.OperationalError as error:
            if "locked" not in str(error):
                raise
            raise desk_open(folder.path) from error
        yield connection
