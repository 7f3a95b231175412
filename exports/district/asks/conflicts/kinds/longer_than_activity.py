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
    # The events are listed only of those who were there too long: of everybody it took longer than all the rest.
    rows = district.db.execute(
        f"WITH {KNOWN}, served AS (SELECT * FROM session WHERE source NOT IN ('added', 'claimed') AND team IS NOT NULL), "
        "sums AS (SELECT team, volunteer, activity_team, activity, sum(credited) AS minutes FROM served GROUP BY ALL), "
        'beyond AS (SELECT s.*, a.name AS named, (a."end" - a.start) // 60000 AS planned FROM sums s JOIN activity a '
        "ON a.team = s.activity_team AND a.code = s.activity "
        'WHERE a.start IS NOT NULL AND a."end" IS NOT NULL AND s.minutes > planned + ?) '
        "SELECT b.team, b.volunteer, coalesce(v.name, b.volunteer), b.named, b.minutes, b.planned, "
        "list(s.open_event ORDER BY s.start) FROM beyond b JOIN served s USING (team, volunteer, activity_team, activity) "
        "LEFT JOIN known v ON v.team = b.team AND v.number = b.volunteer GROUP BY ALL ORDER BY b.team, b.volunteer",
        [TOLERANCE_MINUTES],
    ).fetchall()
    decided = {
        target
        for (target,) in district.db.execute(
            "SELECT DISTINCT target::VARCHAR FROM event WHERE desk = ? AND target IS NOT NULL",
            [district.identity.desk],
        ).fetchall()
    }
    for team, number, name, activity, minutes, planned, events in rows:
        values = {"name": name, "minutes": minutes, "activity": activity.partition("/")[0], "planned": planned}
        sides = tuple(event for event in events if event)
        yield Conflict(KIND, team, number, sides, _SENTENCE, values, not decided.isdisjoint(sides))


KIND = ConflictKind("longer_than_activity", 6, N_("more hours than the activity lasted"), (_SENTENCE,), _find)
