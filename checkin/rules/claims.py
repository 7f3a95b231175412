"""Verified claims (学生自行开展) as rows of the record: a source of its own, up to the limit of the policy."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime, time
from typing import NamedTuple

from checkin.rules.claims_activity import claims_key
from checkin.rules.events import Claim, Confirm, Event
from checkin.rules.facts import Facts
from checkin.rules.instants import instant
from checkin.rules.sessions import Flag, Session, Source, Status, in_order

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
    activity, noon = claims_key(one.event.team), _noon(one, facts)
    policy = facts.policy_at(one.event.team, noon)
    barred, limit = one.kind in policy.not_creditable_kinds, policy.max_claimed_minutes
    whole = 0 if barred else one.claim.minutes
    minutes = whole if limit is False else max(0, min(whole, limit - used))
    flags = {Flag.NOT_CREDITABLE} if barred else set()
    if minutes < whole:
        flags.add(Flag.CLAIM_LIMIT)
    if one.objected:
        flags.add(Flag.OBJECTION)
    events, confirm = (one.event.id, one.judge), one.confirm
    if confirm is not None and (confirm.minutes, confirm.policy, {*confirm.events}) != (
        minutes,
        policy.version,
        {*events},
    ):
        flags.add(Flag.CHANGED)
    return Session(
        key=one.event.id, volunteer=one.person, activity=activity, start=None, end=None, seconds=0,
        minutes=minutes if confirm is None else confirm.minutes,
        status=Status.CLOSED if confirm is None else Status(confirm.stage),
        flags=in_order(flags), source=Source.CLAIMED, open_event=one.event.id, close_event=None,
        policy=policy.version if confirm is None else confirm.policy, events=events, on_grid=one.claim.minutes,
        noted_at=noon,
    )  # fmt: skip


def _noon(one: Verified, facts: Facts) -> int:
    """The middle of the day of the claim, in milliseconds."""
    zone = facts.activity(claims_key(one.event.team)).zone
    return instant(datetime.combine(date.fromisoformat(one.claim.day), time(12), zone))
