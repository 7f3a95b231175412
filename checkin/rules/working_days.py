"""Working days: weekends, holidays, and weekend days that are worked in exchange for them (调休)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

ENTRY_DAYS = 10
"""A service is entered within so many working days after its activity (Order 67 of 2020, domain §2)."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """`holidays` are no working days whatever weekday they are; `workdays` are weekend days that are worked."""

    holidays: frozenset[date] = frozenset()
    workdays: frozenset[date] = frozenset()

    def is_working_day(self, day: date) -> bool:
        """Whether a day is a working day."""
        return day in self.workdays or (day.weekday() < 5 and day not in self.holidays)

    def after(self, first: date, days: int) -> date:
        """The last of `days` working days after `first`; `first` itself for 0."""
        day = first
        while days:
            day += timedelta(days=1)
            if self.is_working_day(day):
                days -= 1
        return day

    def until(self, first: date, last: date) -> int:
        """The working days after `first` up to `last`; below 0 where `last` is before `first`."""
        if last < first:
            return -self.until(last, first)
        days = (first + timedelta(days=n) for n in range(1, (last - first).days + 1))
        return sum(self.is_working_day(day) for day in days)
