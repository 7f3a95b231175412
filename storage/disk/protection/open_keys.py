"""The keys of protected folders that a passphrase opened: in the memory of this process, and nowhere on disk."""

from __future__ import annotations

from contextlib import suppress
from functools import cached_property
from pathlib import Path

from checkin.rules.problems import N_, Refused, refuse
from storage.disk.protection.marks import is_protected
from storage.disk.protection.protection_file import Protection, heal, need_own, not_protected, protection_of

PASSPHRASE_VARIABLE = "HOURDESK_PASSPHRASE"
_open: dict[str, OpenKey] = {}


class OpenKey:
    """The key of a folder, and the keys that are made from it for the database and for single files."""

    def __init__(self, protection: Protection, key: bytes) -> None:
        self.protection = protection
        self.key = key

    @property
    def key_id(self) -> str:
        """Its name in the files that it sealed."""
        return self.protection.key_id

    @cached_property
    def of_database(self) -> str:
        """As SQLCipher takes a raw key: `x'…'`, 32 bytes in hexadecimal."""
        return f"x'{self._made_for(b'hourdesk desk.db 1').hex()}'"

    @cached_property
    def of_district(self) -> str:
        """For the database of a district (DuckDB): 32 bytes in hexadecimal."""
        return self._made_for(b"hourdesk district.duckdb 1").hex()

    @cached_property
    def of_files(self) -> bytes:
        """For files that are sealed with AES-256-GCM: 32 bytes."""
        return self._made_for(b"hourdesk files 1")

    def _made_for(self, purpose: bytes) -> bytes:
        from cryptography.hazmat.primitives.hashes import SHA256
        from cryptography.hazmat.primitives.kdf.hkdf import HKDF

        return HKDF(SHA256(), 32, None, purpose).derive(self.key)


def unlock(folder: Path, secret: str) -> OpenKey:
    """Open a protected folder for the rest of this process, by its passphrase or its recovery code.

    Takes a moment on purpose. Raises Refused for a wrong one, and where what is sealed is the key of another folder.
    """
    protection = protection_of(folder)
    need_own(folder, protection)
    key = keep_open(protection, opened_by(protection, secret, str(folder)))
    with suppress(OSError, Refused):  # a folder that can't be written now can still be read
        heal(folder, protection)
    return key


def opened_by(protection: Protection, secret: str, where: str) -> bytes:
    """The key that a passphrase or recovery code opens. Raises Refused for a wrong one; `where` names what is protected."""
    key = protection.opened(secret)
    if key is None:
        message = N_("this is not the passphrase, and not the recovery code; nothing is damaged: try again")
        raise refuse("wrong_passphrase", where, message)
    return key


def keep_open(protection: Protection, key: bytes) -> OpenKey:
    """Use this key from now on for all that it sealed."""
    opened = OpenKey(protection, key)
    _open[protection.key_id] = opened
    return opened


def forget_keys() -> None:
    """Lock everything again: a command line begins with no key open."""
    _open.clear()


def is_locked(folder: Path) -> bool:
    """Whether a folder is protected and was not opened yet. Raises Refused where its protection is damaged."""
    return is_protected(folder) and protection_of(folder).key_id not in _open


def is_open(key_id: str) -> bool:
    """Whether the key of that name was opened."""
    return key_id in _open


def open_key_of(folder: Path) -> OpenKey | None:
    """The open key of a data folder; None where it is not protected. Raises Refused where it was not opened yet."""
    if not is_protected(folder):
        return None
    return key_named(protection_of(folder).key_id, str(folder))


def needed_key_of(folder: Path) -> OpenKey:
    """The same where the folder must be protected. Raises `not_protected` where it is not."""
    key = open_key_of(folder)
    if key is None:
        raise not_protected(folder)
    return key


def need_unprotected(folder: Path) -> None:
    """Raises `protected_already` where a folder is protected."""
    if is_protected(folder):
        raise refuse("protected_already", str(folder), N_("this folder is protected already"))


def key_named(key_id: str, where: str) -> OpenKey:
    """The open key of that name. Raises Refused where it was not opened yet; `where` names what it sealed."""
    found = _open.get(key_id)
    if found is None:
        message = N_("this is protected: give its passphrase (at the prompt, or in {variable})")
        raise refuse("needs_passphrase", where, message, variable=PASSPHRASE_VARIABLE)
    return found
