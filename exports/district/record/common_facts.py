"""Facts that apply to everybody in the merged record: activities, policies, links, struck-out events."""

from __future__ import annotations

from checkin.rules.events import KEPT_KINDS, Event, Join, Link
from checkin.rules.facts import Facts, gather
from checkin.rules.identity import split
from checkin.rules.lost_desks import heirs_revoked
from checkin.rules.wire import read_event
from exports.district.district import District
from exports.district.record.lost_desks import heirs
from storage.disk.schema import in_sql
from storage.log.lost_spans import ALL, counting


def common_facts(district: District) -> Facts:
    """The facts of all teams. A team may strike out events of its own team, and decide about its codes; the district may do both for all."""
    return district.remembered("common_facts", lambda: _read_facts(district))


def counting_events(district: District) -> str:
    """What stands for the table `event` where a statement asks what was said: without what waits of lost desks, or was refused."""
    condition = counting(common_facts(district).joins.lost)
    return "event" if condition == ALL else f"(SELECT * FROM event WHERE {condition})"


def _read_facts(district: District) -> Facts:
    rows = district.db.execute(
        "SELECT e.raw FROM event e LEFT JOIN event t ON e.kind IN ('void', 'clash') AND t.id = e.target "
        f"WHERE e.kind IN ({in_sql(KEPT_KINDS)}) "
        "AND (t.team IS NULL OR t.team = e.team OR e.desk = ?)",
        [district.identity.desk],
    ).fetchall()
    read = (read_event(raw.encode("utf-8"))[0] for (raw,) in rows)
    events = [event for event in read if event.desk == district.identity.desk or of_own_team(event)]
    return gather([*events, *heirs_revoked(events, heirs(district.db))])


def of_own_team(event: Event) -> bool:
    """Whether a team may write this event: it may link two numbers, and join desks, only if they are of its own team."""
    match event.body:
        case Link(volunteer=volunteer, same_as=same_as):
            return split(volunteer)[0] == split(same_as)[0] == event.team
        case Join(team=team):
            return team == event.team
        case _:
            return True
