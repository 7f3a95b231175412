"""Opening `desk.db` so that what was committed stays: a safe journal, synchronous=FULL, foreign keys, a patient lock."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from time import sleep
from typing import Any

from checkin.file_errors import reason_of
from checkin.rules.problems import N_, refuse
from storage.disk import sqlite
from storage.disk.free_space import is_full
from storage.disk.heads.lagging_record import keep_lagging_files
from storage.disk.open_here import NotedConnection
from storage.disk.private_files import PRIVATE_FILE, may_write
from storage.disk.protection.databases import is_plain, use_key
from storage.disk.protection.marks import folder_of
from storage.disk.protection.open_keys import OpenKey, open_key_of
from storage.disk.protection.sealed_heads import sealing_keys
from storage.disk.records import holds_others_tables
from storage.disk.refused_record import newer_record, not_writable
from storage.disk.schema import SCHEMA_VERSION
from storage.disk.turns import ask_often
from storage.disk.whose.own_names import KEYS

BUSY_SECONDS = 15.0
_PAUSE_SECONDS = 0.05
CACHE_KIB = 32 * 1024
SYNCHRONOUS = "FULL"
"""A commit is on the disk before anybody hears of it. Only tests set another value (`tests/quick_disk`)."""


def connect(path: Path) -> sqlite.Connection:
    """A connection to an existing or new database, for one thread at a time.

    In a protected folder it is opened with the folder's key. Raises Refused where the file is no database, can't be opened,
    comes from a newer version, or is still locked.
    """
    key = open_key_of(folder_of(path))
    # SQLite gives the files beside a database the rights that it has; it would make a new one readable for all.
    with suppress(OSError):
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, PRIVATE_FILE))
    _need_writable(path)
    try:
        connection = sqlite.connect(
            path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False, factory=NotedConnection
        )
        connection.note(path)
    except sqlite.OperationalError as error:
        raise _unusable(path, error, key) from error
    try:
        ask_often(connection, BUSY_SECONDS)
        use_key(connection, key)
        # What a sort spills must not lie on the disk in the clear.
        connection.execute("PRAGMA temp_store = MEMORY")
        if holds_others_tables(connection):
            message = N_("another program wrote this file: move it away, and name the desk's folder with --data")
            raise refuse("others_database", str(path), message)
        keep_lagging_files(connection, path)
        connection.execute(f"PRAGMA synchronous = {SYNCHRONOUS}")
        connection.execute("PRAGMA foreign_keys = ON")
        # Else a REPLACE would delete lines of the log behind the back of the trigger that refuses it.
        connection.execute("PRAGMA recursive_triggers = ON")
        # The inner pages of a log of a million events stay in memory: a volunteer's events lie all over the file.
        connection.execute(f"PRAGMA cache_size = {-CACHE_KIB}")
        # An older record is backed up as it was, before its journal changes too.
        _bring_up_to_date(connection, path)
        _set_journal_mode(connection)
    except sqlite.DatabaseError as error:
        connection.close()
        raise _unusable(path, error, key) from error
    except BaseException:
        connection.close()
        raise
    return connection


def _need_writable(path: Path) -> None:
    """Raises Refused where the record or a file beside it is write-protected: SQLite would open what is there to be read, and the
    first scan would be the first to be told.
    """
    for ending in ("", *sqlite.BESIDE):
        file = path.with_name(path.name + ending)
        if file.exists() and not may_write(file):
            raise not_writable(str(file), PermissionError("read-only file"))


def _set_journal_mode(connection: sqlite.Connection) -> None:
    """Other processes that open the record at the same moment stand in the way of a change of the mode, and SQLite does not wait
    for them by itself. Raises sqlite.OperationalError where they stay for longer than `BUSY_SECONDS`."""
    for left in range(round(BUSY_SECONDS / _PAUSE_SECONDS), -1, -1):
        try:
            connection.execute(f"PRAGMA journal_mode = {sqlite.journal_mode()}")
            return
        except sqlite.OperationalError as error:
            if not left or "locked" not in str(error):
                raise
            sleep(_PAUSE_SECONDS)


def lay_beside(
    connection: sqlite.Connection, name: str, columns: Sequence[str], of: str, rows: Iterable[Sequence[Any]]
) -> None:
    """Lay rows of these `columns` of the table `of` into the temporary table `name`, in place of what lay there: it takes no lock
    of the record, and a scan waits only while they are entered.
    """
    listed, marks = ", ".join(columns), ", ".join("?" * len(columns))
    connection.execute(f"CREATE TEMP TABLE IF NOT EXISTS {name} AS SELECT {listed} FROM main.{of} WHERE false")
    connection.execute(f"DELETE FROM temp.{name}")
    with _one_transaction(connection):
        connection.executemany(f"INSERT INTO temp.{name} ({listed}) VALUES ({marks})", rows)


def take_away(connection: sqlite.Connection, name: str) -> None:
    """Let go of what lies in a temporary table, if it is there."""
    connection.execute(f"DROP TABLE IF EXISTS temp.{name}")


@contextmanager
def _one_transaction(connection: sqlite.Connection) -> Iterator[None]:
    """One of its own, or part of the one that is open."""
    if connection.in_transaction:
        yield
        return
    connection.execute("BEGIN")
    try:
        yield
    except BaseException:
        # A full disk may have rolled back already.
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


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
        raise newer_record(path)
    # sqlite-utils is only loaded to build or change a schema: start-up is felt at the gate.
    from storage.disk.older_record import bring_up_to_date

    bring_up_to_date(connection, path)


_IN_A_PLAIN_FOLDER = N_(
    "neither this record nor its keys are encrypted, but protection.json lies beside them: a program that syncs or somebody put it "
    "back. Move protection.json and keys/protection.json out of the folder and keep them; then the record opens without a "
    "passphrase, and nothing of it is lost"
)
_PUT_THERE = N_(
    "this folder is protected, but the record in it is not encrypted: a program that syncs or somebody put it in the place of the "
    "right one. Copy the whole folder and keep the copy: either record may hold scans that the other lacks. Then take this file out "
    "of the folder, and bring the record back with hourdesk restore and the newest backup"
)


def _has_plain_keys(folder: Path) -> bool:
    """Whether the keys of the desk in a folder lie in the clear: then it is not protected, whatever its protection.json says."""
    return any((folder / KEYS).glob("*.pem")) and not sealing_keys(folder)


def _unusable(path: Path, error: sqlite.Error, key: OpenKey | None) -> Exception:
    if isinstance(error, sqlite.OperationalError) and is_full(path.parent):
        # SQLite says no more than that the disk failed.
        return refuse(
            "disk_full",
            str(path),
            N_("the disk is full: free some space, then open the record again; nothing of it is lost"),
        )
    if isinstance(error, sqlite.OperationalError):
        return not_writable(str(path), error)
    is_no_database = error.sqlite_errorcode == sqlite.SQLITE_NOTADB
    if is_no_database and key is not None and is_plain(path):
        return refuse("not_encrypted", str(path), _IN_A_PLAIN_FOLDER if _has_plain_keys(path.parent) else _PUT_THERE)
    if is_no_database and key is None and not is_plain(path):
        message = N_(
            "the file is damaged, or no record of Hourdesk, or it is encrypted and protection.json is missing beside it: put that "
            "file back, or use hourdesk restore with a backup"
        )
        return refuse("damaged", str(path), message)
    message = N_("the file is damaged, or no record of Hourdesk ({reason}): use hourdesk restore with a backup")
    return refuse("damaged", str(path), message, reason=reason_of(error))
