"""The district's age key pair: teams seal packs to the public key; only the secret in this folder opens them."""

from __future__ import annotations

from exports.district.district import District
from exports.exchange.pack.sealing import new_identity
from storage.disk.atomic_file import atomic_path

SECRET, PUBLIC = "sealing.key", "sealing.pub"


def opening_key(district: District) -> str | None:
    """The secret age key that opens sealed packs; None if it was never made."""
    file = district.folder.keys / SECRET
    return file.read_text("ascii").strip() if file.exists() else None


def sealing_key(district: District) -> str:
    """The public key (`age1…`) that the teams get. It is made now if there is none."""
    public = district.folder.keys / PUBLIC
    if not public.exists():
        secret, public_key = new_identity()
        with atomic_path(district.folder.keys / SECRET, private=True) as temporary:
            temporary.write_text(secret + "\n", "ascii")
        with atomic_path(public) as temporary:
            temporary.write_text(public_key + "\n", "ascii")
    return public.read_text("ascii").strip()
