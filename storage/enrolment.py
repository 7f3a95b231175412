"""How a folder becomes a desk with an id and a key of its own."""

from __future__ import annotations

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from storage.disk import keys
from storage.disk.folder import DataFolder
from storage.disk.keys import Certificate


def first_desk_key(folder: DataFolder, team: str) -> str:
    """Make the team's key and the first desk's; the desk's id."""
    team_key = keys.new_key()
    keys.save_key(folder.keys / keys.TEAM_KEY, team_key)
    keys.save_public(folder.keys / keys.TEAM_PUBLIC, keys.public_bytes(team_key))
    return desk_key(folder, team, team_key, [])


def desk_key(folder: DataFolder, team: str, signer: Ed25519PrivateKey, vouched_by: list[Certificate]) -> str:
    """Make a desk's key, vouched for by `signer`, for whom the chain `vouched_by` speaks; the desk's id."""
    key = keys.new_key()
    public = keys.public_bytes(key)
    desk = keys.desk_id(public)
    keys.save_key(folder.keys / f"{desk}.pem", key)
    own = keys.certify(signer, team, desk, public)
    keys.save_certificates(folder.keys / f"{desk}.cert.json", [own, *vouched_by])
    return desk


def succeed(folder: DataFolder, team: str, old_desk: str) -> str:
    """A new key for a restored or copied folder; its id. The old desk's key vouches, or the team's where it is here."""
    team_key = folder.keys / keys.TEAM_KEY
    if team_key.exists():
        return desk_key(folder, team, keys.load_key(team_key), [])
    old = keys.load_key(folder.keys / f"{old_desk}.pem")
    return desk_key(folder, team, old, keys.load_certificates(folder.keys / f"{old_desk}.cert.json"))
