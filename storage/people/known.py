"""The persons of the roster, and the one problem for a number that nobody in it has."""

from __future__ import annotations

from collections.abc import Iterable

from checkin.rules.identity import parse_key, within
from checkin.rules.problems import N_, Problem, Refused
from storage.people.names import persons_by_any_number
from storage.people.person import Person
from storage.people.register import key_of
from storage.store import Store


def nobody_has(volunteer: str, own_team: str, where: str) -> Problem:
    """The problem for a volunteer (a key) who is in no roster here; `where` is the option or row that named the number."""
    message = N_("nobody in the roster has the number {number}")
    return Problem("no_volunteer", where, message, {"number": within(volunteer, own_team)})


def known_person(store: Store, volunteer: str, where: str = "NUMBER") -> Person:
    """The person of a key. Raises Refused where nobody in the roster has it."""
    return known_persons(store, [volunteer], where)[0]


def known_persons(store: Store, volunteers: Iterable[str], where: str) -> list[Person]:
    """The persons of keys, each once, in their order; of several numbers of one person the number that stands counts.

    Raises Refused naming every key that nobody in the roster has.
    """
    wanted = list(dict.fromkeys(volunteers))
    if unknown := unknown_persons(store, wanted, where):
        raise Refused(*unknown)
    found = persons_by_any_number(store, wanted)
    return list({key_of(found[one]): found[one] for one in wanted}.values())


def unknown_persons(store: Store, volunteers: Iterable[str], where: str) -> list[Problem]:
    """A problem for each key that nobody in the roster has; the caller may add other problems to them."""
    wanted = list(dict.fromkeys(volunteers))
    found = persons_by_any_number(store, wanted)
    return [nobody_has(one, store.identity.team, where) for one in wanted if one not in found]


def named_keys(store: Store, numbers: Iterable[str], where: str) -> list[str]:
    """The keys of texts `NUMBER` or `TEAM/NUMBER`. Raises Refused for the first text that is no number."""
    return [parse_key(number, store.identity.team, where) for number in numbers]


def named_person(store: Store, number: str, where: str) -> Person:
    """The person of `NUMBER` or `TEAM/NUMBER` in a text. Raises Refused where nobody has it, or it is no number."""
    return known_persons(store, named_keys(store, [number], where), where)[0]
