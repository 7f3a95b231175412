"""What the district decides now must hold, though a desk or the district itself dated another decision later by a wrong clock."""

from __future__ import annotations

from checkin.rules.activities import zone
from checkin.rules.events import KIND_OF, Event
from checkin.rules.overruled import AT_THE_DISTRICT, dated_later, held_instead, instant_that_holds, settings_of
from exports.district.district import District
from exports.district.record.badge_owners import events_of_raw
from exports.district.record.common_facts import common_facts


def time_to_hold(district: District, event: Event) -> int:
    """The instant (milliseconds) at which a new event holds: its own, or one behind others that a clock dated a few minutes later.
    Raises Refused where another event would hold in its place, with the command that strikes that one out.
    """
    facts = common_facts(district)
    if not settings_of(event, facts):
        return event.at
    target = getattr(event.body, "target", None)
    rows = district.db.execute(
        'SELECT raw FROM event WHERE kind = $kind AND "at" > $at AND ($target IS NULL OR target = $target)',
        {"kind": str(KIND_OF[type(event.body)]), "at": event.at, "target": target},
    ).fetchall()
    above = held_instead([event], events_of_raw([raw for (raw,) in rows]), facts)
    where = zone(district.identity.timezone)
    # A ruling strikes out one event: the next attempt names the next.
    return instant_that_holds(above, event.at, lambda wrong: dated_later(wrong[-1:], where, AT_THE_DISTRICT))
