"""Somebody is credited more minutes in an activity than it was planned for."""

from __future__ import annotations

from collections.abc import Iterator

from checkin.rules.problems import N_
from exports.district.asks.conflicts.conflict import Conflict, ConflictKind
from exports.district.asks.totals import KNOWN
from exports.district.district import District

TOLERANCE_MINUTES = 30
"""People come early and leave late: a conflict needs more than this many minutes beyond the planned length."""
_SENTENCE = N_("{name} is credited {minutes} minutes in “{activity}”, which was planned for {planned}")


def _find(district: District) -> Iterator[Conflict]:
    rows = district.db.execute(
        f"WITH {KNOWN}, sums AS (SELECT team, volunteer, activity_team, activity, sum(credited) AS minutes, "
        "list(open_event ORDER BY start) AS events, bool_and(source = 'ruled') AS ruled FROM session "
        "WHERE source NOT IN ('added', 'claimed') AND team IS NOT NULL GROUP BY ALL) "
        "SELECT s.team, s.volunteer, coalesce(v.name, s.volunteer), a.name, s.minutes, "
        '(a."end" - a.start) // 60000 AS planned, s.events, s.ruled FROM sums s JOIN activity a '
        "ON a.team = s.activity_team AND a.code = s.activity LEFT JOIN known v ON v.team = s.team AND v.number = s.volunteer "
        'WHERE a.start IS NOT NULL AND a."end" IS NOT NULL AND s.minutes > planned + ? '
        "ORDER BY s.team, s.volunteer",
        [TOLERANCE_MINUTES],
    ).fetchall()
    for team, number, name, activity, minutes, planned, events, _all_ruled in rows:
        values = {"name": name, "minutes": minutes, "activity": activity.partition("/")[0], "planned": planned}
        sides = tuple(event for event in events if event)
        ruled = _ruled_by_district(district, sides)
        yield Conflict(KIND, team, number, sides, _SENTENCE, values, ruled)


def _ruled_by_district(district: District, targets: tuple[str, ...]) -> bool:
    row = district.db.execute(
        "SELECT 1 FROM event WHERE desk = ? AND target::VARCHAR IN (SELECT unnest(?)) LIMIT 1",
        [district.identity.desk, list(targets)],
    ).fetchone()
    return row is not None


KIND = ConflictKind("longer_than_activity", 6, N_("more hours than the activity lasted"), (_SENTENCE,), _find)
