"""A desk's folder is encrypted with a passphrase, decrypted again, or gets another passphrase or recovery code."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from checkin.rules.problems import N_, refuse
from storage.disk.atomic_file import atomic_path
from storage.disk.folder import DataFolder
from storage.disk.private_files import PRIVATE_FOLDER
from storage.disk.protection.belongings import belongings_of, in_the_clear
from storage.disk.protection.conversion import decrypt_folder, encrypt_folder, seal_what_is_plain
from storage.disk.protection.databases import need_engine
from storage.disk.protection.marks import is_protected
from storage.disk.protection.open_keys import is_locked, keep_open, key_of
from storage.disk.protection.passphrases import check_strength
from storage.disk.protection.protection_file import new_protection, protection_of, write_protection
from storage.disk.restoring import finish_restore


class Lying(NamedTuple):
    """What lies in a folder beside the desk's own files (sheets, certificates, exports, packs), by path within it. It is moved
    to the folder `to` when the desk is protected, or deleted where that is None."""

    files: tuple[Path, ...] = ()
    to: Path | None = None


def needs_passphrase(path: Path) -> bool:
    """Whether the desk in a folder is protected and was not opened yet; a change that was interrupted is finished first."""
    finish_restore(DataFolder(path))
    return is_locked(path)


def is_desk_protected(path: Path) -> bool:
    """Whether the desk in a folder is protected; a change that was interrupted is finished first."""
    finish_restore(DataFolder(path))
    return is_protected(path)


def lying_about(path: Path) -> tuple[Path, ...]:
    """What lies in a folder beside the desk's own files, by path within it: it is not encrypted, but moved or deleted."""
    return belongings_of(DataFolder(path)).others


def not_encrypted(path: Path) -> list[Path]:
    """What lies in a protected folder for everybody to read, by path within it."""
    return in_the_clear(DataFolder(path))


def check_passphrase(passphrase: str, names: Iterable[str]) -> None:
    """Raises Refused with the reason where a new passphrase is too easily guessed; `names` are the team's code and name."""
    check_strength(passphrase, names)


def begin_protected(folder: DataFolder, passphrase: str) -> str:
    """Make an empty folder a protected one, before a desk is made in it; returns the recovery code as it is printed."""
    need_engine(str(folder.path))
    new = new_protection(passphrase)
    write_protection(folder.path, new.protection)
    keep_open(new.protection, new.key)
    return new.code


def protect(path: Path, passphrase: str, lying: Lying = Lying()) -> str:  # noqa: B008 - it can't be changed
    """Encrypt the record, keys and backups of a desk; returns the recovery code as it is printed. It is kept nowhere.

    Raises Refused where a desk is open in the folder, it is protected already, the engine can't encrypt, or something lies in
    the folder of which nobody said what becomes of it; then nothing is changed.
    """
    folder = DataFolder(path)
    need_engine(str(path))
    _check_all_said(folder, lying)
    new = new_protection(passphrase)
    _copy_out(folder, lying)
    encrypt_folder(folder, new, lying.files)
    # Loads what signs; the first screen asks this module only whether a passphrase is needed.
    from storage.team_recovery import seal_team_key

    seal_team_key(folder, new.code)
    return new.code


def protect_the_rest(path: Path, lying: Lying = Lying()) -> list[Path]:  # noqa: B008 - it can't be changed
    """Encrypt what lies in the clear in a protected folder; returns what that was."""
    folder = DataFolder(path)
    _check_all_said(folder, lying)
    found = in_the_clear(folder)
    _copy_out(folder, lying)
    seal_what_is_plain(folder, lying.files)
    return found


def unprotect(path: Path) -> None:
    """Decrypt a desk that was opened; its backups stay encrypted. Raises Refused where a desk is open in the folder, or it is
    not protected."""
    decrypt_folder(DataFolder(path))


def change_passphrase(path: Path, passphrase: str) -> None:
    """Another passphrase for a desk that was opened. Backups made before keep the old one."""
    key = key_of(path)
    if key is None:
        raise refuse("not_protected", str(path), N_("this folder is not protected"))
    changed = protection_of(path).with_passphrase(key.key, passphrase)
    write_protection(path, changed)
    keep_open(changed, key.key)


def renew_recovery_code(path: Path) -> str:
    """Another recovery code for a desk that was opened, as it is printed. Backups made before keep the old one."""
    key = key_of(path)
    if key is None:
        raise refuse("not_protected", str(path), N_("this folder is not protected"))
    changed, code = protection_of(path).with_new_code(key.key)
    write_protection(path, changed)
    keep_open(changed, key.key)
    from storage.team_recovery import seal_team_key

    seal_team_key(DataFolder(path), code)
    return code


def _check_all_said(folder: DataFolder, lying: Lying) -> None:
    unsaid = set(belongings_of(folder).others) - set(lying.files)
    if unsaid:
        message = N_(
            "{count} files lie in the data folder that everybody could read ({first}): say where they are moved, or that they "
            "are deleted; nothing was changed"
        )
        raise refuse("files_lie_there", str(folder.path), message, count=len(unsaid), first=str(min(unsaid)))


def _copy_out(folder: DataFolder, lying: Lying) -> None:
    """Before anything else is done: an interrupted change leaves them twice, and never nowhere."""
    if lying.to is None:
        return
    if lying.to.resolve().is_relative_to(folder.path.resolve()):
        raise refuse("own_folder", str(lying.to), N_("this lies in the desk's own folder: name a folder elsewhere"))
    for name in lying.files:
        target = _free(lying.to / name)
        target.parent.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
        with atomic_path(target) as temporary:
            shutil.copyfile(folder.path / name, temporary)


def _free(target: Path) -> Path:
    """The name, or one with a number where a file has it already."""
    number, found = 1, target
    while found.exists():
        number += 1
        found = target.with_stem(f"{target.stem}-{number}")
    return found
