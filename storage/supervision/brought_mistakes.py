"""What came in with another desk's log and a person has to know: scans of activities that were taken away, numbers that
were joined there.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from checkin.rules.activities import Activity
from checkin.rules.events import ActivityChange, Event, Link, Scan, Void
from storage.log.appended import common_after, desks_after, scans_after
from storage.people.person import Person
from storage.people.purged_marks import is_nameless
from storage.people.register import key_of
from storage.people.spelling import name_key
from storage.store import Store
from storage.supervision.witnessing import rewritten


class BroughtLink(NamedTuple):
    """Persons' numbers (keys) that are one person now, and the names where they differ."""

    numbers: tuple[str, ...]
    names: tuple[str, ...]


class Brought(NamedTuple):
    """`hidden` are activities that are hidden, with the scans that came in for them; `gone` the keys of activities that were
    struck out, with all scans that stand there; `links` what other desks joined; `rewritten` the witnesses that saw another log.
    """

    hidden: tuple[tuple[Activity, int], ...] = ()
    gone: tuple[tuple[str, int], ...] = ()
    links: tuple[BroughtLink, ...] = ()
    rewritten: tuple[Event, ...] = ()


def brought_with(store: Store, place: int) -> Brought:
    """What the events behind a place of the log brought."""
    came = common_after(store.connection, place)
    facts, own = store.ledger.facts(), store.identity.desk
    scanned = scans_after(store.connection, place)
    voided = store.ledger.queries.by_ids({event.body.target for event in came if isinstance(event.body, Void)})
    suspect = {*scanned, *(event.body.activity for event in voided if isinstance(event.body, ActivityChange))}
    known = [(facts.activities[key], count) for key, count in sorted(scanned.items()) if key in facts.activities]
    away = ((key, _scans(store, key)) for key in sorted(suspect - facts.activities.keys()))
    linked = dict.fromkeys(
        facts.person(event.body.volunteer)
        for event in came
        if isinstance(event.body, Link) and event.desk != own and event.id not in facts.struck
    )
    return Brought(
        tuple((activity, count) for activity, count in known if activity.hidden),
        tuple((key, count) for key, count in away if count),
        tuple(BroughtLink(numbers, _different_names(store, numbers)) for numbers in map(facts.numbers_of, linked)),
        tuple(_rewritten(store, place)),
    )


def _rewritten(store: Store, place: int) -> Iterator[Event]:
    desks = desks_after(store.connection, place)
    return (one for one in rewritten(store) if desks & {one.desk, getattr(one.body, "desk", "")})


def _scans(store: Store, activity: str) -> int:
    struck = store.ledger.facts().struck
    there = store.ledger.queries.in_activity({activity})
    return sum(isinstance(e.body, Scan) and e.body.activity == activity and e.id not in struck for e in there)


def _different_names(store: Store, numbers: tuple[str, ...]) -> tuple[str, ...]:
    persons: list[Person] = [found for one in numbers if (found := store.register.person(one)) is not None]
    named = (person for person in persons if not is_nameless(person))
    names = {name_key(person.name): f"{person.name} {key_of(person).partition('/')[2]}" for person in named}
    return tuple(names.values()) if len(names) > 1 else ()
