"""A claim as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from checkin.rules.identity import within
from storage.claims.claims import Claimed, claim_named, same_evidence
from storage.store import Store


def claim_object(store: Store, claim: str) -> dict[str, Any]:
    """The claim of an id, with the numbers of other claims that the same file proves."""
    one = claim_named(store, claim)
    also = [other.number for other in same_evidence(store, one.claim.digest, one.id)]
    return {**object_of(one, store.identity.team, {}), "same_evidence": also}


def object_of(one: Claimed, own: str, names: Mapping[str, tuple[str, str, str]]) -> dict[str, Any]:
    """`names` gives the names where they are wanted."""
    named = {"name": names[one.person][0]} if one.person in names else {}
    judged = {} if one.judged is None else {
        "judged_by": one.judged.operator, "reason": one.judged.reason, "judgement": one.judged.id,
    }  # fmt: skip
    return {
        "claim": one.number, "event": one.id, "volunteer": within(one.person, own), **named, "unit": one.claim.unit,
        "day": one.claim.day, "minutes": one.claim.minutes, "digest": one.claim.digest, "state": str(one.state), **judged,
    }  # fmt: skip
