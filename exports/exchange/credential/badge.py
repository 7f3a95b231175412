"""A credential as JSON: an Open Badge 3.0 (1EdTech), which is a Verifiable Credential 2.0 (W3C). Contexts are named, never fetched."""

from __future__ import annotations

from datetime import datetime, tzinfo
from typing import Any

from checkin.rules.instants import utc_text
from checkin.rules.policies import CredentialIdentity
from checkin.rules.service import Part
from checkin.texts import _
from checkin.words import part_word
from exports.exchange.credential.certificate_names import Place, certificate_name, code_name
from exports.exchange.credential.credential import TRAINING, Credential, Holder

CONTEXTS = (
    "https://www.w3.org/ns/credentials/v2",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
)
TYPES = ("VerifiableCredential", "OpenBadgeCredential")
SCHEMA = "https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json"
STATUS_TYPE, REVOCATION = "BitstringStatusListEntry", "revocation"
TEAM_CODE = "ext:hourdesk.team"
MINUTES_OF = "urn:hourdesk:minutes:"
_ACHIEVEMENT = "urn:hourdesk:achievement:volunteer-service"
_IDENTITY_TYPES = {
    CredentialIdentity.NAME: "name",
    CredentialIdentity.NUMBER: "identifier",
    CredentialIdentity.HASH: "name",
}


def badge_of(credential: Credential, place: Place, did: str, zone: tzinfo) -> dict[str, Any]:
    """The payload that the key of `did` signs. `place` is the place of its number; days are those of `zone`."""
    name, at = certificate_name(credential.number), credential.at // 1000
    return {
        "@context": list(CONTEXTS),
        "id": name,
        "type": list(TYPES),
        "name": _("Certificate of voluntary service"),
        "issuer": _issuer(credential, did),
        "validFrom": seconds_text(credential.at),
        "credentialSubject": _subject(credential, zone),
        "credentialStatus": {
            "id": f"{place.listed_in}#{place.bit}",
            "type": STATUS_TYPE,
            "statusPurpose": REVOCATION,
            "statusListIndex": str(place.bit),
            "statusListCredential": place.listed_in,
        },
        "credentialSchema": [{"id": SCHEMA, "type": "1EdTechJsonSchemaValidator2019"}],
        "evidence": [{"id": code_name(credential.code), "type": ["Evidence"], "name": credential.code}],
        "iss": did,
        "jti": name,
        "nbf": at,
    }


def seconds_text(at: int) -> str:
    """An instant as `validFrom` has it: UTC, whole seconds."""
    return f"{utc_text(at)[:19]}Z"


def _issuer(credential: Credential, did: str) -> dict[str, Any]:
    team = {"type": "IdentifierEntry", "identifier": credential.team, "identifierType": TEAM_CODE}
    return {"id": did, "type": ["Profile"], "name": credential.issuer, "otherIdentifier": [team]}


def _subject(credential: Credential, zone: tzinfo) -> dict[str, Any]:
    subject: dict[str, Any] = {
        "type": ["AchievementSubject"],
        "identifier": [_identity(credential.holder)],
        "licenseNumber": credential.number,
        "achievement": {
            "id": _ACHIEVEMENT,
            "type": ["Achievement"],
            "achievementType": "CommunityService",
            "name": _("Voluntary service"),
            "description": _("Service as a volunteer, in minutes by how each was recorded."),
            "criteria": {"narrative": _("Only minutes that the issuer’s service record credits are counted.")},
            "resultDescription": [
                {
                    "id": f"{MINUTES_OF}{source}",
                    "type": ["ResultDescription"],
                    "name": _source_name(source),
                    "resultType": "ext:minutes",
                }
                for source in credential.minutes
            ],
        },
        "result": [
            {"type": ["Result"], "resultDescription": f"{MINUTES_OF}{source}", "value": str(minutes)}
            for source, minutes in credential.minutes.items()
        ],
    }
    if credential.first and credential.last:
        subject["activityStartDate"] = datetime.fromisoformat(credential.first).replace(tzinfo=zone).isoformat()
        subject["activityEndDate"] = (
            datetime.fromisoformat(f"{credential.last}T23:59:59").replace(tzinfo=zone).isoformat()
        )
    if credential.note:
        subject["narrative"] = credential.note
    return subject


def _source_name(source: str) -> str:
    word = _("training") if source == TRAINING else part_word(Part(source), for_parents=True)
    return _("{source}, in minutes").format(source=word)


def _identity(holder: Holder) -> dict[str, Any]:
    identity = {
        "type": "IdentityObject",
        "hashed": holder.shown is CredentialIdentity.HASH,
        "identityHash": holder.value,
        "identityType": _IDENTITY_TYPES[holder.shown],
    }
    return {**identity, "salt": holder.salt} if holder.salt else identity
