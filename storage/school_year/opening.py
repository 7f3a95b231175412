"""A new school year begins: its classes as they are after the closing of the one before."""

from __future__ import annotations

from typing import NamedTuple

from checkin.rules.problems import N_, refuse
from checkin.rules.school_year.years import SchoolYear, year_of
from storage.people.class_spelling import class_order
from storage.people.closed_years import closed_years
from storage.people.named import everybody_here
from storage.people.register import key_of
from storage.school_year.closing import need_first
from storage.standard.school_year import YearTable, stage_of
from storage.store import Store


class ClassOfYear(NamedTuple):
    """A class of the new year: its stage of school (empty where the table says none), and how many are in it."""

    name: str
    stage: str
    persons: int
    without_badge: int


def opened_year(store: Store, table: YearTable) -> tuple[SchoolYear, list[ClassOfYear]]:
    """The year after the last one that was closed, and its classes in order.

    Raises Refused at other desks than the first, and as long as the year before is not closed.
    """
    need_first(store)
    closed, now = closed_years(store), year_of(store.today(), table.begin)
    if not closed or closed[-1].year.first < now.first - 1:
        last = SchoolYear(now.first - 1 if not closed else closed[-1].year.first + 1, table.begin)
        message = N_("close the school year {year} first: hourdesk year close --dry-run shows what that comes to")
        raise refuse("not_closed", "", message, year=last.name)
    badges = store.register.badges()
    found: dict[str, list[bool]] = {}
    for person in everybody_here(store):
        if person.team == store.identity.team and person.class_name:
            found.setdefault(person.class_name, []).append(key_of(person) in badges)
    classes = [ClassOfYear(name, stage_of(table, name), len(has), has.count(False)) for name, has in found.items()]
    return closed[-1].year.next, sorted(classes, key=lambda one: class_order(one.name))
