"""What holds for everybody in the union of all teams: activities, policies, links, struck events, owners of badges."""

from __future__ import annotations

import duckdb

from checkin.rules.events import KEPT_KINDS, Badge, BadgeState, Event, Link
from checkin.rules.facts import Facts, gather
from checkin.rules.identity import split
from checkin.rules.wire import read_event
from exports.district.district import District
from storage.disk.schema import in_sql


def common_facts(district: District) -> Facts:
    """The facts of all teams. A void counts for events of its own team; the district's for all."""
    rows = district.db.execute(
        "SELECT e.raw FROM event e LEFT JOIN event t ON e.kind = 'void' AND t.id = e.target "
        f"WHERE e.kind IN ({in_sql(KEPT_KINDS)}) "
        "AND (t.team IS NULL OR t.team = e.team OR e.desk = ?)",
        [district.identity.desk],
    ).fetchall()
    events = (read_event(raw.encode("utf-8"))[0] for (raw,) in rows)
    return gather(event for event in events if event.desk == district.identity.desk or _of_own_team(event))


def _of_own_team(event: Event) -> bool:
    """Which numbers are one person, a team says of its own people only."""
    match event.body:
        case Link(volunteer=volunteer, same_as=same_as):
            return split(volunteer)[0] == split(same_as)[0] == event.team
        case _:
            return True


def owners_of_unknown(db: duckdb.DuckDBPyConnection, facts: Facts) -> dict[str, str]:
    """Whose the badges are that were scanned where nobody knew them: the last that any register gave each to."""
    rows = db.execute(
        "SELECT b.raw FROM event b WHERE b.kind = 'badge' AND b.badge IN "
        "(SELECT badge FROM event WHERE kind = 'scan' AND volunteer IS NULL)"
    ).fetchall()
    issued: list[Event] = [read_event(raw.encode("utf-8"))[0] for (raw,) in rows]
    owners: dict[str, str] = {}
    for event in sorted((e for e in issued if e.id not in facts.struck), key=lambda e: (e.at, e.id)):
        if isinstance(event.body, Badge) and event.body.state is BadgeState.ISSUED:
            owners[event.body.badge] = event.body.volunteer
    return owners
