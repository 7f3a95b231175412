"""The decision on one scan. Only this module decides on admission; the pairing into sessions is derived (design §4)."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple

from checkin.rules.activities import Activity, local_days
from checkin.rules.badge_numbers import NotABadge
from checkin.rules.badge_tenures import Holder
from checkin.rules.consent import ConsentHistory
from checkin.rules.events import ConsentState, Direction, Event, Refuse, RefuseCause, Scan
from checkin.rules.facts import Facts
from checkin.rules.identity import split
from checkin.rules.on_site import may_still_close
from checkin.rules.outcomes import Elsewhere, NamedPost, Outcome, OutcomeKind
from checkin.rules.policies import ConsentRule
from checkin.rules.record import Record, fold
from checkin.rules.service import credited
from checkin.rules.sessions import Effect, Session, Status
from checkin.rules.settled import settled_elsewhere

_OPEN = Status.OPEN
_KINDS = {effect: OutcomeKind(effect) for effect in Effect}
_LONGEST_DAY = 26 * 60 * 60 * 1000
"""A local day with a changed hour has 25 hours; what began farther away began on another one."""


class Unreadable(NamedTuple):
    """All that is kept of a text that is no badge: its length in characters and what was wrong (design §4)."""

    length: int
    fault: NotABadge


class Arrival(NamedTuple):
    """A scan that reached the desk. `id` (a UUIDv7) and `at` (milliseconds) were made once, when it arrived.

    `volunteer` is set where a person was picked by hand instead of a badge. `vouched_by` is then the key of the person
    who vouches for the entry, if any. `activity` is empty while none is chosen: such a scan can be held, not decided on.
    `post` is the code of the post (岗位) that the desk has chosen. `unreadable` takes the place of the text in a scan that was held, and of one that is far too long for a badge.
    """

    id: str
    at: int
    text: str
    activity: str
    direction: Direction = Direction.AUTO
    source: str = "keyboard"
    volunteer: str | None = None
    vouched_by: str | None = None
    unreadable: Unreadable | None = None
    post: str | None = None


class Decision(NamedTuple):
    """What goes into the log, and what the desk says once it is there."""

    body: Scan | Refuse
    outcome: Outcome


def decide_unreadable(arrival: Arrival, text: Unreadable) -> Decision:
    """The refusal of a text that is no badge: its length and the fault are kept, the text is not."""
    detail = str(text.fault)
    body = Refuse(
        arrival.activity,
        arrival.direction,
        arrival.source,
        RefuseCause.NOT_A_BADGE,
        length=text.length,
        detail=detail,
    )
    return Decision(body, Outcome(OutcomeKind.NOT_A_BADGE, arrival.id, arrival.at, arrival.activity, detail=detail))


def decide(
    arrival: Arrival, holder: Holder, facts: Facts, events: Iterable[Event], desk: str, apart: int = 0
) -> Decision:
    """Decide on a scan, given all events of that volunteer or unknown badge; `apart` are credited minutes of hours that are not among
    them.

    `holder` is the holder of the badge at `arrival.at`. `desk` is the id of the desk that took the scan.
    """
    history = list(events)
    scan = Scan(
        arrival.activity,
        arrival.direction,
        arrival.source,
        volunteer=holder.volunteer,
        badge=None if holder.volunteer else holder.badge,
        vouched_by=arrival.vouched_by,
        post=arrival.post,
    )
    candidate = Event(arrival.id, arrival.at, split(arrival.activity)[0], desk, scan)
    settled = settled_elsewhere(facts, history, candidate)
    record = fold(facts, [*settled.rest, candidate])
    apart += settled.minutes
    outcome = outcome_of(candidate, scan, facts, record, apart, settled.times)
    cause = _why_refused(arrival, holder, facts, outcome, record)
    if cause is None:
        return Decision(scan, outcome)
    body = Refuse(
        arrival.activity,
        arrival.direction,
        arrival.source,
        cause,
        volunteer=holder.volunteer,
        badge=None if holder.volunteer else holder.badge,
    )
    before = fold(facts, settled.rest)
    return Decision(body, refused_outcome(arrival.id, arrival.at, body, before, apart))


def outcome_of(
    event: Event, scan: Scan, facts: Facts, record: Record, also: int = 0, times: Iterable[tuple[int, int]] = ()
) -> Outcome:
    """The outcome of an admitted scan, by a record that holds it. A scan that was struck out later has the effect DUPLICATE.

    `also` are credited minutes of the volunteer that are not in the record, and `times` begin and end of those sessions.
    """
    person = facts.person(scan.volunteer or scan.badge or "")
    effect, key = record.effects.get(event.id, (Effect.DUPLICATE, ""))
    kind = _KINDS[effect] if scan.volunteer else OutcomeKind.UNKNOWN_BADGE
    sessions = record.of(person)
    activity = facts.makings.meant(scan.activity, event.desk, event.id)
    session = next((s for s in sessions if s.key == key), None)
    # At the gate there is mostly nothing else that is not settled.
    is_only = session is not None and session.activity == activity and len(sessions) == 1
    outcome = Outcome(
        kind,
        event.id,
        event.at,
        activity,
        person,
        session,
        effect,
        also + sum(map(credited, sessions)),
        elsewhere=None if is_only else _elsewhere(activity, event.at, sessions, facts),
        served=0 if session is None else _served_beside(session, sessions, times, facts),
        post=None if scan.post is None else named_post(facts.activity(activity), scan.post),
    )
    return outcome if scan.post is None else _moved_from(outcome, facts.activity(activity))


def _served_beside(
    session: Session, sessions: Iterable[Session], times: Iterable[tuple[int, int]], facts: Facts
) -> int:
    """Milliseconds of the other sessions of the same local day that have an end."""
    if session.start is None:
        return 0
    days = local_days(facts.activity(session.activity).timezone)
    today, spans = days.day(session.start), list(times)
    spans += [(s.start, s.end) for s in sessions if s.start is not None and s.end is not None and s.key != session.key]
    near = (session.start - _LONGEST_DAY, session.start + _LONGEST_DAY)
    return sum(end - start for start, end in spans if near[0] < start < near[1] and days.day(start) == today)


def _moved_from(outcome: Outcome, activity: Activity) -> Outcome:
    """The outcome of a scan at a post with the one from which it moved the volunteer."""
    if outcome.effect is not Effect.MOVED or outcome.session is None:
        return outcome
    segments = outcome.session.segments
    before = next((was.post for was, now in pairwise(segments) if now.event == outcome.event), None)
    return outcome if before is None else outcome._replace(post_before=named_post(activity, before))


def named_post(activity: Activity, code: str) -> NamedPost:
    """A post by its code, with the name that the activity's plan gives it."""
    for post in activity.posts or ():
        if post.code == code:
            return NamedPost(code, post.name)
    return NamedPost(code, code)


def _elsewhere(activity: str, at: int, sessions: Iterable[Session], facts: Facts) -> Elsewhere | None:
    """The other activity at which somebody with these sessions is on site at `at` (milliseconds), the latest check-in."""
    open_there = [
        Elsewhere(facts.activity(s.activity), s.start)
        for s in sessions
        if s.status is _OPEN
        and s.activity != activity
        and s.start is not None
        and s.start <= at
        and may_still_close(s, facts.activity(s.activity), at)
    ]
    return max(open_there, key=lambda one: one.since, default=None)


def refused_outcome(event: str, at: int, body: Refuse, record: Record, also: int = 0) -> Outcome:
    """The outcome of a scan that was not admitted; `also` are credited minutes that are not in the record."""
    person = body.volunteer or body.badge
    total = also + sum(map(credited, record.of(person))) if person else 0
    return Outcome(OutcomeKind(body.cause), event, at, body.activity, person, total_minutes=total, detail=body.detail)


def _why_refused(
    arrival: Arrival, holder: Holder, facts: Facts, outcome: Outcome, record: Record
) -> RefuseCause | None:
    """The cause of a refusal, or None. Everything is compared by the time of the scan, so that a scan which is replayed
    late still enters. A person who is on site may always leave.
    """
    if holder.revoked_at is not None:
        return RefuseCause.REVOKED
    leaves = outcome.effect is Effect.CLOSED
    activity = facts.activity(arrival.activity)
    if not leaves and holder.volunteer is not None:
        history = record.consents.get(facts.person(holder.volunteer))
        policy = facts.policy_for(arrival.activity, arrival.at)
        if history is not None and policy.consent is ConsentRule.REFUSE and _lacks_consent(history, arrival.at):
            return RefuseCause.NO_CONSENT
    if outcome.effect is Effect.OPENED and activity.closed_at is not None and arrival.at >= activity.closed_at:
        return RefuseCause.ACTIVITY_CLOSED
    return None


def _lacks_consent(history: ConsentHistory, at: int) -> bool:
    return history.current in (ConsentState.MISSING, ConsentState.WITHDRAWN) and history.holds(at)
