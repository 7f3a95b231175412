"""To which school year the classes of registers belong: not always that of today (`checkin.rules.school_year.years`)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import cache, partial

from checkin.rules.identity import split
from checkin.rules.school_year.years import (
    FIRST_OF_SEPTEMBER,
    HOLIDAYS,
    LONGEST_AFTER,
    Begin,
    SchoolYear,
    year_of,
    year_of_register,
)
from storage.people.arrivals import arrival_beside_first, arrivals
from storage.people.earlier_classes import last_day_noted
from storage.people.person import Person
from storage.people.register import key_of
from storage.standard.school_year import begin_of_years
from storage.store import Store


class ClassYears:
    """The school year of everybody's class in the registers. `until` is for each team the latest day up to which its register
    notes an earlier class; `came` gives the day on which each person (a key) was registered, and is only asked in the first months
    of a school year.
    """

    def __init__(self, today: date, until: Mapping[str, date], came: Callable[[], Mapping[str, date]]) -> None:
        self._today, self._until, self._came = today, until, cache(came)
        self._of_team: dict[tuple[str, Begin], SchoolYear] = {}

    def of(self, person: Person, begin: Begin) -> SchoolYear:
        """The school year of a person's class. Whoever came after a year was over, or in its last weeks, is in a class of the next
        one, even where that year is not closed yet."""
        now, place = year_of(self._today, begin), (person.team, begin)
        if place not in self._of_team:
            self._of_team[place] = self._year(person.team, begin, now)
        year = self._of_team[place]
        return (
            now
            if year.first < now.first and self._came().get(key_of(person), date.min) >= now.first_day - HOLIDAYS
            else year
        )

    def _year(self, team: str, begin: Begin, now: SchoolYear) -> SchoolYear:
        until, first = self._until.get(team), None
        if until is None and self._today - now.first_day < LONGEST_AFTER:
            first = min((day for who, day in self._came().items() if split(who)[0] == team), default=None)
        return year_of_register(self._today, begin, until, first)


def year_not_closed(store: Store) -> SchoolYear | None:
    """The school year that is over and not closed, whose classes those of the register still are; None where there is none."""
    begin = begin_of_years(store.folder, FIRST_OF_SEPTEMBER)
    year = class_years(store).of(Person(store.identity.team, "", ""), begin)
    return year if year.first < year_of(store.today(), begin).first else None


def class_years(store: Store) -> ClassYears:
    """Those of a desk's register."""
    return _class_years(store, partial(arrivals, store))


def class_years_of(store: Store, volunteer: str) -> ClassYears:
    """The same, to be asked about one person (a key) alone."""
    return _class_years(store, partial(arrival_beside_first, store, volunteer))


def _class_years(store: Store, came: Callable[[], Mapping[str, date]]) -> ClassYears:
    until = last_day_noted(store)
    return ClassYears(store.today(), {} if until is None else {store.identity.team: until}, came)
