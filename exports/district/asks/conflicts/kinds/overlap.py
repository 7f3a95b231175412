"""Somebody has two sessions that overlap in time, at one team or at two."""

from __future__ import annotations

from collections.abc import Iterator

from checkin.rules.problems import N_
from exports.district.asks.conflicts.conflict import Conflict, ConflictKind
from exports.district.asks.conflicts.local_time import day_and_time, time_of_day
from exports.district.asks.totals import KNOWN
from exports.district.district import District

_SENTENCE = N_("{name} was at {other} from {other_start} to {other_end} and at {one} from {start} to {end}")


def _find(district: District) -> Iterator[Conflict]:
    rows = district.db.execute(
        f"WITH {KNOWN} SELECT s.team, s.volunteer, coalesce(v.name, ''), s.activity_team || '/' || split_part(s.activity, '/', 1), s.start, "
        "s.\"end\", o.activity_team || '/' || split_part(o.activity, '/', 1), o.start, o.\"end\", s.source, "
        "s.open_event, s.close_event, o.open_event, o.close_event FROM session s JOIN session o "
        "ON o.team IS NOT DISTINCT FROM s.team AND o.volunteer = s.volunteer AND o.key <> s.key "
        'AND o.start < s."end" AND s.start < o."end" AND (o.start, o.key) < (s.start, s.key) '
        "LEFT JOIN known v ON v.team = s.team AND v.number = s.volunteer WHERE s.flags LIKE '%overlap%'"
    ).fetchall()
    for team, number, name, one, start, end, other, other_start, other_end, source, *events in rows:
        values = {
            "name": name or number,
            "one": one,
            "other": other,
            "start": day_and_time(district, start),
            "end": time_of_day(district, end),
            "other_start": day_and_time(district, other_start),
            "other_end": time_of_day(district, other_end),
        }
        sides = tuple(event for event in events if event)
        yield Conflict(KIND, team, number, sides, _SENTENCE, values, source == "ruled")


KIND = ConflictKind("overlap", 1, N_("at two places at once"), (_SENTENCE,), _find)
