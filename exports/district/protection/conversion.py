"""A district's folder is encrypted or decrypted. What is built is complete before anything in the folder is touched."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from checkin.progress import counted
from checkin.rules.problems import N_, Refused, refuse
from checkin.texts import _
from exports.district.connection import close, connect, trouble
from exports.district.encryption import attach, keep_off_the_disk
from exports.district.folder import DistrictFolder
from exports.district.kept.swapping import finish_rebuild
from exports.district.protection.belongings import belongings_of, is_sealed_file
from exports.district.protection.swapping import clear_half, finish_conversion, half_converted
from storage.disk.private_files import PRIVATE_FOLDER
from storage.disk.protection.marks import SECOND
from storage.disk.protection.open_keys import OpenKey, needed_key_of, open_key_of
from storage.disk.protection.protection_file import Protection, write_protection
from storage.disk.protection.sealed_database import write_sealed_database
from storage.disk.protection.sealed_files import DAMAGED, read_own, write_own
from storage.disk.swapped_folder import let_go
from storage.disk.whose.own_names import PROTECTION


def encrypt_folder(folder: DistrictFolder, protection: Protection, key: OpenKey, gone: Iterable[Path]) -> None:
    """Encrypt what lies in the clear in a folder; `gone` are the files (by path within it) that are deleted with the change.

    Raises Refused where another program has the district open, or the record is damaged.
    """
    with _open_for_oneself(folder) as db, half_converted(folder) as building:
        write_protection(building.path, protection)
        copy_record(db, folder, building, key)
        for name in counted(belongings_of(folder).sealed, _("files")):
            if not is_sealed_file(folder.path / name):
                _copy_file(folder, building, name)
        let_go(building.path, map(str, gone))
    finish_conversion(folder)


def decrypt_folder(folder: DistrictFolder) -> None:
    """Decrypt a folder that was opened. Old records that a rebuild put aside stay encrypted, with the passphrase that they have.

    Raises Refused as `encrypt_folder`, and where the folder is still locked.
    """
    key = needed_key_of(folder.path)
    with _open_for_oneself(folder) as db, half_converted(folder) as building:
        copy_record(db, folder, building, None)
        found = belongings_of(folder)
        for name in counted(found.sealed, _("files")):
            _copy_file(folder, building, name)
        for name in found.old_records:
            # Its key travels with it from now on.
            write_sealed_database(building.path / name, key.protection, folder.path / name)
        let_go(building.path, (PROTECTION, str(SECOND)))
    finish_conversion(folder)


@contextmanager
def _open_for_oneself(folder: DistrictFolder) -> Iterator[duckdb.DuckDBPyConnection]:
    """The record, which no other program has open meanwhile; what was interrupted before is finished or cleared away."""
    finish_rebuild(folder)
    finish_conversion(folder)
    db = connect(folder.database, open_key_of(folder.path))
    try:
        clear_half(folder)
        db.execute("CHECKPOINT")
        yield db
    except duckdb.Error as error:
        raise trouble(folder.database, error) or error from None
    finally:
        close(db)


def copy_record(
    db: duckdb.DuckDBPyConnection, folder: DistrictFolder, building: DistrictFolder, key: OpenKey | None
) -> None:
    """Copy the open record `db` of a folder into one that is being built, encrypted with `key` (None: plain), and compare both.

    Raises duckdb.Error, and Refused where the copy is another one.
    """
    name = db.execute("SELECT current_database()").fetchall()[0][0]
    if key is not None:
        keep_off_the_disk(db)
    attach(db, building.database, "converted", key)
    db.execute(f'COPY FROM DATABASE "{name}" TO converted')
    kept = "SELECT table_name FROM duckdb_tables() WHERE database_name = ? AND NOT temporary"
    tables = [table for (table,) in db.execute(kept, [name]).fetchall()]
    same = all(_content(db, f'"{name}"."{table}"') == _content(db, f'converted."{table}"') for table in tables)
    db.execute("CHECKPOINT converted")
    db.execute("DETACH converted")
    if not same:
        message = N_(
            "the copy of the record is not sound, and nothing was changed: look at the disk, and make the record anew with hourdesk "
            "district rebuild"
        )
        raise refuse("bad_copy", str(folder.database), message)


def _content(db: duckdb.DuckDBPyConnection, table: str) -> object:
    return db.execute(f"SELECT count(*), sum(hash(t)) FROM {table} t").fetchone()


def _copy_file(folder: DistrictFolder, building: DistrictFolder, name: Path) -> None:
    """Sealed, or not, as the folder is that is being built. A pack keeps its time, by which registers are ranked.

    Raises Refused for a sealed file that was damaged: a district has no backup, and its check says how each file comes back.
    """
    file, target = folder.path / name, building.path / name
    target.parent.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)
    try:
        data, status = read_own(file), file.stat()
    except Refused as refused:
        if any(one.code == DAMAGED for one in refused.problems):
            message = N_(
                "this file is encrypted, and was damaged, so that nothing was changed. The check of the district's folder says how it comes "
                "back"
            )
            raise refuse(DAMAGED, str(file), message) from refused
        raise
    write_own(target, data)
    os.utime(target, ns=(status.st_atime_ns, status.st_mtime_ns))
