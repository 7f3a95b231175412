"""The district's age key pair: teams seal packs to the public key; only the secret in this folder opens them."""

from __future__ import annotations

from checkin.file_errors import reason_of
from checkin.rules.problems import N_, Refused, refuse
from exports.district.district import District
from storage.disk.copies.copies_key import new_identity, public_of
from storage.disk.protection.sealed_files import read_own, write_own

SECRET, PUBLIC = "sealing.key", "sealing.pub"


def opening_key(district: District) -> str | None:
    """The secret age key that opens sealed packs, as it is in its file; None if it was never made or can't be read."""
    file = district.folder.keys / SECRET
    try:
        return read_own(file).decode("ascii", "replace").strip()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise _unreadable(str(file), error) from error


def sealing_key(district: District) -> str:
    """The public key (`age1…`) that the teams get. A pair is made now if there is none.

    Raises Refused where only one half is there and sound: nobody may seal to a key that opens nothing.
    """
    check_sealing_keys(district)
    public = district.folder.keys / PUBLIC
    if not public.exists():
        secret, public_key = new_identity()
        write_own(district.folder.keys / SECRET, f"{secret}\n".encode("ascii"))
        write_own(public, f"{public_key}\n".encode("ascii"), secret=False)
    return public.read_text("ascii").strip()


def check_sealing_keys(district: District) -> None:
    """Raises Refused where the two keys don't belong together, or one is missing or damaged."""
    public = district.folder.keys / PUBLIC
    secret = opening_key(district)
    if secret is None and not public.exists():
        return
    try:
        if secret is not None and public_of(secret) == public.read_text("ascii").strip():
            return
    except (OSError, ValueError) as error:
        raise _unreadable(str(public.parent / SECRET), error) from error
    raise _unreadable(str(public.parent / SECRET), ValueError("corrupt"))


def _unreadable(where: str, error: Exception) -> Refused:
    message = N_(
        "the keys of sealed packs are missing, damaged or don't belong together ({reason}): put sealing.key and sealing.pub back "
        "from a copy of this folder. Packs that were sealed to the lost key can't be opened; ask the schools for new ones"
    )
    return refuse("bad_key", where, message, reason=reason_of(error))
