"""Who is in the roster, and the one problem of a number that nobody there has."""

from __future__ import annotations

from collections.abc import Iterable

from checkin.rules.identity import parse_key, within
from checkin.rules.problems import N_, Problem, Refused
from storage.people.person import Person
from storage.store import Store


def nobody_has(volunteer: str, own_team: str, where: str) -> Problem:
    """The problem of a volunteer (a key) whom no roster here has; `where` is the option or row that named the number."""
    message = N_("nobody in the roster has the number {number}")
    return Problem("no_volunteer", where, message, {"number": within(volunteer, own_team)})


def known_person(store: Store, volunteer: str, where: str = "NUMBER") -> Person:
    """The person of a key. Raises Refused where nobody in the roster has it."""
    return known_persons(store, [volunteer], where)[0]


def known_persons(store: Store, volunteers: Iterable[str], where: str) -> list[Person]:
    """The persons of keys, each once, in their order. Raises Refused naming every key that nobody in the roster has."""
    wanted = list(dict.fromkeys(volunteers))
    unknown = unknown_persons(store, wanted, where)
    if unknown:
        raise Refused(*unknown)
    return [person for one in wanted if (person := store.register.person(one)) is not None]


def unknown_persons(store: Store, volunteers: Iterable[str], where: str) -> list[Problem]:
    """A problem for each key that nobody in the roster has, for who has more to say than that."""
    return [
        nobody_has(one, store.identity.team, where)
        for one in dict.fromkeys(volunteers)
        if store.register.person(one) is None
    ]


def named_keys(store: Store, numbers: Iterable[str], where: str) -> list[str]:
    """The keys of `NUMBER` or `TEAM/NUMBER` as somebody wrote them. Raises Refused for the first that is no number."""
    return [parse_key(number, store.identity.team, where) for number in numbers]


def named_person(store: Store, number: str, where: str) -> Person:
    """The person of `NUMBER` or `TEAM/NUMBER` as somebody wrote it. Raises Refused for none, or no number at all."""
    return known_persons(store, named_keys(store, [number], where), where)[0]
