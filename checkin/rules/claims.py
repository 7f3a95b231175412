"""Verified claims (学生自行开展) as rows of the record: a source of its own, up to the limit of the policy."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from checkin.rules.claims_activity import claims_key
from checkin.rules.events import Claim, Confirm, Event
from checkin.rules.facts import Facts
from checkin.rules.sessions import Flag, Session, Source
from checkin.rules.unscanned import Unscanned, noon

__all__ = ["Verified", "claimed_sessions", "claims_key"]


class Verified(NamedTuple):
    """A claim that a supervisor verified by the event `judge`; `person` is the key under which its hours count."""

    event: Event
    claim: Claim
    judge: str
    person: str
    kind: str
    confirm: Confirm | None
    objected: bool


def claimed_sessions(verified: Iterable[Verified], facts: Facts) -> Iterable[Session]:
    """A row for each, by day. Once the limit of the policy of its day is reached, a claim gives what is left of it;
    confirmed minutes stand and use it up too.
    """
    used: defaultdict[tuple[str, str], int] = defaultdict(int)
    for one in sorted(verified, key=lambda one: (one.claim.day, one.event.id)):
        place = one.person, one.event.team
        session = _session(one, facts, used[place])
        used[place] += session.minutes
        yield session


def _session(one: Verified, facts: Facts, used: int) -> Session:
    activity = claims_key(one.event.team)
    at = noon(one.claim.day, facts.activity(activity).zone)
    policy = facts.policy_at(one.event.team, at)
    barred, limit = one.kind in policy.not_creditable_kinds, policy.max_claimed_minutes
    whole = 0 if barred else one.claim.minutes
    minutes = whole if limit is False else max(0, min(whole, limit - used))
    flags = {Flag.NOT_CREDITABLE} if barred else set()
    if minutes < whole:
        flags.add(Flag.CLAIM_LIMIT)
    hours = Unscanned(
        one.event.id, one.person, activity, Source.CLAIMED, minutes, one.claim.minutes, frozenset(flags), policy.version,
        (one.event.id, one.judge), at,
    )  # fmt: skip
    return hours.session(one.confirm, objected=one.objected)
