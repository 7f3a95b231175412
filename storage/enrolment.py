"""How a folder becomes a desk with an id and a key of its own."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from checkin.rules.problems import Refused
from storage.disk import keys
from storage.disk.folder import DataFolder
from storage.disk.key_folder import KeyFolder
from storage.disk.keys import Certificate


def first_desk_key(folder: DataFolder, team: str) -> str:
    """Make the keys of the team and of its first desk; returns the desk's id."""
    team_key = keys.new_key()
    KeyFolder(folder.keys).keep_team_key(team_key)
    return desk_key(folder, team, team_key, [])


def another_desk_key(
    folder: DataFolder, team: str, team_public: bytes, enrolment_key: Ed25519PrivateKey, enrolment: Certificate
) -> str:
    """Make the key of another desk of a team, with the content of a kit; returns the desk's id."""
    KeyFolder(folder.keys).keep_team_public(team_public)
    return desk_key(folder, team, enrolment_key, [enrolment])


def desk_key(folder: DataFolder, team: str, signer: Ed25519PrivateKey, vouched_by: Sequence[Certificate]) -> str:
    """Make a desk's key and let `signer` vouch for it; `vouched_by` are the certificates of
    the signer. Returns the desk's id.
    """
    key = keys.new_key()
    public = keys.public_bytes(key)
    desk = keys.desk_id(public)
    own = keys.certify(signer, team, desk, public)
    KeyFolder(folder.keys).keep_key(desk, key, [own, *vouched_by])
    return desk


def succeed(folder: DataFolder, team: str, old_desk: str) -> str:
    """Make a new key for a restored or copied folder; returns the new desk's id. The team's key vouches for it where
    it is here and sound, else the old desk's.
    """
    here = KeyFolder(folder.keys)
    if here.has_team_key:
        with suppress(Refused):
            return desk_key(folder, team, here.team_key(), [])
    return desk_key(folder, team, here.key(old_desk), here.certificates(old_desk))
