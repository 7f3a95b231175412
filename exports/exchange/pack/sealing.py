"""A pack that only the district can open: encrypted by age to the district's key."""

from __future__ import annotations

from pathlib import Path

from checkin.rules.problems import N_, refuse

AGE_MARK = b"age-encryption.org/v1"
_LONGEST_KEY_FILE = 4096


def read_recipient(text_or_file: str) -> str:
    """A district's age key (`age1…`) as it was typed, or from a file that holds one. Raises Refused."""
    text = text_or_file
    if not text.startswith("age1"):
        try:
            with Path(text).open("r", encoding="utf-8") as file:
                text = next(
                    (line.strip() for line in file.read(_LONGEST_KEY_FILE).splitlines() if line.startswith("age1")), ""
                )
        except (OSError, UnicodeDecodeError) as error:
            raise refuse("no_file", text_or_file, N_("the district's key can't be read from this file")) from error
    _recipient(text, text_or_file)
    return text


def seal_to(data: bytes, recipient: str, where: str) -> bytes:
    """Encrypt to an age key. Raises Refused where it is none."""
    import pyrage

    return bytes(pyrage.encrypt(data, [_recipient(recipient, where)]))


def new_identity() -> tuple[str, str]:
    """A new age key: what opens (`AGE-SECRET-KEY-…`), and what seals (`age1…`)."""
    from pyrage import x25519

    identity = x25519.Identity.generate()
    return str(identity), str(identity.to_public())


def open_sealed(file: Path, to: Path, identity: str | None) -> None:
    """Decrypt a file into another. Raises Refused without the right key, or where it was changed."""
    if identity is None:
        message = N_("this pack is sealed to a district: only that district can open it")
        raise refuse("sealed", str(file), message)
    import pyrage

    try:
        with file.open("rb") as sealed, to.open("wb") as plain:
            pyrage.decrypt_io(sealed, plain, [pyrage.x25519.Identity.from_str(identity)])
    except pyrage.DecryptError as error:
        message = N_("this pack is sealed to another district, or it is damaged")
        raise refuse("sealed", str(file), message) from error
    except OSError as error:
        # What is cut off within a sealed file shows as an error of reading it.
        raise refuse(
            "damaged_pack", str(file), N_("the file is damaged or cut off: copy it again from the desk that wrote it")
        ) from error


def _recipient(text: str, where: str) -> object:
    import pyrage

    try:
        return pyrage.x25519.Recipient.from_str(text)
    except pyrage.RecipientError as error:
        raise refuse("bad_recipient", where, N_("this is no key of a district (it begins with age1)")) from error
