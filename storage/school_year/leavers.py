"""Who left when the last school year was closed."""

from __future__ import annotations

from checkin.rules.problems import N_, refuse
from storage.people.earlier_classes import earlier_classes
from storage.people.person import Person
from storage.school_year.closed import closed_years
from storage.store import Store


def last_leavers(store: Store) -> list[Person]:
    """Whom the last closing made leavers and who are not back, by their class. Raises Refused where no year was closed, or
    nobody left.
    """
    closed, gone = closed_years(store), store.register.leavers()
    notes = earlier_classes(store.connection, closed[-1].until) if closed else []
    persons = [store.register.person(one.volunteer) for one in notes if one.leaves and one.volunteer in gone]
    found = [person for person in persons if person is not None]
    if not found:
        raise refuse("no_leavers", "--leavers", N_("nobody left with the last school year: name numbers, or a class"))
    return found
