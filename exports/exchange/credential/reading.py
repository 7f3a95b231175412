"""Read what a credential says, whoever wrote it: every value is checked before it is shown."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from checkin.rules.field_values import is_instant
from checkin.rules.instants import instant
from checkin.rules.policies import CredentialIdentity
from checkin.rules.service import Part
from exports.exchange.credential.badge import CONTEXTS, MINUTES_OF, REVOCATION, STATUS_TYPE, TEAM_CODE, TYPES
from exports.exchange.credential.certificate_names import code_in, number_in, place_of
from exports.exchange.credential.credential import TRAINING, Credential, Holder
from exports.exchange.letter.fields import check_text

_SOURCE = re.compile(r"[a-z_]{1,32}")
_MOST_MINUTES = 10_000_000
_MOST_SOURCES = 50
_SHOWN = {("name", False): CredentialIdentity.NAME, ("identifier", False): CredentialIdentity.NUMBER}
SOURCES = frozenset({TRAINING, *map(str, Part)})


def credential_in(payload: Mapping[str, Any]) -> Credential:
    """The credential in a token's payload. Raises ValueError, KeyError or TypeError where it is none of a certificate, or says
    two things of one: names that do not agree, a place in another list than its number has.
    """
    number = number_in(check_text(payload["id"]))
    place, subject, issuer = place_of(number), payload["credentialSubject"], payload["issuer"]
    if place is None or subject["licenseNumber"] != number:
        raise ValueError("another number")
    if tuple(payload["@context"][:2]) != CONTEXTS or not {*TYPES} <= {*payload["type"]}:
        raise ValueError("no Open Badge 3.0")
    at = _instant(payload["validFrom"])
    if (payload["iss"], payload["jti"], payload["nbf"]) != (issuer["id"], payload["id"], at // 1000):
        raise ValueError("claims that do not agree")
    status = payload["credentialStatus"]
    said = (status["type"], status["statusPurpose"], status["statusListCredential"], status["statusListIndex"])
    if said != (STATUS_TYPE, REVOCATION, place.listed_in, str(place.bit)):
        raise ValueError("another place")
    team = check_text(_team_code(issuer))
    if team != place.team:
        raise ValueError("another team")
    return Credential(
        number,
        code_in(check_text(payload["evidence"][0]["id"], 2_000)),
        team,
        check_text(issuer["name"]),
        _holder(subject["identifier"][0]),
        _day(subject.get("activityStartDate")),
        _day(subject.get("activityEndDate")),
        _minutes(subject["result"]),
        at,
        check_text(subject.get("narrative", "")),
    )


def _team_code(issuer: Mapping[str, Any]) -> Any:
    return next(one["identifier"] for one in issuer["otherIdentifier"] if one["identifierType"] == TEAM_CODE)


def _holder(identity: Mapping[str, Any]) -> Holder:
    value, salt = check_text(identity["identityHash"]), check_text(identity.get("salt", ""))
    if identity["hashed"] is True:
        return Holder(CredentialIdentity.HASH, value, salt)
    return Holder(_SHOWN[check_text(identity["identityType"]), identity["hashed"]], value)


def _minutes(results: Any) -> dict[str, int]:
    if not isinstance(results, list) or len(results) > _MOST_SOURCES:
        raise ValueError("no results")
    found = {}
    for result in results:
        source = check_text(result["resultDescription"]).removeprefix(MINUTES_OF)
        if _SOURCE.fullmatch(source) is None or source in found:
            raise ValueError("no source")
        found[source] = _whole(check_text(result["value"]))
    return found


def _whole(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) <= math.ceil(math.log10(_MOST_MINUTES))):
        raise ValueError("no minutes")
    return int(text)


def _day(value: Any) -> str:
    return "" if value is None else date.fromisoformat(check_text(value)[:10]).isoformat()


def _instant(value: Any) -> int:
    at = instant(datetime.fromisoformat(check_text(value)))
    if not is_instant(at):
        raise ValueError("no instant")
    return at
