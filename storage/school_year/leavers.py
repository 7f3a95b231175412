"""Who left when the last school year was closed, and what is not settled of those who leave."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from checkin.rules.problems import N_, Problem, refuse
from checkin.rules.service import WAITING, of_service
from checkin.texts import enumerated
from storage.claims.claims import State, claims
from storage.people.closed_years import closed_years
from storage.people.earlier_classes import earlier_classes
from storage.people.names import each_once
from storage.people.person import Person
from storage.people.register import key_of
from storage.record import record_of
from storage.store import Store
from storage.things.out import still_out, things_in


def last_leavers(store: Store) -> list[Person]:
    """Whom the last closing made leavers and who are not back, by their class. Raises Refused where no year was closed, or
    nobody left.
    """
    closed, gone = closed_years(store), store.register.leavers()
    notes = earlier_classes(store.connection, closed[-1].until) if closed else []
    persons = [store.register.person(one.volunteer) for one in notes if one.leaves and one.volunteer in gone]
    found = each_once(store, (person for person in persons if person is not None))
    if not found:
        raise refuse("no_leavers", "--leavers", N_("nobody left with the last school year: name numbers, or a class"))
    return found


class LeftOpen(NamedTuple):
    """How many claims of a person wait, and the things that they still have."""

    person: Person
    claims: int
    things: tuple[str, ...]


def left_open(store: Store, persons: Iterable[Person]) -> Iterator[LeftOpen]:
    """What is open of each of these persons, also where that is nothing."""
    facts, out = store.ledger.facts(), dict[str, list[str]]()
    claimed = Counter(one.person for one in claims(store, State.WAITING))
    for one in still_out(things_in(store)):
        out.setdefault(one.person, []).append(one.text)
    for person in persons:
        who = facts.person(key_of(person))
        yield LeftOpen(person, claimed[who], tuple(out.get(who, ())))


def unsettled(store: Store, persons: Iterable[Person]) -> Iterator[Problem]:
    """What is told of those who leave: hours that their file can't have because they wait, and things that were not given back."""
    for person, claimed, things in left_open(store, persons):
        who = store.ledger.facts().person(key_of(person))
        sessions = of_service(record_of(store, who).of(who))
        values = {"number": person.number, "name": person.name}
        waiting = sum(one.status in WAITING for one in sessions)
        if waiting or claimed:
            message = N_(
                "{number} {name}: sessions that wait: {sessions}, claims that wait: {claims}. The file does not have them: settle them "
                "and write it anew, for the other school takes one file"
            )
            yield Problem("waits", "", message, values | {"sessions": waiting, "claims": claimed})
        if things:
            message = N_("{number} {name} still has: {things}")
            yield Problem("still_has", "", message, values | {"things": enumerated(things)})
