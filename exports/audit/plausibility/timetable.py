"""When pupils have lessons: a table that is data, and the tables that the measure `lessons` reads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from typing import Any, NamedTuple

import duckdb

from checkin.rules.activities import zone
from checkin.rules.problems import N_, Problem, Refused
from checkin.rules.typed_times import parse_time, split_hours
from checkin.rules.working_days import Calendar

FILE = "timetable.toml"
_CODE = "bad_timetable"
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MOST_TERMS = 100


class Timetable(NamedTuple):
    """`lessons` are pairs of times for each weekday (0 is Monday), `terms` first and last days of teaching.

    Days off are those of the holiday table, and those that the timetable leaves out (`without`): exams, a school outing. Which lessons a weekend day that is worked makes up for no table says, so only
    those of its own weekday are asked about.
    """

    lessons: Mapping[int, tuple[tuple[time, time], ...]]
    terms: tuple[tuple[date, date], ...]
    without: frozenset[date] = frozenset()

    def teaches(self, day: date, calendar: Calendar) -> bool:
        """Whether there are lessons on a day."""
        off = day in calendar.holidays or day in self.without
        return not off and any(first <= day <= last for first, last in self.terms)


NO_TIMETABLE = Timetable({}, ())
"""Without a table nothing is asked."""


def read_timetable(table: Mapping[str, Any] | None, where: str) -> Timetable:
    """The timetable of a TOML table; None gives `NO_TIMETABLE`. Raises Refused naming everything that is not possible.

    `terms = [[2026-09-01, 2027-01-22]]`, for each weekday `monday = ["8:00-11:50", "14:00-17:20"]`, and days without lessons,
    `without = [2026-11-05]`.
    """
    if table is None:
        return NO_TIMETABLE
    problems = [
        Problem(_CODE, f"{where} {name[:40]}", N_("there are only terms, without and the days from monday to sunday"))
        for name in table
        if name not in ("terms", "without", *_WEEKDAYS)
    ]
    terms = tuple(_terms(table.get("terms"), f"{where} terms", problems))
    lessons = {
        number: tuple(_lessons(table.get(name, []), f"{where} {name}", problems))
        for number, name in enumerate(_WEEKDAYS)
    }
    without = _days(table.get("without", []), f"{where} without", problems)
    if problems:
        raise Refused(*problems)
    return Timetable(lessons, terms, without)


def lay_out(db: duckdb.DuckDBPyConnection, timetable: Timetable, calendar: Calendar) -> None:
    """Make the tables `audit_lesson` and `audit_day`: lessons in milliseconds after midnight by weekday, and midnight of every
    day on which there are sessions and lessons.
    """
    db.execute("CREATE OR REPLACE TEMP TABLE audit_lesson (weekday INTEGER, since BIGINT, until BIGINT)")
    db.execute("CREATE OR REPLACE TEMP TABLE audit_day (day DATE, timezone VARCHAR, weekday INTEGER, midnight BIGINT)")
    if not timetable.terms:
        return
    lessons = [(day, _ms(a), _ms(b)) for day, spans in timetable.lessons.items() for a, b in spans]
    days = db.execute("SELECT DISTINCT day FROM session WHERE day IS NOT NULL").fetchall()
    zones = db.execute("SELECT DISTINCT coalesce(timezone, 'Asia/Shanghai') FROM activity").fetchall()
    teaching = [day for (day,) in days if timetable.teaches(day, calendar) and timetable.lessons.get(day.weekday())]
    rows = [(day, name, day.weekday(), _midnight(day, name)) for day in teaching for (name,) in zones]
    for table, values in (("audit_lesson", lessons), ("audit_day", rows)):
        if values:
            marks = ", ".join("unnest(?)" for _cell in values[0])
            db.execute(f"INSERT INTO {table} SELECT {marks}", [list(column) for column in zip(*values, strict=True)])


def _ms(at: time) -> int:
    return (at.hour * 60 + at.minute) * 60_000


def _midnight(day: date, timezone: str) -> int:
    return int(datetime.combine(day, time(), zone(timezone)).timestamp()) * 1000


def _terms(listed: object, where: str, problems: list[Problem]) -> Iterator[tuple[date, date]]:
    rows = listed if isinstance(listed, list) and len(listed) <= _MOST_TERMS else None
    if not rows:
        problems.append(Problem(_CODE, where, N_("write first and last days, such as [[2026-09-01, 2027-01-22]]")))
        return
    for row in rows:
        are_days = isinstance(row, list) and len(row) == 2 and all(type(day) is date for day in row)
        if not are_days or not row[0] <= row[1] <= row[0] + timedelta(days=366):
            problems.append(Problem(_CODE, where, N_("write first and last days, such as [[2026-09-01, 2027-01-22]]")))
            return
        yield row[0], row[1]


def _days(listed: object, where: str, problems: list[Problem]) -> frozenset[date]:
    if isinstance(listed, list) and all(type(day) is date for day in listed):
        return frozenset(listed)
    problems.append(Problem(_CODE, where, N_("write days without lessons, such as [2026-11-05, 2026-11-06]")))
    return frozenset()


def _lessons(listed: object, where: str, problems: list[Problem]) -> Iterable[tuple[time, time]]:
    try:
        spans = [_span(text) for text in listed] if isinstance(listed, list) and len(listed) <= 20 else None
    except (ValueError, Refused):
        spans = None
    if spans is None or any(one[1] > other[0] for one, other in pairwise(spans)):
        problems.append(
            Problem(_CODE, where, N_('write times of a day in order, such as ["8:00-11:50", "14:00-17:20"]'))
        )
        return []
    return spans


def _span(text: object) -> tuple[time, time]:
    halves = split_hours(text) if isinstance(text, str) else None
    if halves is None:
        raise ValueError(text)
    since, until = (parse_time(half, "") for half in halves)
    if since >= until:
        raise ValueError(text)
    return since, until
