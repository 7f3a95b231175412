"""Verified claims (学生自行开展) as rows of the record: a source of its own, up to the limit of the policy."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from checkin.rules.claims_activity import claims_key
from checkin.rules.events import Claim, Confirm, Event
from checkin.rules.facts import Facts
from checkin.rules.policies import Policy
from checkin.rules.school_year.years import year_of
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
    """A row for each, by day. Once a limit of the policy of its day is reached, of its school year or in all, a claim gives
    what is left of it; confirmed minutes stand and use it up too.
    """
    used: defaultdict[tuple[str, str, int | None], int] = defaultdict(int)
    for one in sorted(verified, key=lambda one: (one.claim.day, one.event.id)):
        at = noon(one.claim.day, facts.activity(claims_key(one.event.team)).zone)
        policy = facts.policy_at(one.event.team, at)
        year = year_of(date.fromisoformat(one.claim.day), policy.begin).first
        in_all, in_year = (one.person, one.event.team, None), (one.person, one.event.team, year)
        left = [
            limit - used[place]
            for place, limit in ((in_all, policy.max_claimed_minutes), (in_year, policy.max_claimed_minutes_per_year))
            if limit is not False
        ]
        session = _session(one, policy, at, min(left, default=one.claim.minutes))
        used[in_all] += session.minutes
        used[in_year] += session.minutes
        yield session


def _session(one: Verified, policy: Policy, at: int, left: int) -> Session:
    barred = one.kind in policy.not_creditable_kinds
    whole = 0 if barred else one.claim.minutes
    minutes = max(0, min(whole, left))
    flags = {Flag.NOT_CREDITABLE} if barred else set()
    if minutes < whole:
        flags.add(Flag.CLAIM_LIMIT)
    hours = Unscanned(
        one.event.id, one.person, claims_key(one.event.team), Source.CLAIMED, minutes, one.claim.minutes, frozenset(flags), policy.version,
        (one.event.id, one.judge), at,
    )  # fmt: skip
    return hours.session(one.confirm, objected=one.objected)
