"""Two teams seem to have one person: by name and number, by a teacher's name, or by one badge number."""

from __future__ import annotations

from collections.abc import Iterator

from checkin.rules.problems import N_
from exports.district.asks.conflicts.conflict import Conflict, ConflictKind
from exports.district.asks.totals import KNOWN
from exports.district.district import District
from exports.district.record.common_facts import common_facts

_SENTENCE = N_("{name} is number {number} of {team} and number {other} of {other_team}: perhaps one person")


def _find(district: District) -> Iterator[Conflict]:
    same = common_facts(district).same
    rows = district.db.execute(
        f"WITH {KNOWN} SELECT a.team, a.number, a.name, b.team, b.number, NULL FROM known a JOIN known b "
        "ON a.name = b.name AND a.team < b.team AND a.kind = b.kind AND a.name <> '' "
        "AND (a.number = b.number OR a.kind = 'teacher') "
        "UNION ALL SELECT split_part(a.volunteer, '/', 1), split_part(a.volunteer, '/', 2), a.badge, "
        "split_part(b.volunteer, '/', 1), split_part(b.volunteer, '/', 2), list_sort([a.id::VARCHAR, b.id::VARCHAR]) "
        "FROM event a JOIN event b ON a.kind = 'badge' AND b.kind = 'badge' AND a.badge = b.badge "
        "AND a.volunteer < b.volunteer ORDER BY ALL"
    ).fetchall()
    for team, number, name, other_team, other, events in rows:
        values = {"name": name, "number": number, "team": team, "other": other, "other_team": other_team}
        linked = same.get(f"{team}/{number}", f"{team}/{number}") == same.get(
            f"{other_team}/{other}", f"{other_team}/{other}"
        )
        yield Conflict(KIND, team, number, tuple(events or ()), _SENTENCE, values, linked)


KIND = ConflictKind("two_teams", 3, N_("one person in two teams"), (_SENTENCE,), _find)
