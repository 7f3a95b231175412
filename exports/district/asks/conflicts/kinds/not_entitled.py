"""A team corrected an event of another team, which only the district may."""

from __future__ import annotations

from collections.abc import Iterator

from checkin.rules.problems import N_
from exports.district.asks.conflicts.conflict import Conflict, ConflictKind
from exports.district.district import District
from exports.district.record.common_facts import counting_events

_SENTENCE = N_("{operator} of {team} corrected an event of {other_team}: it counts for nothing")


def _find(district: District) -> Iterator[Conflict]:
    said = counting_events(district)
    rows = district.db.execute(
        "SELECT a.team, split_part(t.volunteer, '/', 2), a.id::VARCHAR, t.id::VARCHAR, a.kind, t.team, coalesce(a.operator, '') "
        f"FROM {said} a JOIN event t ON t.id = a.target WHERE a.kind IN ('amend', 'rule', 'confirm', 'void') "
        "AND a.team <> t.team AND a.desk <> ? ORDER BY a.team, a.id",
        [district.identity.desk],
    ).fetchall()
    for team, number, event, target, _kind, other_team, operator in rows:
        values = {"operator": operator or team, "team": team, "other_team": other_team}
        yield Conflict(KIND, team, number or None, (target, event), _SENTENCE, values)


KIND = ConflictKind("not_entitled", 9, N_("corrected by another team"), (_SENTENCE,), _find)
