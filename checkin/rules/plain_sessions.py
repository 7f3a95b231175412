"""A plain session: one check-in, one check-out, on one day; or one check-in alone. Nearly all of a record are such, and at the
gate everybody waits for them; `pairing` gives the same, and a property holds that.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from checkin.rules.events import VOUCHED_SOURCES, Direction, Event, Scan
from checkin.rules.facts import Facts
from checkin.rules.occasions import Occasion
from checkin.rules.on_site import left_behind
from checkin.rules.policies import Policy
from checkin.rules.replayed import is_replayed
from checkin.rules.scans import LONGEST_BOUNCE_MS
from checkin.rules.sessions import Draft, Flag, Mark, Status

_AUTO, _REPLAYED = Direction.AUTO, Flag.REPLAYED
_OPEN, _CLOSED, _NEEDS_REVIEW = Status.OPEN, Status.CLOSED, Status.NEEDS_REVIEW


def is_plain(first: Event, second: Event, occasion: Occasion, policy: Policy) -> bool:
    """Whether two scans make one closed session; if not, the pairing step by step must decide.

    They are the only scans of one person in that activity, and no correction or void aims at them. `policy` is the one in
    force at the first.
    """
    check_in: Any = first.body
    check_out: Any = second.body
    start, end = first.at, second.at
    if (
        check_in.direction is not _AUTO
        or check_out.direction is not _AUTO
        or end - start < LONGEST_BOUNCE_MS
        or end - start < policy.min_session_minutes * 60_000
        or check_in.source in VOUCHED_SOURCES
        or check_out.source in VOUCHED_SOURCES
        or (check_out.post is not None and check_out.post != check_in.post)
    ):
        return False
    if occasion.plain_from <= start and end < occasion.plain_until:
        return True
    activity = occasion.activity
    return not (
        occasion.has_windows
        or start < occasion.reached_from
        or end >= occasion.reached_until
        or (activity.closed_at is not None and end > activity.closed_at)
        or left_behind(start, end, activity, occasion.days) is not None
    )


def plain_session(first: Event, second: Event, person: str, occasion: Occasion, facts: Facts) -> Draft | None:
    """The closed session that the two scans of `person` make; None where they are not plain."""
    if not is_plain(first, second, occasion, facts.policy_for(occasion.activity.key, first.at)):
        return None
    check_in: Any = first.body
    check_out: Any = second.body
    activity, start, end = occasion.activity, first.at, second.at
    replayed = is_replayed(start, check_in.arrival or first.id, first.desk, facts.clocks) or is_replayed(
        end, check_out.arrival or second.id, second.desk, facts.clocks
    )
    flags = {_REPLAYED} if replayed else set()
    draft = Draft(
        first.id, person, activity.key, activity, start, end, first.id, second.id, _CLOSED, flags, False, start,
        (first.desk, second.desk),
    )  # fmt: skip
    if check_in.post is not None:
        draft.marks = (Mark(check_in.post, start, first.id),)
    return draft


def open_session(only: Event, person: str, occasion: Occasion, facts: Facts) -> Draft | None:
    """The session that the only scan of `person` in an activity opens; None where it is not plain that it opens one."""
    check_in: Any = only.body
    if check_in.direction is not _AUTO or occasion.has_windows or check_in.source in VOUCHED_SOURCES:
        return None
    activity, at, status = occasion.activity, only.at, _OPEN
    flags: set[Flag] = set()
    if activity.closed_at is not None:
        status = _NEEDS_REVIEW
        flags |= {Flag.NO_CHECK_OUT, Flag.AFTER_CLOSE} if at > activity.closed_at else {Flag.NO_CHECK_OUT}
    if not occasion.reached_from <= at < occasion.reached_until:
        flags.add(Flag.FAR)
    if is_replayed(at, check_in.arrival or only.id, only.desk, facts.clocks):
        flags.add(_REPLAYED)
    draft = Draft(
        only.id, person, activity.key, activity, at, None, only.id, None, status, flags, False, at, (only.desk,),
    )  # fmt: skip
    if check_in.post is not None:
        draft.marks = (Mark(check_in.post, at, only.id),)
    return draft


def only_session(events: Sequence[Event], facts: Facts) -> Draft | None:
    """The session of one or two events, where they are a known person's scans in one activity, as nearly everybody at the gate has
    them; None where they or what holds for all are any less plain than that.
    """
    if not events or facts.joins:
        return None
    first, last, struck = events[0], events[-1], facts.struck
    body, other = first.body, last.body
    if type(body) is not Scan or body.volunteer is None or (struck and (first.id in struck or last.id in struck)):
        return None
    person, activity = body.volunteer, body.activity
    if person in facts.same or activity in facts.makings.shared:
        return None
    if len(events) == 1:
        return open_session(first, person, facts.occasion(activity), facts)
    if type(other) is not Scan or other.volunteer != person or other.activity != activity:
        return None
    return plain_session(first, last, person, facts.occasion(activity), facts)
