"""The reporting dates of the year, and who has sent nothing for each of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from exports.district.asks.coverage import MissingTeam, missing
from exports.district.district import District
from exports.district.standard import due_dates, read_tables


@dataclass(frozen=True, slots=True)
class Deadline:
    """A reporting date, and the teams of which nothing came in after the date before it and by the end of this day (where
    lateness is no matter: till now)."""

    due: date
    missing: tuple[MissingTeam, ...]


def deadlines(district: District, on: date | None = None) -> list[Deadline]:
    """All reporting dates of this year, or the day `on` alone. Raises Refused for settings that can't be read."""
    dates = _dates(district)
    wanted = [on] if on is not None else [due for due in dates if due.year == district.today().year]
    return [_deadline(district, due, dates) for due in wanted]


def open_deadlines(district: District) -> list[Deadline]:
    """The last reporting date that has passed and the next one, where teams are missing still: what came too late came in."""
    dates, today = _dates(district), district.today()
    passed, coming = [due for due in dates if due < today], [due for due in dates if due >= today]
    found = [_deadline(district, due, dates, today) for due in (*passed[-1:], *coming[:1])]
    return [one for one in found if one.missing]


def _dates(district: District) -> list[date]:
    year = district.today().year
    return due_dates(read_tables(district), date(year - 1, 1, 1), date(year + 1, 12, 31))


def _deadline(district: District, due: date, dates: list[date], late_until: date | None = None) -> Deadline:
    before = next((day for day in reversed(dates) if day < due), None)
    return Deadline(due, tuple(missing(district, due, before, late_until)))


def last_reporting_date(district: District) -> date:
    """The latest reporting date before today; the first day of last year where there is none."""
    today = district.today()
    first = date(today.year - 1, 1, 1)
    past = [day for day in due_dates(read_tables(district), first, today) if day < today]
    return past[-1] if past else first
