"""Two numbers of the team turn out to be one person: joined by a link, which a void takes back (design §4, §7)."""

from __future__ import annotations

from typing import NamedTuple

from checkin.rules.events import Event, Link
from checkin.rules.identity import split, within
from checkin.rules.problems import N_, Problem, Refused, refuse
from checkin.rules.signature import Signature, with_reason
from checkin.rules.standing import standing
from checkin.texts import enumerated
from storage.people.class_spelling import class_key
from storage.people.consents import settle_linked
from storage.people.known import nobody_has
from storage.people.names import person_by_any_number
from storage.people.person import Person
from storage.people.purged_marks import is_nameless
from storage.people.spelling import name_key
from storage.people.walk_in import WALK_IN_NUMBER
from storage.store import Store


class Joining(NamedTuple):
    """Two numbers that shall be one person: `numbers` are all that become one, the one that stands first.

    `differences` are what the roster says of them otherwise: names, classes, kinds; `other_name` is whether names differ.
    """

    numbers: tuple[str, ...]
    persons: tuple[Person, ...]
    other_name: bool
    other_class: bool
    other_kind: bool


class StandingLink(NamedTuple):
    """A link that holds, with who made it, when and why."""

    event: Event
    volunteer: str
    same_as: str


def look_at_link(store: Store, volunteer: str, same_as: str) -> Joining:
    """What a link would join. Raises Refused for a number that nobody has or that is another team's, for a number and
    itself, and for two that are one person already.
    """
    facts, own = store.ledger.facts(), store.identity.team
    problems = [problem for one, where in ((volunteer, "NUMBER"), (same_as, "--same-as"))
                for problem in _faults(store, one, where)]  # fmt: skip
    if problems:
        raise Refused(*problems)
    if volunteer == same_as:
        raise refuse("same_number", "--same-as", N_("these are the same number: name the other one of this person"))
    if facts.person(volunteer) == facts.person(same_as):
        message = N_("{number} and {other} are one person already")
        raise refuse("same_number", "--same-as", message, number=within(volunteer, own), other=within(same_as, own))
    numbers = (*facts.numbers_of(same_as), *facts.numbers_of(volunteer))
    persons = tuple(person for one in numbers if (person := store.register.person(one)) is not None)
    return Joining(
        numbers,
        persons,
        # Whose name was purged has none that could differ.
        len({name_key(person.name) for person in persons if not is_nameless(person)}) > 1,
        len({class_key(person.class_name) for person in persons if person.class_name}) > 1,
        len({person.kind for person in persons}) > 1,
    )


def which_stands(store: Store, one: str, other: str) -> tuple[str, str]:
    """Of two numbers (keys) the one to give up and the one that should stand: that of a list before one given on the spot,
    that of somebody who is here before one who left, else `other`.
    """
    leavers = store.register.leavers()

    def weight(volunteer: str) -> tuple[bool, bool]:
        return WALK_IN_NUMBER.fullmatch(split(volunteer)[1]) is not None, volunteer in leavers

    return (other, one) if weight(one) < weight(other) else (one, other)


def link(store: Store, volunteer: str, same_as: str, signed: Signature, *, other_name: bool = False) -> Event:
    """Record that two numbers (keys) are one person, counted under the number that stands for `same_as`.

    Raises Refused as `look_at_link` does, without a reason, and where the names differ unless `other_name` is true.
    """
    signed = with_reason(signed)
    with store.ledger.transaction():
        joining = look_at_link(store, volunteer, same_as)
        if joining.other_name and not other_name:
            names = enumerated(dict.fromkeys(person.name for person in joining.persons))
            message = N_("the names differ ({names}): add --insist if this is one person")
            raise refuse("names_differ", "--same-as", message, names=names)
        event = store.ledger.record(Link(volunteer, same_as), signed=signed)
        settle_linked(store, volunteer, signed)
        return event


def links_of(store: Store, volunteer: str | None = None) -> list[StandingLink]:
    """The links that hold and that join somebody, of one volunteer (a key) or all, the oldest first."""
    facts, found = store.ledger.facts(), []
    for event in standing(store.ledger.queries.of_kind("link"), facts.struck):
        body = event.body
        if isinstance(body, Link) and (volunteer is None or facts.person(body.volunteer) == facts.person(volunteer)):
            found.append(event.id)
    whole = {event.id: event for event in store.ledger.queries.by_ids(found)}
    return [
        StandingLink(event, event.body.volunteer, event.body.same_as)
        for event in (whole[one] for one in found)
        if isinstance(event.body, Link)
    ]


def _faults(store: Store, volunteer: str, where: str) -> list[Problem]:
    own = store.identity.team
    if split(volunteer)[0] != own:
        message = N_("{number} is another team's number: the district joins numbers of several teams")
        return [Problem("other_team", where, message, {"number": volunteer})]
    return [] if person_by_any_number(store, volunteer) is not None else [nobody_has(volunteer, own, where)]
