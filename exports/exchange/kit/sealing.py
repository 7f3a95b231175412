"""A kit under a passphrase, by age."""

from __future__ import annotations

from pathlib import Path

from checkin.file_errors import unreadable_file
from checkin.rules.problems import N_, Refused, refuse

_AGE = b"age-encryption.org/v1"
_BY_PASSPHRASE = _AGE + b"\n-> scrypt "
"""How a file begins that age sealed with a passphrase, and not to a key as a pack is (age-encryption.org/v1)."""


def seal(data: bytes, passphrase: str) -> bytes:
    """Encrypt; takes about four seconds, so that guessing takes long."""
    from pyrage import passphrase as age

    return bytes(age.encrypt(data, passphrase))


def is_protected(head: bytes) -> bool:
    """Whether a file that begins so needs a passphrase."""
    return head.startswith(_BY_PASSPHRASE)


def read_sealed(file: Path, passphrase: str | None) -> bytes:
    """The bytes of a file, opened with the passphrase where it is sealed.

    Raises Refused where the file can't be read, needs a passphrase that is not given, or has another one.
    """
    try:
        data = file.read_bytes()
    except OSError as error:
        raise Refused(unreadable_file(file, error)) from error
    if not data.startswith(_AGE):
        return data
    if not passphrase:
        message = N_("the kit is protected: give its passphrase (at the prompt, or in HOURDESK_PASSPHRASE)")
        raise refuse("needs_passphrase", str(file), message)
    from pyrage import DecryptError
    from pyrage import passphrase as age

    try:
        return bytes(age.decrypt(data, passphrase))
    except DecryptError as error:
        raise refuse("wrong_passphrase", str(file), N_("this is not the passphrase of this kit")) from error
