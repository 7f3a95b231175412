"""A record of an older version is backed up before it is brought up to date, and brought up to date whole or not at all."""

from __future__ import annotations

from contextlib import closing
from datetime import UTC
from pathlib import Path

from checkin.file_errors import reason_of
from checkin.rules.instants import local_time
from checkin.rules.problems import N_, Refused, refuse
from checkin.texts import say
from storage.disk import sqlite
from storage.disk.atomic_file import atomic_path
from storage.disk.backup_file import write_backup
from storage.disk.folder import DataFolder
from storage.disk.migrations import migrate
from storage.disk.private_files import PRIVATE_FOLDER
from storage.disk.protection.databases import use_key
from storage.disk.protection.open_keys import open_key_of
from storage.disk.schema import SCHEMA_VERSION


def bring_up_to_date(connection: sqlite.Connection, database: Path) -> None:
    """Give a record of an older version, or a new one, the schema of this version, in one transaction.

    Raises Refused where the older record can't be backed up; then nothing was changed. Killed at any moment the next start
    begins anew.
    """
    connection.execute("BEGIN IMMEDIATE")
    try:
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        # Another process may have done it meanwhile.
        if version < SCHEMA_VERSION:
            if _holds_a_desk(connection) and not _is_being_restored(database):
                _back_up(database, version)
            migrate(connection)
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _back_up(database: Path, version: int) -> None:
    folder = DataFolder(database.parent)
    written = _written_at(database)
    try:
        folder.backups.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)
        out = _new_name(folder.backups, version, written)
        if out is not None:
            # A connection that holds the lock for writing can't be copied from: another one reads.
            with (
                closing(sqlite.connect(database)) as reading,
                atomic_path(out, private=True, belongs=True) as temporary,
            ):
                use_key(reading, open_key_of(folder.path))
                write_backup(reading, folder, temporary)
    except (Refused, OSError, sqlite.Error) as error:
        reason = say(error.problems[0]) if isinstance(error, Refused) else reason_of(error)
        raise refuse("not_backed_up", str(database), _NOT_BACKED_UP, reason=reason) from error


_NOT_BACKED_UP = N_(
    "the record is of an older version: it is backed up before it is brought up to date, and that could not be done "
    "({reason}). Make room on the disk or mend the rights of the folder, then start again; nothing was changed"
)


def _new_name(backups: Path, version: int, written: float) -> Path | None:
    """A name that no file has; None where the record was backed up since it was written, by a start that was killed then."""
    day = f"{local_time(int(written * 1000), UTC):%Y%m%d}"
    count, name = 1, f"version-{version}-{day}"
    while (out := backups / f"{name if count == 1 else f'{name}-{count}'}.db").exists():
        if out.stat().st_mtime > written:
            return None
        count += 1
    return out


def _written_at(database: Path) -> float:
    """When something was written into the record last, in seconds."""
    files = (database, *(database.with_name(database.name + ending) for ending in sqlite.JOURNALS))
    return max(file.stat().st_mtime for file in files if file.exists())


def _holds_a_desk(connection: sqlite.Connection) -> bool:
    there = connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'identity'").fetchone()
    return there is not None and connection.execute("SELECT 1 FROM identity").fetchone() is not None


def _is_being_restored(database: Path) -> bool:
    """Whether it comes from a backup just now, which stays."""
    return database.parent.name == DataFolder(database.parent.parent).half_restored.name
