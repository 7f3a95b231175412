"""The district's list: which keys are whose team's, and which certificates are revoked. One signed text, in the district's kit or
in a file of its own; in it each desk's revoked certificates of a year are a Bitstring Status List credential (W3C).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from checkin.rules.field_values import is_desk, is_instant
from checkin.rules.identity import check_code
from exports.exchange.credential.badge import CONTEXTS, REVOCATION, seconds_text
from exports.exchange.credential.bitstring import decoded_bits, encoded_bits, is_set
from exports.exchange.credential.certificate_names import Place
from exports.exchange.credential.compact_jws import Token, read_token, signed_text
from exports.exchange.credential.did_key import did_of, key_name, key_of
from exports.exchange.letter.fields import check_count, check_text
from storage.disk import keys

FORMAT, VERSION = "hourdesk-credential-list", 1
LONGEST = 1 << 23
_MOST = 1 << 16
_MOST_KEYS = 100
_LIST_TYPES = ["VerifiableCredential", "BitstringStatusListCredential"]


class ListedTeam(NamedTuple):
    """A team as the district knows it: its name, and the keys (32 bytes) that are its own."""

    name: str
    keys: frozenset[bytes]


class Revoked(NamedTuple):
    """The revoked certificates of a desk and year. `recorded` is up to when the district has the team's record (milliseconds)."""

    recorded: int
    places: frozenset[int]


@dataclass(frozen=True, slots=True)
class CredentialList:
    """What a district says of its teams' credentials. `at` is when, `until` how long it may be used (milliseconds; None: it is
    the record itself). `lost` are the ids of lost desks; `revoked` is by the name of the list (`certificate_names`).
    """

    code: str
    name: str
    key: bytes
    at: int
    until: int | None
    teams: Mapping[str, ListedTeam]
    lost: frozenset[str]
    revoked: Mapping[str, Revoked]

    def revoked_at(self, place: Place) -> Revoked | None:
        """The list in which the certificate at a place would stand; None where the district has nothing of that desk and year."""
        return self.revoked.get(place.listed_in)


def list_text(listed: CredentialList, key: Ed25519PrivateKey) -> str:
    """The signed text of a list that has an end. The same content gives the same text."""
    did, at, until = did_of(keys.public_bytes(key)), listed.at // 1000, (listed.until or listed.at) // 1000
    return signed_text(
        {
            "format": FORMAT,
            "v": VERSION,
            "iss": did,
            "nbf": at,
            "exp": until,
            "district": {"code": listed.code, "name": listed.name},
            "teams": [
                {"code": code, "name": team.name, "keys": sorted(map(did_of, team.keys))}
                for code, team in sorted(listed.teams.items())
            ],
            "lost": sorted(listed.lost),
            "revoked": [
                {
                    "recorded": revoked.recorded,
                    "list": signed_text(status_list(name, revoked.places, did, listed.at, until * 1000), key),
                }
                for name, revoked in sorted(listed.revoked.items())
            ],
        },
        key,
    )


def status_list(name: str, places: frozenset[int], did: str, at: int, until: int) -> dict[str, Any]:
    """A Bitstring Status List credential as JSON; `places` are revoked."""
    return {
        "@context": [CONTEXTS[0]],
        "id": name,
        "type": _LIST_TYPES,
        "issuer": did,
        "validFrom": seconds_text(at),
        "validUntil": seconds_text(until),
        "credentialSubject": {
            "id": f"{name}#list",
            "type": "BitstringStatusList",
            "statusPurpose": REVOCATION,
            "encodedList": encoded_bits(places),
        },
        "iss": did,
        "jti": name,
        "nbf": at // 1000,
        "exp": until // 1000,
    }


def read_list(text: str) -> CredentialList:
    """The list in a text. Raises ValueError, KeyError, TypeError or Refused for any other text, and for one that was changed;
    whether its signer is the district that one knows is the caller's to ask.
    """
    token = read_token(text)
    said, key = token.payload, _signer(token)
    if said["format"] != FORMAT or check_count(said["v"]) != VERSION:
        raise ValueError("no list of this version")
    at, until, district = said["nbf"] * 1000, said["exp"] * 1000, said["district"]
    if not is_instant(at) or not is_instant(until):
        raise ValueError("no instant")
    teams, lost, revoked = said["teams"], said["lost"], said["revoked"]
    if max(len(teams), len(lost), len(revoked)) > _MOST or not all(map(is_desk, lost)):
        raise ValueError("too many, or no desks")
    return CredentialList(
        check_code(check_text(district["code"]), "district"),
        check_text(district["name"]),
        key,
        at,
        until,
        dict(_team(one) for one in teams),
        frozenset(lost),
        dict(_revoked(one, key) for one in revoked),
    )


def _signer(token: Token) -> bytes:
    key = key_of(token.payload["iss"])
    if token.header.get("kid") != key_name(did_of(key)) or not token.holds(key):
        raise ValueError("not signed by its issuer")
    return key


def _team(item: Mapping[str, Any]) -> tuple[str, ListedTeam]:
    if len(item["keys"]) > _MOST_KEYS:
        raise ValueError("too many keys")
    return check_code(check_text(item["code"]), "team"), ListedTeam(
        check_text(item["name"]), frozenset(map(key_of, item["keys"]))
    )


def _revoked(item: Mapping[str, Any], key: bytes) -> tuple[str, Revoked]:
    token = read_token(item["list"])
    if _signer(token) != key or not is_instant(item["recorded"]):
        raise ValueError("a list of somebody else")
    subject = token.payload["credentialSubject"]
    if token.payload["type"] != _LIST_TYPES or subject["statusPurpose"] != REVOCATION:
        raise ValueError("another kind of list")
    bits = decoded_bits(check_text(subject["encodedList"], LONGEST))
    places = frozenset(
        place
        for byte, value in enumerate(bits)
        if value
        for place in range(byte * 8, byte * 8 + 8)
        if is_set(bits, place)
    )
    return check_text(token.payload["id"]), Revoked(item["recorded"], places)
