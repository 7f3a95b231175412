"""The age class of a person on a day: from the date of birth, or from what a kit says in its place (domain §7).

A kit carries the class and the day on which it changes, never the date of birth.
"""

from __future__ import annotations

from datetime import date

from checkin.rules.guarding import AgeLimits, GuardTable
from checkin.rules.policies import DEFAULT_KIND
from storage.people.consents import age
from storage.people.person import Person

YOUNG = 14
"""Under this age personal data are sensitive (PIPL 28), and the muster marks a person."""


def limits_of(table: GuardTable, person: Person | None, today: date) -> AgeLimits | None:
    """The limits that hold for a person on a day; None for adults, and where nothing is known of the age."""
    if person is None:
        return None
    if person.birth is not None:
        return table.of_age(age(person.birth, today))
    if person.age_under is None:
        unknown = table.unknown_is_youngest and person.kind == DEFAULT_KIND and table.classes
        return table.classes[0] if unknown else None
    if person.age_until is not None and today >= person.age_until:
        # The next class holds from that day on, and a kit of a later day says for how long.
        return table.of_age(person.age_under)
    return table.of_class(person.age_under)


def is_young(person: Person | None, limits: AgeLimits, today: date) -> bool:
    """Whether somebody with these limits is known to be under 14: by the date of birth, else by the age class."""
    if person is not None and person.birth is not None:
        return age(person.birth, today) < YOUNG
    return limits.under <= YOUNG


def age_class(table: GuardTable, person: Person, today: date) -> tuple[int, date | None] | None:
    """The age class of a person and the day on which it changes (None where nobody knows it), for a kit; None where no
    limits hold.
    """
    limits = limits_of(table, person, today)
    if limits is None:
        return None
    return limits.under, None if person.birth is None else birthday(person.birth, limits.under)


def birthday(birth: date, years: int) -> date:
    """The day from which somebody is `years` old; who was born on 29 February is so on 1 March of other years."""
    try:
        return birth.replace(year=birth.year + years)
    except ValueError:
        return date(birth.year + years, 3, 1)
