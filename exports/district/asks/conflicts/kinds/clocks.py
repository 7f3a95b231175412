"""Desks whose clocks differ, and desks whose clock showed impossible times."""

from __future__ import annotations

from collections.abc import Iterator

from checkin.rules.problems import N_, by_count
from exports.district.asks.conflicts.conflict import Conflict, ConflictKind
from exports.district.asks.conflicts.local_time import day_and_time, time_of_day
from exports.district.district import District
from exports.district.record.common_facts import counting_events

CLOCK_TOLERANCE_MS = 120_000
EARLIEST_PLAUSIBLE = 1_577_836_800_000
"""2020-01-01. There was no desk before that day; a laptop with an empty battery shows 1970."""
_APART = N_("{number} left at {out} by desk {desk} and came at {into} by desk {other_desk}: their clocks differ")
_IMPOSSIBLE = (
    N_("desk {desk} wrote {count} event with a time that can't be, {first}: its clock was wrong"),
    N_("desk {desk} wrote {count} events with times that can't be, from {first} to {last}: its clock was wrong"),
)


def _find(district: District) -> Iterator[Conflict]:
    yield from _implausible_times(district)
    rows = district.db.execute(
        'SELECT s.team, s.volunteer, s."end", o.start, s.close_event, o.open_event, a.desk, b.desk FROM session s '
        "JOIN session o ON o.team = s.team AND o.volunteer = s.volunteer AND o.activity_team = s.activity_team "
        "AND o.activity = s.activity AND o.day = s.day "
        "JOIN event a ON a.id = s.close_event::UUID JOIN event b ON b.id = o.open_event::UUID "
        "WHERE s.flags LIKE '%no_check_in%' AND s.status = 'needs_review' AND o.\"end\" IS NULL "
        'AND o.start > s."end" AND a.desk <> b.desk'
    ).fetchall()
    names = district.desk_names()
    for team, number, out, into, close_event, open_event, desk, other_desk in rows:
        values = {
            "number": number,
            "out": day_and_time(district, out),
            "into": time_of_day(district, into),
            "desk": names.get(desk, desk),
            "other_desk": names.get(other_desk, other_desk),
        }
        yield Conflict(KIND, team, number, (close_event, open_event), _APART, values)


def _implausible_times(district: District) -> Iterator[Conflict]:
    said = counting_events(district)
    rows = district.db.execute(
        'SELECT e.team, e.desk, count(*), min(e."at"), max(e."at"), list(e.id::VARCHAR ORDER BY e.seq)[:20] '
        f'FROM {said} e JOIN chain c USING (desk) WHERE e."at" > c.received + ? OR e."at" < ? '
        "GROUP BY e.team, e.desk ORDER BY e.team, e.desk",
        [CLOCK_TOLERANCE_MS, EARLIEST_PLAUSIBLE],
    ).fetchall()
    names = district.desk_names()
    for team, desk, count, first, last, events in rows:
        values = {
            "desk": names.get(desk, desk),
            "count": count,
            "first": day_and_time(district, first),
            "last": day_and_time(district, last),
        }
        yield Conflict(KIND, team, None, tuple(events), by_count(count, *_IMPOSSIBLE), values)


KIND = ConflictKind(
    "clocks",
    5,
    N_("clocks apart"),
    (_APART, *_IMPOSSIBLE),
    _find,
)
