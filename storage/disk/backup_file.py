"""The file of a backup: one SQLite database with the keys and settings in a table; of a protected desk it is encrypted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from checkin.file_errors import unreadable_file
from checkin.progress import telling
from checkin.rules.problems import Refused
from checkin.texts import _
from storage.disk import sqlite
from storage.disk.folder import DataFolder
from storage.disk.private_files import PRIVATE_FOLDER
from storage.disk.protection.belongings import is_harmless
from storage.disk.protection.databases import need_engine_to_open, use_key
from storage.disk.protection.marks import SECOND
from storage.disk.protection.open_keys import is_open, keep_open, key_named, open_key_of, opened_by
from storage.disk.protection.protection_file import Protection
from storage.disk.protection.sealed_database import protection_in, take_database_out, write_sealed_database
from storage.disk.protection.sealed_files import unseal, write_own
from storage.disk.put_aside import is_raw, keys_beside, protection_beside
from storage.disk.whose.own_names import BATCH, CLAIMS, DESK_SETTINGS, KEYS

_KEPT = re.compile(
    rf"{KEYS}/\w[\w.]*|{KEYS}/joined-\w+\.pem|{CLAIMS}/[0-9a-f-]+\.evidence|{BATCH}/[^/\\\x00-\x1f:]+\.toml"
)
_PAGES_AT_ONCE = 1000


def write_backup(connection: sqlite.Connection, folder: DataFolder, out: Path) -> None:
    """Write the open record of a folder, its keys and settings into the empty file `out`, also while scans go on."""
    key = open_key_of(folder.path)
    database = out if key is None else out.with_name(f"{out.name}.copy")
    try:
        with closing(sqlite.connect(database)) as copy:
            use_key(copy, key)
            _copy_pages(connection, copy)
            copy.execute("PRAGMA journal_mode = DELETE")
            copy.execute("CREATE TABLE kept_file (name TEXT PRIMARY KEY, content BLOB NOT NULL)")
            copy.executemany("INSERT INTO kept_file VALUES (?, ?)", _kept_files(folder))
            copy.commit()
        if key is not None:
            write_sealed_database(out, key.protection, database)
    finally:
        if key is not None:
            database.unlink(missing_ok=True)


def _copy_pages(connection: sqlite.Connection, copy: sqlite.Connection) -> None:
    """Copy the database, some pages at a time, so that Ctrl+C is heard and progress told; all of them are of one moment."""
    begins = not connection.in_transaction
    if begins:
        # Without it a page that somebody writes meanwhile would begin the copy anew.
        connection.execute("BEGIN")
    try:
        total = int(connection.execute("PRAGMA page_count").fetchone()[0])
        with telling(_("pages of the record"), total) as reached:

            def told(_status: int, remaining: int, pages: int) -> None:
                if reached is not None:
                    reached(pages - remaining)

            connection.backup(copy, pages=_PAGES_AT_ONCE, progress=told)
    finally:
        if begins:
            connection.execute("ROLLBACK")


@contextmanager
def open_backup(source: Path) -> Iterator[sqlite.Connection]:
    """The database of a backup, to be read.

    Raises Refused where the file can't be read, or is encrypted and its key was not opened yet (`protection_of_backup`).
    """
    protection = protection_of_backup(source)
    if protection is None:
        with closing(_connect(source)) as connection:
            yield connection
        return
    need_engine_to_open(str(source))
    key = key_named(protection.key_id, str(source))
    if is_raw(source):
        with closing(_connect(source)) as connection:
            use_key(connection, key)
            yield connection
        return
    with TemporaryDirectory() as scratch:
        database = Path(scratch, "encrypted.db")
        take_database_out(source, database)
        with closing(_connect(database)) as connection:
            use_key(connection, key)
            yield connection


def protection_of_backup(source: Path) -> Protection | None:
    """The sealed key of an encrypted backup; None for any other file. Raises Refused where the file can't be read."""
    try:
        return protection_in(source) or protection_beside(source)
    except OSError as error:
        raise Refused(unreadable_file(source, error)) from error


def backup_needs_passphrase(source: Path) -> bool:
    """Whether a backup is encrypted and was not opened yet. Raises Refused where the file can't be read."""
    protection = protection_of_backup(source)
    return protection is not None and not is_open(protection.key_id)


def unlock_backup_file(source: Path, secret: str) -> None:
    """Open an encrypted backup by its passphrase or recovery code. Raises Refused for a wrong one."""
    protection = protection_of_backup(source)
    if protection is not None:
        keep_open(protection, opened_by(protection, secret, str(source)))


def kept_files(connection: sqlite.Connection, source: Path, desk: str) -> list[tuple[str, bytes]]:
    """What a backup keeps beside the record; for a record that a restore put aside the keys in its folder.

    Raises Refused where these are not there.
    """
    if connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'kept_file'").fetchone() is None:
        return keys_beside(source, desk)
    return connection.execute("SELECT name, content FROM kept_file").fetchall()


def lay_out(files: list[tuple[str, bytes]], building: DataFolder) -> None:
    """Write the files that a backup keeps into a folder that is being restored, sealed as that folder is."""
    for name, content in files:
        if not _is_kept(name):
            continue
        kept = building.path / name
        kept.parent.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)
        write_own(kept, unseal(content, name), secret=not is_harmless(Path(name)))


def _is_kept(name: str) -> bool:
    """Whether a backup may put this beside the record; nothing else is written, whatever the file says."""
    return (_KEPT.fullmatch(name) is not None or name in DESK_SETTINGS) and Path(name) != SECOND


def _connect(source: Path) -> sqlite.Connection:
    return sqlite.connect(f"{source.absolute().as_uri()}?mode=ro", uri=True)


def _kept_files(folder: DataFolder) -> Iterator[tuple[str, bytes]]:
    """One after the other, for evidence of claims may be large."""
    names = [
        *folder.keys.glob("*"),
        *folder.claims.glob("*.evidence"),
        *folder.batch_maps.glob("*.toml"),
        *(folder.path / name for name in DESK_SETTINGS),
    ]
    return ((p.relative_to(folder.path).as_posix(), p.read_bytes()) for p in names if p.is_file())
