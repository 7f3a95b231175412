"""Whom another desk registered before a school year was closed, and whose pack came after that: no closing moved them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from checkin.rules.policies import DEFAULT_KIND
from checkin.rules.school_year.years import FIRST_OF_SEPTEMBER, HOLIDAYS, SchoolYear
from storage.people.arrivals import arrivals
from storage.people.closed_years import closed_years
from storage.people.earlier_classes import EarlierClass, note_earlier
from storage.people.person import Person
from storage.standard.school_year import begin_of_years
from storage.store import Store


class CameLate(NamedTuple):
    """Persons who are still in the class that they had before this school year was closed."""

    year: SchoolYear
    persons: tuple[Person, ...]


def note_late(store: Store, new: Mapping[str, Person], earlier: Iterable[EarlierClass]) -> CameLate | None:
    """Of pupils (by key) who just came into the register those who had come before the last closing; None where there are none.
    They stay in their class, and it is noted that it was theirs up to the closing: a list that moves them changes no list of then.
    `earlier` are their earlier classes as their desk has them: it may know of the closing. Needs a transaction around it.
    """
    closed = closed_years(store)
    pupils = {who for who, one in new.items() if one.kind == DEFAULT_KIND and one.class_name}
    if not closed or not pupils:
        return None
    last, begin = closed[-1], begin_of_years(store.folder, FIRST_OF_SEPTEMBER)
    came, until = arrivals(store), min(last.until, SchoolYear(last.year.first, begin).last_day - HOLIDAYS)
    pupils -= {one.volunteer for one in earlier if one.until >= last.until}
    late = {who: new[who] for who in pupils if who in came and came[who] <= until}
    note_earlier(store, (EarlierClass(who, last.until, one.class_name, one.class_name) for who, one in late.items()))
    return CameLate(last.year, tuple(store.register.persons_of(sorted(late)).values())) if late else None
