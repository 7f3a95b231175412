"""Seal a kit with a passphrase, and open it again (the age format, age-encryption.org/v1)."""

from __future__ import annotations

from pathlib import Path

from checkin.file_errors import unreadable_file
from checkin.outside_files import read_outside
from checkin.rules.problems import N_, Refused, refuse

_AGE = b"age-encryption.org/v1"
LARGEST_FILE = 1 << 28
"""Bytes of a kit, with the records of all desks."""
_BY_PASSPHRASE = _AGE + b"\n-> scrypt "
"""The first bytes of a file that age sealed with a passphrase. A pack is sealed to a key and begins differently."""


_TOO_SLOW = "Excessive work parameter"
"""How the library's message begins where opening a file would take this laptop much longer than a guess should."""
_ATTEMPTS = 3
"""A laptop that is busy for a moment measures itself as slow: it is asked again."""


def seal(data: bytes, passphrase: str) -> bytes:
    """`data` encrypted with a passphrase. It takes about four seconds on purpose: guessing a passphrase is then slow."""
    from pyrage import passphrase as age

    return bytes(age.encrypt(data, passphrase))


def is_protected(head: bytes) -> bool:
    """Whether a file with these first bytes needs a passphrase."""
    return head.startswith(_BY_PASSPHRASE)


def read_sealed(file: Path, passphrase: str | None) -> bytes:
    """The bytes of a file; a sealed file is opened with the passphrase.

    Raises Refused if the file can't be read, if it needs a passphrase and none is given, if the passphrase is wrong,
    or if this laptop is too slow to try it.
    """
    try:
        data = read_outside(file, LARGEST_FILE)
    except OSError as error:
        raise Refused(unreadable_file(file, error)) from error
    if not data.startswith(_AGE):
        return data
    if not passphrase:
        message = N_("the kit is protected: give its passphrase (at the prompt, or in HOURDESK_PASSPHRASE)")
        raise refuse("needs_passphrase", str(file), message)
    return _opened(data, passphrase, str(file))


def _opened(data: bytes, passphrase: str, where: str) -> bytes:
    """What was sealed. The library refuses what would take this laptop too long, by the pace that it measures just then."""
    from pyrage import DecryptError
    from pyrage import passphrase as age

    for _attempt in range(_ATTEMPTS):
        try:
            return bytes(age.decrypt(data, passphrase))
        except DecryptError as error:
            if not str(error).startswith(_TOO_SLOW):
                raise refuse("wrong_passphrase", where, N_("this is not the passphrase of this kit")) from error
    message = N_(
        "this laptop is too slow or too busy now to open it with a passphrase: close other programs, and try again"
    )
    raise refuse("too_slow", where, message)
