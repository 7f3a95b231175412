"""A desk's folder is encrypted with a passphrase, decrypted again, or gets another passphrase or recovery code."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from storage.disk.folder import DataFolder
from storage.disk.made_files import note_made
from storage.disk.protection.belongings import belongings_of, in_the_clear
from storage.disk.protection.conversion import decrypt_folder, encrypt_folder, seal_what_is_plain
from storage.disk.protection.databases import need_engine
from storage.disk.protection.lying import Lying, check_all_said, copy_out
from storage.disk.protection.marks import is_protected
from storage.disk.protection.open_keys import is_locked, opened_by
from storage.disk.protection.passphrases import check_strength
from storage.disk.protection.protection_file import new_protection, protection_of
from storage.disk.protection.renewing import renew_code, renew_passphrase
from storage.disk.restoring import finish_restore
from storage.disk.whose.desks import need_no_stranger, need_unmixed


def needs_passphrase(path: Path) -> bool:
    """Whether the desk in a folder is protected and was not opened yet; a change that was interrupted is finished first.

    Raises Refused where it is no desk's folder: nothing may be finished there.
    """
    need_no_stranger(path)
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


def check_opens(path: Path, secret: str) -> None:
    """Raises Refused where a secret is neither the passphrase nor the recovery code of a protected desk. Takes a moment."""
    opened_by(protection_of(path), secret, str(path))


def protect(path: Path, passphrase: str, lying: Lying = Lying()) -> str:  # noqa: B008 - it can't be changed
    """Encrypt the record, keys and backups of a desk; returns the recovery code as it is printed. It is kept nowhere.

    Raises Refused where a desk is open in the folder, it is protected already, the engine can't encrypt, or something lies in
    the folder of which nobody said what becomes of it; then nothing is changed.
    """
    folder = DataFolder(path)
    need_unmixed(path)
    need_engine(str(path))
    check_all_said(path, belongings_of(folder).others, lying)
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
    need_unmixed(path)
    check_all_said(path, belongings_of(folder).others, lying)
    found = in_the_clear(folder)
    _copy_out(folder, lying)
    seal_what_is_plain(folder, lying.files)
    return found


def _copy_out(folder: DataFolder, lying: Lying) -> None:
    """What is moved stays readable to all: it is noted, so that it is named afterwards, and when somebody is purged."""
    for copy in copy_out(folder.path, lying):
        note_made(folder, copy)


def unprotect(path: Path) -> None:
    """Decrypt a desk that was opened; its backups stay encrypted. Raises Refused where a desk is open in the folder, or it is
    not protected."""
    need_unmixed(path)
    decrypt_folder(DataFolder(path))


def change_passphrase(path: Path, passphrase: str) -> None:
    """Another passphrase for a desk that was opened. Backups made before keep the old one."""
    renew_passphrase(path, passphrase)


def renew_recovery_code(path: Path) -> str:
    """Another recovery code for a desk that was opened, as it is printed. Backups made before keep the old one."""
    code = renew_code(path)
    from storage.team_recovery import seal_team_key

    seal_team_key(DataFolder(path), code)
    return code
