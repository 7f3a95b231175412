"""Another passphrase or recovery code for a protected folder that was opened; its key, and what it sealed, stay.

One program at a time changes it: of two changes at once one would take the other one back, and a sheet that was just printed
would open nothing.
"""

from __future__ import annotations

from pathlib import Path

from checkin.rules.problems import N_, refuse
from storage.disk.protection.open_keys import OpenKey, keep_open, key_of
from storage.disk.protection.protection_file import Protection, protection_of, write_protection
from storage.disk.swapped_folder import alone


def renew_passphrase(path: Path, passphrase: str) -> None:
    """Set another passphrase. Raises Refused where the folder is not protected, or was not opened."""
    with alone(path):
        key = _key(path)
        _use(path, protection_of(path).with_passphrase(key.key, passphrase), key)


def renew_code(path: Path) -> str:
    """Set another recovery code; returns it as it is printed. Raises Refused as `renew_passphrase`."""
    with alone(path):
        key = _key(path)
        changed, code = protection_of(path).with_new_code(key.key)
        _use(path, changed, key)
        return code


def _key(path: Path) -> OpenKey:
    key = key_of(path)
    if key is None:
        raise refuse("not_protected", str(path), N_("this folder is not protected"))
    return key


def _use(path: Path, changed: Protection, key: OpenKey) -> None:
    write_protection(path, changed)
    keep_open(changed, key.key)
