"""The team's copies key: what a protected desk puts on a stick is sealed to it, and every desk of the team can open that.

The first desk makes it once it is protected; kits that it makes from then on carry it. It is used for nothing else, and
opens no pack that was sealed to a district.
"""

from __future__ import annotations

from pathlib import Path

from checkin.file_errors import reason_of
from checkin.rules.problems import N_, refuse
from storage.disk.folder import DataFolder
from storage.disk.protection.marks import is_protected
from storage.disk.protection.sealed_files import read_own, write_own

COPIES_KEY = "copies.key"


def new_identity() -> tuple[str, str]:
    """A new age key pair: the secret that opens (`AGE-SECRET-KEY-…`), and the public key that seals (`age1…`)."""
    from pyrage import x25519

    identity = x25519.Identity.generate()
    return str(identity), str(identity.to_public())


def public_of(secret: str) -> str:
    """The public key of a secret one. Raises ValueError for what is no key."""
    import pyrage

    try:
        return str(pyrage.x25519.Identity.from_str(secret).to_public())
    except pyrage.IdentityError as error:
        raise ValueError("no key data") from error


def copies_secret(folder: DataFolder) -> str | None:
    """The secret that opens copies; None where this desk has none. Raises Refused where it is damaged or still locked."""
    file = _file(folder)
    try:
        secret = read_own(file).decode("ascii").strip()
        public_of(secret)
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        message = N_("the key of the copies is damaged ({reason}): take a new kit, or restore the newest backup")
        raise refuse("bad_key", str(file), message, reason=reason_of(error)) from error
    return secret


def has_copies_secret(folder: DataFolder) -> bool:
    """Whether a desk of this team is protected, as far as is known here: it made the secret, or a kit brought it."""
    return _file(folder).exists()


def keep_copies_secret(folder: DataFolder, secret: str) -> None:
    """Keep the secret that a kit brought. Raises ValueError for what is no key."""
    public_of(secret)
    write_own(_file(folder), secret.encode("ascii") + b"\n")


def copies_secret_to_share(folder: DataFolder, *, first: bool) -> str | None:
    """The secret that this desk's kits carry. A protected first desk makes it where there is none yet."""
    secret = copies_secret(folder)
    if secret is None and first and is_protected(folder.path):
        secret = new_identity()[0]
        keep_copies_secret(folder, secret)
    return secret


def copies_recipient(folder: DataFolder, *, first: bool) -> str | None:
    """The public key to which copies of this desk are sealed; None where they are written in the clear.

    Raises Refused at a protected desk that got no such key yet: nothing of it may lie on a stick in the clear.
    """
    secret = copies_secret_to_share(folder, first=first)
    if secret is not None:
        return public_of(secret)
    if is_protected(folder.path):
        message = N_("no copies yet: protect the first desk and take a new kit (hourdesk kit --take)")
        raise refuse("no_copies_key", "", message)
    return None


def _file(folder: DataFolder) -> Path:
    return folder.keys / COPIES_KEY
