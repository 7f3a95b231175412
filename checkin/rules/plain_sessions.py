"""A plain session: one check-in, one check-out, on one day. Nearly all of a record are such, and at the gate everybody
waits for them; `pairing` gives the same, and a property holds that.
"""

from __future__ import annotations

from checkin.rules.events import VOUCHED_SOURCES, Direction, Event, Scan
from checkin.rules.facts import Facts
from checkin.rules.occasions import Occasion
from checkin.rules.on_site import left_behind
from checkin.rules.replayed import is_replayed
from checkin.rules.scans import LONGEST_BOUNCE_MS
from checkin.rules.sessions import Draft, Flag, Status

_AUTO, _CLOSED = Direction.AUTO, Status.CLOSED


def plain_session(first: Event, second: Event, person: str, occasion: Occasion, facts: Facts) -> Draft | None:
    """The closed session that these two scans make; None where the pairing step by step must decide.

    They are the only scans of `person` in that activity, and no correction or void aims at them.
    """
    check_in, check_out = first.body, second.body
    assert isinstance(check_in, Scan)
    assert isinstance(check_out, Scan)
    activity, start, end = occasion.activity, first.at, second.at
    shortest = facts.policy_for(activity.key, start).min_session_minutes * 60_000
    if (
        check_in.direction is not _AUTO
        or check_out.direction is not _AUTO
        or occasion.has_windows
        or end - start < LONGEST_BOUNCE_MS
        or end - start < shortest
        or start < occasion.reached_from
        or end >= occasion.reached_until
        or (activity.closed_at is not None and end > activity.closed_at)
        or left_behind(start, end, activity, occasion.days) is not None
        or check_in.source in VOUCHED_SOURCES
        or check_out.source in VOUCHED_SOURCES
    ):
        return None
    replayed = is_replayed(start, check_in.arrival or first.id, first.desk, facts.clocks) or is_replayed(
        end, check_out.arrival or second.id, second.desk, facts.clocks
    )
    flags = {Flag.REPLAYED} if replayed else set()
    return Draft(
        first.id, person, activity.key, activity, start, end, first.id, second.id, _CLOSED, flags, False, start,
        (first.desk, second.desk),
    )  # fmt: skip
