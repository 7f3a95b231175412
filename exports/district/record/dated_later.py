"""What the district decides now must hold, though a desk or the district itself dated another decision later by a wrong clock."""

from __future__ import annotations

from checkin.rules.activities import zone
from checkin.rules.events import KIND_OF, Event
from checkin.rules.overruled import AT_THE_DISTRICT, dated_later, held_instead, settings_of
from exports.district.district import District
from exports.district.record.badge_owners import events_of_raw
from exports.district.record.common_facts import common_facts


def check_it_holds(district: District, event: Event) -> None:
    """Raises Refused where another event would hold in place of a new one, with the command that strikes it out."""
    facts = common_facts(district)
    if not settings_of(event, facts):
        return
    target = getattr(event.body, "target", None)
    rows = district.db.execute(
        'SELECT raw FROM event WHERE kind = $kind AND "at" > $at AND ($target IS NULL OR target = $target)',
        {"kind": str(KIND_OF[type(event.body)]), "at": event.at, "target": target},
    ).fetchall()
    above = held_instead([event], events_of_raw([raw for (raw,) in rows]), facts)
    if above:
        # A ruling strikes out one event: the next attempt names the next.
        raise dated_later(above[-1:], zone(district.identity.timezone), AT_THE_DISTRICT)
