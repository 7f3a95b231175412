"""A supervisor verifies a claim, or refuses it; each with a reason."""

from __future__ import annotations

from checkin.rules.events import Judge
from checkin.rules.problems import N_, Problem
from checkin.rules.signature import Signature
from storage.claims.claims import Claimed, State, claim_named, claims
from storage.people.spelling import name_key
from storage.store import Store
from storage.supervision.correcting import Correction, append_all


def judge(store: Store, number: str, verified: bool, signed: Signature) -> Correction:
    """Record the judgement of the claim that `number` names. Raises Refused where it is judged already, or the same
    service counts by another claim.
    """
    with store.ledger.transaction():
        one = claim_named(store, number)
        problems = _faults(store, one, verified)
        return append_all(store, [(Judge(one.id, verified), signed)], {one.person}, problems)


def _faults(store: Store, one: Claimed, verified: bool) -> list[Problem]:
    if one.judged is not None:
        message = (
            N_("it was verified already ({reason}): to take that back, hourdesk void {event}")
            if one.state is State.VERIFIED
            else N_("it was refused already ({reason}): to take that back, hourdesk void {event}")
        )
        values = {"reason": one.judged.reason or "", "event": one.judged.id}
        return [Problem("judged_already", one.number, message, values)]
    if not verified:
        return []
    same = one.person, one.claim.day, name_key(one.claim.unit)
    for other in claims(store, State.VERIFIED):
        if (other.person, other.claim.day, name_key(other.claim.unit)) == same:
            message = N_("claim {number} of the same person, day and unit is verified already: refuse this one")
            return [Problem("claimed_before", one.number, message, {"number": other.number})]
    return []
