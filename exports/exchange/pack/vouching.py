"""How a chain of events is vouched for: the desk signs its head, and certificates lead from the desk to the team's key."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any

import rfc8785
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from checkin.rules.problems import N_, Refused, refuse
from exports.exchange.pack.layout import Chain
from storage.disk import keys
from storage.disk.keys import Certificate

MOST_CERTIFICATES = 20


def head_claim(team: str, desk: str, events: int, head: str) -> bytes:
    """The bytes that a desk signs: canonical JSON of its number of events and the hash of the last (`head`)."""
    return rfc8785.dumps({"hourdesk": "chain", "v": 1, "team": team, "desk": desk, "events": events, "head": head})


def sign_head(key: Ed25519PrivateKey, team: str, desk: str, events: int, head: str) -> bytes:
    """The desk's signature (Ed25519) over `head_claim`."""
    return key.sign(head_claim(team, desk, events, head))


def root_of(certificates: Sequence[Certificate], team: str, desk: str, where: str) -> bytes:
    """The key (32 bytes) at the end of the certificates; it should be the team's own key.

    Raises Refused if a certificate does not follow the one before it, is not valid, or names another team or desk.
    """
    first = certificates[0] if certificates else None
    if first is None or len(certificates) > MOST_CERTIFICATES or first.subject != desk:
        raise not_vouched(where, desk)
    if keys.desk_id(first.key) != desk:
        raise not_vouched(where, desk)
    for i, certificate in enumerate(certificates):
        signer = certificates[i + 1].key if i + 1 < len(certificates) else certificate.signer
        if certificate.team != team or certificate.signer != signer or not certificate.holds():
            raise not_vouched(where, desk)
    return certificates[-1].signer


def check_chain_head(chain: Chain, team: str, root: bytes, where: str) -> None:
    """Raise Refused if the desk did not sign this head, or if the team's key `root` does not vouch for the desk."""
    if root_of(chain.certificates, team, chain.desk, where) != root:
        raise not_vouched(where, chain.desk)
    key = chain.certificates[0].key
    if not keys.verify(key, chain.signature, head_claim(team, chain.desk, chain.events, chain.head)):
        message = N_("the events of desk {desk} in it are not signed by that desk: fetch its own pack")
        raise refuse("chain_not_signed", where, message, desk=chain.desk)


def fingerprint(key: bytes) -> str:
    """A key in the form that people compare by telephone: eight groups of four hex digits of its SHA-256."""
    text = hashlib.sha256(key).hexdigest()[:32]
    return " ".join(text[i : i + 4] for i in range(0, 32, 4))


def not_vouched(where: str, desk: Any) -> Refused:
    """The refusal of a desk (by its id) that the team's first desk does not know."""
    message = N_("desk {desk} is not vouched for by this team's first desk; nothing was taken")
    return refuse("not_vouched", where, message, desk=str(desk)[:40])
