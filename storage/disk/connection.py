"""Opening `desk.db` so that what was committed stays: a safe journal, synchronous=FULL, foreign keys, a patient lock."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from checkin.file_errors import reason_of
from checkin.rules.problems import N_, refuse
from storage.disk import sqlite
from storage.disk.private_files import PRIVATE_FILE
from storage.disk.schema import SCHEMA_VERSION

BUSY_SECONDS = 15.0
CACHE_KIB = 32 * 1024


def connect(path: Path) -> sqlite.Connection:
    """A connection to an existing or new database, for one thread at a time.

    Raises Refused where the file is no database, can't be opened, or comes from a newer version.
    """
    # SQLite gives the files beside a database the rights that it has; it would make a new one readable for all.
    with suppress(OSError):
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, PRIVATE_FILE))
    try:
        connection = sqlite.connect(path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False)
    except sqlite.OperationalError as error:
        raise _unusable(path, error) from error
    try:
        connection.execute(f"PRAGMA journal_mode = {sqlite.journal_mode()}")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
        # The inner pages of a log of a million events stay in memory: a volunteer's events lie all over the file.
        connection.execute(f"PRAGMA cache_size = {-CACHE_KIB}")
        _bring_up_to_date(connection, path)
    except sqlite.DatabaseError as error:
        connection.close()
        raise _unusable(path, error) from error
    except BaseException:
        connection.close()
        raise
    return connection


@contextmanager
def snapshot(connection: sqlite.Connection) -> Iterator[None]:
    """Everything that is read within belongs to one state of the record, while others write
    on; nothing can be written within.
    """
    connection.execute("BEGIN")
    try:
        yield
    finally:
        connection.execute("ROLLBACK")


def data_version(connection: sqlite.Connection) -> int:
    """A number that changes with every commit of another connection (SQLite's `data_version`)."""
    return int(connection.execute("PRAGMA data_version").fetchone()[0])


def _bring_up_to_date(connection: sqlite.Connection, path: Path) -> None:
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if version == SCHEMA_VERSION:
        return
    if version > SCHEMA_VERSION:
        message = N_("this record was written by a newer Hourdesk: install that version here; nothing was changed")
        raise refuse("newer_database", str(path), message)
    # sqlite-utils is only loaded to build or change a schema: start-up is felt at the gate.
    from sqlite_utils import Database

    from storage.disk.migrations import migrate

    migrate(Database(connection))


def _unusable(path: Path, error: sqlite.Error) -> Exception:
    if isinstance(error, sqlite.OperationalError):
        message = N_("the record can't be opened for writing ({reason}): check the folder's rights and the disk")
        return refuse("not_writable", str(path), message, reason=reason_of(error))
    message = N_("the file is damaged, or no record of Hourdesk ({reason}): use hourdesk restore with a backup")
    return refuse("damaged", str(path), message, reason=reason_of(error))
