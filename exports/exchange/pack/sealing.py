"""Seal a pack with age: to the district's key, so that only the district can open it; or to the team's copies key."""

from __future__ import annotations

import io
from pathlib import Path
from typing import BinaryIO

from checkin.outside_files import read_begin
from checkin.rules.problems import N_, refuse
from exports.exchange.pack.archive import damaged

AGE_MARK = b"age-encryption.org/v1"
_LONGEST_KEY_FILE = 4096


def read_recipient(text_or_file: str) -> str:
    """The district's public age key (`age1…`), typed or from a file. Raises Refused if it is no key or the file can't be read."""
    text = text_or_file
    if not text.startswith("age1"):
        try:
            lines = read_begin(Path(text), _LONGEST_KEY_FILE).decode("utf-8").splitlines()
            text = next((line.strip() for line in lines if line.startswith("age1")), "")
        except (OSError, UnicodeDecodeError) as error:
            raise refuse("no_file", text_or_file, N_("the district's key can't be read from this file")) from error
    _recipient(text, text_or_file)
    return text


def seal_to(data: bytes, recipient: str, where: str) -> bytes:
    """`data` encrypted to the age key `recipient`. Raises Refused, naming `where`, if that is no key."""
    import pyrage

    return bytes(pyrage.encrypt(data, [_recipient(recipient, where)]))


def open_sealed(sealed: BinaryIO, where: str, identity: str | None) -> BinaryIO:
    """What is sealed in a file, in memory: on disk it would lie in the clear. `where` is the name of the file.

    Raises Refused if `identity` is None or another key, or if the file was changed.
    """
    if identity is None:
        message = N_(
            "this pack is sealed: to a district, which alone can open it, or it is the copy of a protected desk, which opens at a "
            "desk of its team that took a newer kit"
        )
        raise refuse("sealed", where, message)
    import pyrage

    try:
        plain = io.BytesIO()
        pyrage.decrypt_io(sealed, plain, [pyrage.x25519.Identity.from_str(identity)])
        plain.seek(0)
        return plain
    except pyrage.IdentityError as error:
        message = N_(
            "the key that opens sealed packs is damaged (keys/sealing.key): put it back from a copy, then merge again"
        )
        raise refuse("sealed", where, message) from error
    except pyrage.DecryptError as error:
        message = N_("this pack is sealed to another district or to another team's desks, or it is damaged")
        raise refuse("sealed", where, message) from error
    except OSError as error:
        # A sealed file that was cut off raises an error of reading.
        raise damaged(where) from error


def _recipient(text: str, where: str) -> object:
    import pyrage

    try:
        return pyrage.x25519.Recipient.from_str(text)
    except pyrage.RecipientError as error:
        raise refuse("bad_recipient", where, N_("this is no key of a district (it begins with age1)")) from error
