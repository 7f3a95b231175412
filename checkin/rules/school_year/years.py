"""School years (学年): named by the calendar years in which they begin and end, such as 2025-2026."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from checkin.rules.problems import N_, refuse

_NAMED = re.compile(r"(\d{4})(?:\s*[-–—/~]\s*(\d{4}|\d{2}))?\s*(?:学年)?")
_MONTH_DAY = re.compile(r"(\d{1,2})-(\d{1,2})")
_EARLIEST, _LATEST = 1970, 2198
LONGEST_AFTER = timedelta(92)
"""How long after the end of a year its classes may go on: a later day is a slip of the pen, and would stand in every list."""
LONG_BEFORE = timedelta(120)
"""How long before its end a year may be closed."""
HOLIDAYS = timedelta(45)
"""How long before its beginning the classes of a new year may come in."""


class Begin(NamedTuple):
    """The day of the calendar on which each school year begins."""

    month: int = 9
    day: int = 1

    def on(self, year: int) -> date:
        """That day in a calendar year; 29 February is 1 March where there is none."""
        try:
            return date(year, self.month, self.day)
        except ValueError:
            return date(year, 3, 1)

    def __str__(self) -> str:
        return f"{self.month:02d}-{self.day:02d}"


FIRST_OF_SEPTEMBER = Begin()


@lru_cache(maxsize=64)
def read_begin(text: str) -> Begin | None:
    """The day that a text such as `09-01` means; None for another text, and for a day that no year has."""
    found = _MONTH_DAY.fullmatch(text)
    if found is None:
        return None
    month, day = int(found[1]), int(found[2])
    return Begin(month, day) if 1 <= month <= 12 and 1 <= day <= monthrange(2024, month)[1] else None


class SchoolYear(NamedTuple):
    """The school year that begins in the calendar year `first`."""

    first: int
    begin: Begin = FIRST_OF_SEPTEMBER

    @property
    def name(self) -> str:
        """What people call it: `2025-2026`."""
        return f"{self.first}-{self.first + 1}"

    @property
    def first_day(self) -> date:
        """The day on which it begins."""
        return self.begin.on(self.first)

    @property
    def last_day(self) -> date:
        """The day before the next one begins."""
        return self.begin.on(self.first + 1) - timedelta(days=1)

    @property
    def next(self) -> SchoolYear:
        """The school year after it."""
        return SchoolYear(self.first + 1, self.begin)


def year_of(day: date, begin: Begin = FIRST_OF_SEPTEMBER) -> SchoolYear:
    """The school year in which a day lies."""
    return SchoolYear(day.year if day >= begin.on(day.year) else day.year - 1, begin)


def year_up_to(until: date, begin: Begin) -> SchoolYear:
    """The school year whose classes held up to and with a day; the year may have been closed early or late."""
    return year_of(until - LONGEST_AFTER, begin)


def year_of_register(today: date, begin: Begin, until: date | None, came: date | None) -> SchoolYear:
    """The school year to which the classes of a register belong, where it notes none for today.

    `until` is the last day up to which it notes earlier classes, `came` the first day on which anybody was registered; None where
    there is none. After a closing in summer the classes are those of the next year; as long as a year is over and not closed,
    for some months, they are still its own.
    """
    now, year = year_of(today, begin), None
    if until is not None:
        year = year_up_to(until, begin).next
    elif came is not None:
        # Whoever begins with the program in the holidays brings in the classes of the year that is about to begin.
        year = year_of(came + HOLIDAYS, begin)
    if year is None:
        return now
    closed = until is not None and year == now.next and now.last_day - today <= LONG_BEFORE
    is_late = year.next == now and today - now.first_day < LONGEST_AFTER
    return year if closed or is_late else now


def named_year(text: str, begin: Begin, where: str) -> SchoolYear:
    """The school year that somebody wrote as `2025-2026`, `2025-26`, `2025` or `2025-2026学年`. Raises Refused for another text."""
    found = _NAMED.fullmatch(text.strip())
    first = int(found[1]) if found else 0
    last = found[2] if found else None
    ends = None if last is None else int(last) if len(last) == 4 else first // 100 * 100 + int(last)
    if not _EARLIEST <= first <= _LATEST or ends not in (None, first + 1):
        message = N_("“{text}” is no school year: write it as 2025-2026")
        raise refuse("bad_year", where, message, text=text[:40])
    return SchoolYear(first, begin)
