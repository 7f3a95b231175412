"""A data folder is encrypted or decrypted: all of it, or nothing, whenever the power fails (`storage.disk.restoring`)."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from contextlib import closing, suppress
from pathlib import Path

from checkin.file_errors import reason_of
from checkin.progress import counted
from checkin.rules.problems import N_, Refused, refuse
from checkin.texts import _
from storage.disk import sqlite
from storage.disk.atomic_file import atomic_path
from storage.disk.folder import DataFolder
from storage.disk.identity import stay_the_desk
from storage.disk.in_use import alone_in
from storage.disk.one_file import for_oneself
from storage.disk.private_files import PRIVATE_FILE, PRIVATE_FOLDER
from storage.disk.protection.belongings import Belongings, belongings_of
from storage.disk.protection.databases import (
    copy_database,
    is_plain,
    need_engine,
    need_engine_to_open,
    same_rows,
    use_key,
)
from storage.disk.protection.marks import SECOND
from storage.disk.protection.open_keys import OpenKey, keep_open, need_unprotected, needed_key_of
from storage.disk.protection.protection_file import NewProtection, write_protection
from storage.disk.protection.sealed_database import MAGIC, write_sealed_database
from storage.disk.protection.sealed_files import is_sealed, read_own, write_own
from storage.disk.restoring import finish_restore, half_converted
from storage.disk.swapped_folder import let_go
from storage.disk.whose.own_names import PROTECTION, TO_SEAL


def encrypt_folder(folder: DataFolder, new: NewProtection, gone: Iterable[Path]) -> None:
    """Encrypt a folder with a key that was just made; `gone` are the files (by path within it) that are deleted with the change.

    Raises Refused where a desk is open in it, where it is protected already, and where a backup in it is damaged.
    """
    need_engine(str(folder.path))
    with alone_in(folder.path):
        finish_restore(folder)
        need_unprotected(folder.path)
        with for_oneself(folder) as record:
            key = keep_open(new.protection, new.key)
            found = belongings_of(folder)
            with half_converted(folder) as building:
                # Where folders can't be locked, no start deletes what an interrupted restore left, and it is in the clear.
                shutil.rmtree(folder.half_restored, ignore_errors=True)
                write_protection(building.path, new.protection)
                _copy(record, folder, building, key)
                _copy_secrets(folder, building, found)
                beside = [_seal_backup(folder, building, name, key) for name in counted(found.backups, _("backups"))]
                let_go(building.path, [*map(str, gone), *(name for names in beside for name in names)])
        finish_restore(folder)


def decrypt_folder(folder: DataFolder) -> None:
    """Decrypt a folder that was opened. Backups stay encrypted, with the passphrase that they have.

    Raises Refused where a desk is open in it, where it is not protected, or still locked.
    """
    need_engine_to_open(str(folder.path))
    with alone_in(folder.path):
        finish_restore(folder)
        key = needed_key_of(folder.path)
        with for_oneself(folder) as record, half_converted(folder) as building:
            found = belongings_of(folder)
            for name in counted(found.backups, _("backups")):
                _keep_with_its_key(folder, building, name, key)
            let_go(building.path, [PROTECTION, str(SECOND)])
            # Last: where the power fails now, what everybody can read lies there until the next start.
            _copy_secrets(folder, building, found)
            _copy(record, folder, building, None)
        finish_restore(folder)


def seal_what_is_plain(folder: DataFolder, gone: Iterable[Path]) -> None:
    """Encrypt what lies in the clear in a protected folder that was opened: keys and backups of before a restore; and delete
    `gone`. Each file is done for itself.
    """
    key = needed_key_of(folder.path)
    found = belongings_of(folder)
    for name in reversed(found.secrets):
        data = (folder.path / name).read_bytes()
        if not is_sealed(data):
            write_own(folder.path / name, data)
    for name in counted(found.backups, _("backups")):
        if is_plain(folder.path / name):
            file = folder.path / name
            with atomic_path(file, private=True, belongs=True) as temporary:
                _write_sealed(file, temporary, key)
            _delete(folder, _beside(name))
    _delete(folder, gone)


def seal_later(building: DataFolder) -> None:
    """Note in a protected desk that is being restored that what it finds in the clear in its folder has to be sealed."""
    (building.path / TO_SEAL).touch(PRIVATE_FILE)


def seal_what_stood_there(folder: DataFolder) -> None:
    """Seal that, where it is noted, in a folder that was opened; a start does it where the restore was interrupted. What is damaged
    stays as it is, and is named by `check`.
    """
    note = folder.path / TO_SEAL
    if note.exists():
        with suppress(OSError):
            with suppress(Refused):
                seal_what_is_plain(folder, ())
            note.unlink()


def _copy(record: sqlite.Connection, folder: DataFolder, building: DataFolder, key: OpenKey | None) -> None:
    copy_database(record, building.database, key)
    with closing(sqlite.connect(building.database, isolation_level=None)) as copy:
        use_key(copy, key)
        # The desk stays the same one, though its record is another file now.
        stay_the_desk(copy, folder.database, building.database)
    if not same_rows(record, building.database, key):
        message = N_(
            "the copy of the record is not sound, and nothing was changed: look at the disk with hourdesk doctor"
        )
        raise refuse("bad_copy", str(building.path), message)


def _copy_secrets(folder: DataFolder, building: DataFolder, found: Belongings) -> None:
    """Each is sealed, or not, as the folder is that is being built."""
    for name in found.secrets:
        (building.path / name).parent.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)
        write_own(building.path / name, read_own(folder.path / name))


def _seal_backup(folder: DataFolder, building: DataFolder, name: Path, key: OpenKey) -> list[str]:
    """Seal a plain backup; returns what lay beside it and is in it now. One that is encrypted already stays as it is."""
    if not is_plain(folder.path / name):
        return []
    _write_sealed(folder.path / name, building.path / name, key)
    return [str(beside) for beside in _beside(name)]


def _write_sealed(plain: Path, out: Path, key: OpenKey) -> None:
    encrypted = out.with_name(f"{out.name}.copy")
    try:
        with closing(sqlite.connect(plain, isolation_level=None)) as backup:
            copy_database(backup, encrypted, key)
        write_sealed_database(out, key.protection, encrypted)
    except sqlite.DatabaseError as error:
        message = N_("the backup can't be read ({reason}): move it out of the folder or delete it, then do this again")
        raise refuse("bad_backup", str(plain), message, reason=reason_of(error)) from error
    finally:
        encrypted.unlink(missing_ok=True)


def _keep_with_its_key(folder: DataFolder, building: DataFolder, name: Path, key: OpenKey) -> None:
    """A record that a restore put aside is encrypted with the folder's key: from now on that travels with it."""
    file = folder.path / name
    with file.open("rb") as opened:
        if opened.read(len(MAGIC)) != MAGIC and not is_plain(file):
            write_sealed_database(building.path / name, key.protection, file)


def _beside(name: Path) -> list[Path]:
    return [name.with_name(name.name + ending) for ending in sqlite.BESIDE]


def _delete(folder: DataFolder, names: Iterable[Path]) -> None:
    for name in names:
        (folder.path / name).unlink(missing_ok=True)
