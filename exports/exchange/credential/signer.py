"""Who signs credentials: the team's key where it is, as at the first desk; else the desk's own key, for which the team's vouches."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from checkin.rules.problems import Refused
from exports.exchange.credential.did_key import did_of
from exports.exchange.pack.vouching import root_of
from storage.disk import keys
from storage.disk.key_folder import KeyFolder
from storage.disk.keys import Certificate

VOUCHED_BY = "urn:hourdesk:vouched-by"
"""The field of the header with the certificates of a desk's key; other programs pass it over (RFC 7515 §4.3)."""


class Signer(NamedTuple):
    """A key to sign with, and the certificates that lead from it to the team's; none where it is the team's."""

    key: Ed25519PrivateKey
    vouched_by: tuple[Certificate, ...]

    @property
    def did(self) -> str:
        """The `did:key` of the public half."""
        return did_of(keys.public_bytes(self.key))

    @property
    def header(self) -> dict[str, Any]:
        """What the token says of the key beside the key itself."""
        return {VOUCHED_BY: [one.to_json() for one in self.vouched_by]} if self.vouched_by else {}


def signer_of(here: KeyFolder, desk: str) -> Signer:
    """The signer at a desk. Raises Refused where its key is missing or damaged."""
    if here.has_team_key:
        return Signer(here.team_key(), ())
    return Signer(here.key(desk), here.certificates(desk))


class Signed(NamedTuple):
    """By whom a token is signed: the id of a desk, None for a key that no other vouches for, and the key (32 bytes) to believe."""

    desk: str | None
    root: bytes


def signed_by(header: Mapping[str, Any], key: bytes, team: str) -> Signed | None:
    """By whom a token of `team` with this header is signed, given the key that it is signed with; None where its certificates
    do not lead to that key.
    """
    told = header.get(VOUCHED_BY)
    if told is None:
        return Signed(None, key)
    desk = keys.desk_id(key)
    try:
        if not isinstance(told, list):
            return None
        certificates = [keys.read_certificate(one, desk) for one in told]
        return Signed(desk, root_of(certificates, team, desk, desk))
    except Refused:
        return None
