"""Another passphrase or recovery code for a protected folder that was opened; its key, and what it sealed, stay.

One program at a time changes it: of two changes at once one would take the other one back, and a sheet that was just printed
would open nothing.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from checkin.rules.problems import N_, Problem, Refused
from storage.disk.protection.marks import is_protected
from storage.disk.protection.open_keys import OpenKey, is_open, keep_open, key_named, needed_key_of
from storage.disk.protection.protection_file import Protection, protection_of, write_protection
from storage.disk.swapped_folder import alone, one_change

UNTOLD = N_(
    "no recovery code opens this folder: its making was interrupted before anybody was told. hourdesk protect makes a new one"
)


def renew_passphrase(path: Path, passphrase: str) -> None:
    """Set another passphrase. Raises Refused where the folder is not protected, or was not opened."""
    with alone(path):
        key = needed_key_of(path)
        _use(path, protection_of(path).with_passphrase(key.key, passphrase), key)


def renew_code(path: Path) -> str:
    """Set another recovery code; returns it as it is printed. Raises Refused as `renew_passphrase`."""
    with alone(path):
        key = needed_key_of(path)
        changed, code = protection_of(path).with_new_code(key.key)
        _use(path, changed, key)
        return code


def code_was_told(path: Path) -> None:
    """Somebody was told the recovery code of a folder. Until then a start says that no sheet opens it: the making was interrupted."""
    with alone(path):
        if is_untold(path):
            changed = protection_of(path)._replace(untold=False)
            write_protection(path, changed)
            if is_open(changed.key_id):
                keep_open(changed, key_named(changed.key_id, str(path)).key)


def told_next(path: Path, code: str) -> str:
    """The recovery code of a folder, which is the next thing that is shown: from now on somebody knows it."""
    code_was_told(path)
    return code


def is_untold(path: Path) -> bool:
    """Whether nobody was told the recovery code of a folder. Raises Refused where its protection is damaged."""
    return is_protected(path) and protection_of(path).untold


def notes_on_code(path: Path, message: str = UNTOLD) -> list[Problem]:
    """That nobody knows the recovery code of a folder, where it is so; a damaged protection is told elsewhere.

    Nothing is said while another program makes one just now: a further one would take back what that is about to tell.
    """
    with suppress(Refused):
        if is_untold(path):
            with one_change(path):
                return [Problem("code_untold", str(path), message)] if is_untold(path) else []
    return []


def _use(path: Path, changed: Protection, key: OpenKey) -> None:
    write_protection(path, changed)
    keep_open(changed, key.key)
