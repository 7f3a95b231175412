"""A district's folder is encrypted with a passphrase, or decrypted again."""

from __future__ import annotations

from pathlib import Path

from exports.district.folder import DistrictFolder
from exports.district.protection import belongings
from exports.district.protection.conversion import decrypt_folder, encrypt_folder
from exports.district.protection.swapping import finish_conversion
from storage.disk.protection.lying import Lying, check_all_said, copy_out
from storage.disk.protection.marks import is_protected
from storage.disk.protection.open_keys import is_locked, keep_open, need_unprotected, needed_key_of
from storage.disk.protection.protection_file import new_protection
from storage.disk.whose.desks import need_unmixed
from storage.disk.whose.districts import need_district
from storage.disk.whose.kinds import Owner, whose


def needs_passphrase(path: Path) -> bool:
    """Whether the district in a folder is protected and was not opened yet; a change that was interrupted is finished first.

    False in a folder that is no district's: nothing is finished there, and nobody need give its passphrase to be told so.
    """
    if whose(path).owner not in (Owner.DISTRICT, Owner.BOTH):
        return False
    finish_conversion(DistrictFolder(path))
    return is_locked(path)


def is_district_protected(path: Path) -> bool:
    """Whether the district in a folder is protected; a change that was interrupted is finished first."""
    finish_conversion(DistrictFolder(path))
    return is_protected(path)


def lying_about(path: Path) -> tuple[Path, ...]:
    """What lies in a folder beside the district's own files, by path within it: it is not encrypted, but moved or deleted."""
    return belongings.belongings_of(DistrictFolder(path)).others


def not_encrypted(path: Path) -> list[Path]:
    """What lies in a protected folder for everybody to read, by path within it."""
    return belongings.in_the_clear(DistrictFolder(path))


def protect(path: Path, passphrase: str, lying: Lying = Lying()) -> str:  # noqa: B008 - it can't be changed
    """Encrypt the record, packs, decisions and keys of a district; returns the recovery code as it is printed. It is kept nowhere.

    Raises Refused where another program has the district open, it is protected already, the engine can't encrypt, or something
    lies in the folder of which nobody said what becomes of it; then nothing is changed.
    """
    _need_district_alone(path)
    need_unprotected(path)
    check_all_said(path, lying_about(path), lying)
    new = new_protection(passphrase)
    copy_out(path, lying)
    encrypt_folder(DistrictFolder(path), new.protection, keep_open(new.protection, new.key), lying.files)
    return new.code


def protect_the_rest(path: Path, lying: Lying = Lying()) -> list[Path]:  # noqa: B008 - it can't be changed
    """Encrypt what lies in the clear in a protected folder that was opened; returns what that was."""
    _need_district_alone(path)
    key = needed_key_of(path)
    check_all_said(path, lying_about(path), lying)
    found = not_encrypted(path)
    if found:
        copy_out(path, lying)
        encrypt_folder(DistrictFolder(path), key.protection, key, lying.files)
    return found


def unprotect(path: Path) -> None:
    """Decrypt a district that was opened. Raises Refused where another program has it open, or it is not protected."""
    _need_district_alone(path)
    decrypt_folder(DistrictFolder(path))


def _need_district_alone(path: Path) -> None:
    """Raises Refused where no district is in a folder, or a desk too: its keys would be taken for the district's."""
    need_district(path)
    need_unmixed(path)
