"""Persons who have several numbers (a link says so): the row of the number that stands, and each of them once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain

from checkin.rules.badge_numbers import is_badge_number
from storage.people.person import Person
from storage.people.register import key_of
from storage.people.search_text import badge_digits
from storage.people.spelling import clean_text
from storage.store import Store


def person_by_any_number(store: Store, volunteer: str) -> Person | None:
    """The person of a key: as the register has the number that stands for them, else as it has another of their numbers.

    None for an unknown badge, and for a number that is in no roster here.
    """
    return persons_by_any_number(store, (volunteer,)).get(volunteer)


def persons_by_any_number(store: Store, volunteers: Iterable[str]) -> dict[str, Person]:
    """By key the persons of several keys, those that are found; read together, which for many takes a tenth of the time."""
    facts = store.ledger.facts()
    return persons_of_numbers(store, {one: facts.numbers_of(one) for one in volunteers if "/" in one})


def persons_of_numbers(store: Store, numbers: Mapping[str, Sequence[str]]) -> dict[str, Person]:
    """By key the persons who have these numbers, those that are found: as the register has the first one that it knows. An age that
    it says of another one alone is theirs.
    """
    known = store.register.persons_of(chain.from_iterable(numbers.values()))
    found = {one: [known[number] for number in theirs if number in known] for one, theirs in numbers.items()}
    return {one: _with_age(persons) for one, persons in found.items() if persons}


def _with_age(rows: Sequence[Person]) -> Person:
    """The first row of a person's numbers, with the age of the first one that has any."""
    if len(rows) == 1:
        return rows[0]
    aged = next((one for one in rows if one.birth is not None or one.age_under is not None), rows[0])
    return rows[0]._replace(birth=aged.birth, age_under=aged.age_under, age_until=aged.age_until)


def names_by_any_number(store: Store) -> dict[str, tuple[str, str, str]]:
    """`(name, class, kind)` by key, as `Register.names` gives them; every number of a person has the name of the number
    that stands, also where the register does not have it.
    """
    names = store.register.names()
    found = dict(names)
    for stands, others in store.ledger.facts().joined.items():
        known = next((names[one] for one in (stands, *others) if one in names), None)
        if known is not None:
            found.update(dict.fromkeys((stands, *others), known))
    return found


def each_once(store: Store, persons: Iterable[Person]) -> list[Person]:
    """The persons in their order, each once: whoever has several numbers as the one that stands, in its own place."""
    facts, listed = store.ledger.facts(), list(persons)
    if not facts.same:
        return listed
    there = {key_of(person) for person in listed}
    found: dict[str, Person] = {}
    for person in listed:
        key = key_of(person)
        stands = facts.person(key)
        if stands == key or stands not in there:
            found.setdefault(stands, person if stands == key else person_by_any_number(store, key) or person)
    return list(found.values())


def find_people(store: Store, text: str, limit: int = 50) -> list[Person]:
    """Whom a text fits, as `Register.find` has it, each once; else who has, or had, the badge or card that it names."""
    return each_once(store, store.register.find(text, limit) or _of_badge_or_card(store, text))


def _of_badge_or_card(store: Store, text: str) -> list[Person]:
    """Whose a whole badge number is, a revoked one too (an old card may still be shown), or the text of a school's own card."""
    digits, card = badge_digits(text), clean_text(text)
    holder = store.ledger.holder_of_badge(digits) if digits is not None and is_badge_number(digits) else None
    if holder is None or holder.volunteer is None:
        holder = store.ledger.holder_of_card(card) if card else None
    person = person_by_any_number(store, holder.volunteer) if holder is not None and holder.volunteer else None
    return [person] if person is not None else []


def badge_in_force(store: Store, person: Person) -> str | None:
    """The badge number of a person: that of the number that stands, else of another number of theirs."""
    numbers = store.ledger.facts().numbers_of(key_of(person))
    return next((badge for one in numbers if (badge := store.register.badge(one)) is not None), None)
