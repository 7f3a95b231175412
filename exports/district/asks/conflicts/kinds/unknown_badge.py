"""A badge was scanned that the desk did not know, whether or not a register says whose it is."""

from __future__ import annotations

from collections.abc import Iterator

from checkin.rules.problems import N_
from exports.district.asks.conflicts.conflict import Conflict, ConflictKind
from exports.district.district import District

_OWNED = N_("the badge {badge}, unknown at {team}, belongs to number {owner} of {owner_team}: the hours went there")
_IN_NO_REGISTER = N_("the badge {badge}, scanned at {team}, is in no register that came in")


def _find(district: District) -> Iterator[Conflict]:
    rows = district.db.execute(
        "WITH owned AS (SELECT open_event AS event, team, volunteer FROM session WHERE team IS NOT NULL "
        "UNION ALL SELECT close_event, team, volunteer FROM session WHERE team IS NOT NULL) "
        "SELECT e.team, e.badge, list(DISTINCT e.id::VARCHAR ORDER BY e.id::VARCHAR), any_value(o.team), any_value(o.volunteer) "
        "FROM event e LEFT JOIN owned o ON o.event = e.id::VARCHAR "
        "WHERE e.kind = 'scan' AND e.volunteer IS NULL GROUP BY e.team, e.badge ORDER BY e.team, e.badge"
    ).fetchall()
    for team, badge, events, owner_team, owner in rows:
        known = owner is not None
        values = {"badge": badge, "team": team, "owner": owner, "owner_team": owner_team}
        who = (owner_team, owner) if known else (team, badge)
        yield Conflict(KIND, *who, tuple(events), _OWNED if known else _IN_NO_REGISTER, values, known)


KIND = ConflictKind("unknown_badge", 7, N_("unknown badge"), (_OWNED, _IN_NO_REGISTER), _find)
