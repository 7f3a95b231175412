"""Verified claims (学生自行开展) as rows of the record: a source of its own, up to the limit of the policy."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from checkin.rules.activities import local_days
from checkin.rules.claims_activity import claims_key
from checkin.rules.consent import ConsentHistory, lacks_consent
from checkin.rules.events import Claim, Confirm, Event
from checkin.rules.facts import Facts
from checkin.rules.identity import split
from checkin.rules.policies import Policy
from checkin.rules.school_year.years import year_of
from checkin.rules.service import policy_of
from checkin.rules.sessions import Flag, Session, Source
from checkin.rules.unscanned import Unscanned, noon

__all__ = ["Verified", "claimed_sessions", "claims_key"]


class ClaimLimit(StrEnum):
    """The limits of a policy on claims."""

    IN_ALL = "in_all"
    IN_YEAR = "in_year"


class Verified(NamedTuple):
    """A claim that a supervisor verified by the event `judge`; `person` is the key under which its hours count."""

    event: Event
    claim: Claim
    judge: str
    person: str
    kind: str
    confirm: Confirm | None
    objected: bool
    consent: ConsentHistory = ConsentHistory()


class Used:
    """The minutes of claims that count so far, by person and school (keys of both), in all and by school year."""

    def __init__(self) -> None:
        self._minutes: defaultdict[tuple[tuple[str, str], int | None], int] = defaultdict(int)

    def left(self, whose: tuple[str, str], day: date, policy: Policy) -> dict[ClaimLimit, int]:
        """The minutes that each limit of the policy of a day leaves for a claim of that day; what has no limit is left out."""
        limits = (
            (ClaimLimit.IN_ALL, None, policy.max_claimed_minutes),
            (ClaimLimit.IN_YEAR, _year(day, policy), policy.max_claimed_minutes_per_year),
        )
        return {one: most - self._minutes[whose, year] for one, year, most in limits if most is not False}

    def add(self, whose: tuple[str, str], day: date, policy: Policy, minutes: int) -> None:
        """A claim of a day counts with so many minutes."""
        self._minutes[whose, None] += minutes
        self._minutes[whose, _year(day, policy)] += minutes


def claimed_sessions(verified: Iterable[Verified], facts: Facts) -> Iterable[Session]:
    """A row for each, by day. Once a limit of the policy of its day is reached, of its school year or in all, a claim gives
    what is left of it; confirmed minutes stand and use it up too.
    """
    used = Used()
    for one in sorted(verified, key=lambda one: (one.claim.day, one.event.id)):
        at = noon(one.claim.day, facts.activity(claims_key(one.event.team)).zone)
        policy = facts.policy_at(one.event.team, at)
        whose, day = (one.person, one.event.team), date.fromisoformat(one.claim.day)
        left = used.left(whose, day, policy)
        session = _session(one, policy, at, min(left.values(), default=one.claim.minutes))
        used.add(whose, day, policy, session.minutes)
        yield session


def cutting_limits(sessions: Iterable[Session], facts: Facts) -> dict[str, set[ClaimLimit]]:
    """By key of a claim that a limit cut: which of them left it no more than it has. `sessions` must be all sessions of their
    volunteers.
    """
    used, found = Used(), dict[str, set[ClaimLimit]]()
    claimed = [session for session in sessions if session.source is Source.CLAIMED]
    for session in sorted(claimed, key=lambda one: (one.noted_at or 0, one.key)):
        policy = policy_of(session, facts)
        whose = (session.volunteer, split(session.activity)[0])
        day = local_days(facts.activity(session.activity).timezone).day(session.noted_at or 0)
        if Flag.CLAIM_LIMIT in session.flags:
            left = used.left(whose, day, policy)
            found[session.key] = {one for one, minutes in left.items() if max(0, minutes) <= session.minutes}
        used.add(whose, day, policy, session.minutes)
    return found


def _year(day: date, policy: Policy) -> int:
    return year_of(day, policy.begin).first


def _session(one: Verified, policy: Policy, at: int, left: int) -> Session:
    barred = one.kind in policy.not_creditable_kinds
    whole = 0 if barred else one.claim.minutes
    minutes = max(0, min(whole, left))
    flags = {Flag.NOT_CREDITABLE} if barred else set()
    if minutes < whole:
        flags.add(Flag.CLAIM_LIMIT)
    if lacks_consent(one.consent, policy, at):
        flags.add(Flag.CONSENT)
    hours = Unscanned(
        one.event.id, one.person, claims_key(one.event.team), Source.CLAIMED, minutes, one.claim.minutes, frozenset(flags), policy.version,
        (one.event.id, one.judge), at,
    )  # fmt: skip
    return hours.session(one.confirm, objected=one.objected)
