"""Whether a credential is genuine and in force: by its signature, by who vouches for the key, and by what is known to be revoked.

Nothing is looked up anywhere: what is not here is said not to be checked.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum

from exports.exchange.credential.certificate_names import place_of
from exports.exchange.credential.compact_jws import NotSigned, OtherAlgorithm, Token, read_token
from exports.exchange.credential.credential import Credential
from exports.exchange.credential.did_key import did_of, key_name, key_of
from exports.exchange.credential.district_list import CredentialList
from exports.exchange.credential.reading import credential_in
from exports.exchange.credential.signer import Signed, signed_by
from storage.recognition.certificates import Issued


class Verdict(StrEnum):
    """What a credential turns out to be."""

    GENUINE = "genuine"
    REVOKED = "revoked"
    ALTERED = "altered"
    UNTRUSTED = "untrusted"
    LOST_DESK = "lost_desk"
    NOT_YET = "not_yet"
    LIST_EXPIRED = "list_expired"
    OTHER_HOLDER = "other_holder"
    OTHER_ALGORITHM = "other_algorithm"
    NOT_A_CREDENTIAL = "not_a_credential"


class Revocation(StrEnum):
    """By what it was found whether it is revoked: the issuing team's own record, the district's list; or why it was not found."""

    RECORD = "record"
    LIST = "list"
    NO_LIST = "no_list"
    NOT_LISTED = "not_listed"


@dataclass(frozen=True, slots=True)
class Known:
    """What whoever checks knows. `team` and `keys` (32 bytes each) are their own, with `record`, which has the certificates of
    that team, and `lost`, the ids of its lost desks; `listed` is the district's list. `now` is in milliseconds. `corrected` says whether
    today's record gives other minutes than a certificate of that team.
    """

    now: int
    listed: CredentialList | None = None
    team: str | None = None
    keys: frozenset[bytes] = frozenset()
    lost: frozenset[str] = frozenset()
    record: Callable[[str], Issued | None] | None = None
    corrected: Callable[[Issued], bool] = lambda _issued: False


@dataclass(frozen=True, slots=True)
class Checked:
    """The result. `key` (32 bytes) signed it or, for a desk's key, vouches for the one that did; `listed` is the list that was asked.

    `corrected`: the team's own record gives other minutes today. `says` is what it says, None where that can't be read; `algorithm` is the one that a refused token names.
    """

    verdict: Verdict
    says: Credential | None = None
    key: bytes | None = None
    desk: str | None = None
    revocation: Revocation | None = None
    listed: CredentialList | None = None
    recorded: int | None = None
    issued: Issued | None = None
    algorithm: str = ""
    corrected: bool = False


_CLOCKS_APART_MS = 24 * 3600 * 1000
"""A credential from later than this is from no clock that merely goes wrong."""


def check_credential(text: str, known: Known, holder: str | None = None) -> Checked:
    """Check a token; with `holder`, also whether it is that person's (a name, or a number where it holds a number)."""
    try:
        token = read_token(text)
        key = key_of(token.payload.get("iss"))
    except OtherAlgorithm as other:
        return Checked(Verdict.OTHER_ALGORITHM, algorithm=str(other))
    except (NotSigned, ValueError):
        return Checked(Verdict.NOT_A_CREDENTIAL)
    if token.header.get("kid") != key_name(did_of(key)) or not token.holds(key):
        return Checked(Verdict.ALTERED)
    try:
        says = credential_in(token.payload)
    except (ValueError, LookupError, TypeError, AttributeError, StopIteration):
        return Checked(Verdict.NOT_A_CREDENTIAL)
    return _checked(says, token, key, known, holder)


def _checked(says: Credential, token: Token, key: bytes, known: Known, holder: str | None) -> Checked:
    by = signed_by(token.header, key, says.team)
    found = Checked(Verdict.UNTRUSTED, says, key if by is None else by.root, None if by is None else by.desk)
    if by is None or not _is_believed(says.team, by, known):
        return found
    found = _in_force(found, known)
    if found.verdict is Verdict.GENUINE and says.at > known.now + _CLOCKS_APART_MS:
        return replace(found, verdict=Verdict.NOT_YET)
    if found.verdict is Verdict.GENUINE and holder is not None and not says.holder.is_called(holder):
        return replace(found, verdict=Verdict.OTHER_HOLDER)
    return found


def _is_believed(team: str, by: Signed, known: Known) -> bool:
    if known.team == team and by.root in known.keys:
        return True
    listed = None if known.listed is None else known.listed.teams.get(team)
    return listed is not None and by.root in listed.keys


def _in_force(found: Checked, known: Known) -> Checked:
    says = found.says
    assert says is not None
    issued = known.record(says.number) if known.record is not None and known.team == says.team else None
    if issued is not None:
        return _by_record(found, says, issued, corrected=known.corrected(issued))
    listed = known.listed if known.listed is not None and says.team in known.listed.teams else None
    if found.desk is not None and found.desk in (known.lost | (listed.lost if listed else frozenset())):
        return replace(found, verdict=Verdict.LOST_DESK, listed=listed)
    if listed is None:
        return replace(found, verdict=Verdict.GENUINE, revocation=Revocation.NO_LIST)
    place = place_of(says.number)
    revoked = None if place is None else listed.revoked_at(place)
    if revoked is not None and place is not None and place.bit in revoked.places:
        return replace(
            found, verdict=Verdict.REVOKED, revocation=Revocation.LIST, listed=listed, recorded=revoked.recorded
        )
    if listed.until is not None and listed.until < known.now:
        return replace(found, verdict=Verdict.LIST_EXPIRED, listed=listed)
    if revoked is None:
        return replace(found, verdict=Verdict.GENUINE, revocation=Revocation.NOT_LISTED, listed=listed)
    return replace(found, verdict=Verdict.GENUINE, revocation=Revocation.LIST, listed=listed, recorded=revoked.recorded)


def _by_record(found: Checked, says: Credential, issued: Issued, *, corrected: bool) -> Checked:
    verdict = Verdict.GENUINE if issued.revoked is None else Verdict.REVOKED
    if not says.code.endswith(f":{issued.body.digest[:32]}"):
        verdict = Verdict.ALTERED
    return replace(found, verdict=verdict, revocation=Revocation.RECORD, issued=issued, corrected=corrected)
