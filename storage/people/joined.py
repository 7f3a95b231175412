"""The register and the badges of people who came with a laptop that was joined to the team (`checkin.rules.joins`)."""

from __future__ import annotations

from collections.abc import Iterable

from checkin.rules.events import Event, Join, Void
from storage.log.named_numbers import named_by, numbers_of_desks
from storage.people.badges import register_badges
from storage.store import Store


def persons_of_join(store: Store, join: Join) -> set[str]:
    """The volunteers whom the joined desks name, under the keys that they wrote and under those that count while they are joined."""
    named = named_by(numbers_of_desks(store.connection), join.desks)
    return named | {join.numbers.get(volunteer, volunteer) for volunteer in named}


def register_after_void(store: Store, struck: Iterable[Event]) -> None:
    """After joins were struck out, or brought back: each person's badge in force, and who came with them is a leaver or back.

    `struck` are the events at which the voids aim. Needs a transaction around it.
    """
    joins = [event.body for event in _aims(store, struck) if isinstance(event.body, Join)]
    if not joins:
        return
    out = store.ledger.facts().joins.out
    rows = numbers_of_desks(store.connection)
    for join in joins:
        persons = persons_of_join(store, join)
        register_badges(store, persons)
        others = {volunteer for desk, volunteer in rows if desk not in join.desks}
        only_there = (persons - others) & store.register.everybody()
        if out.issuperset((join.team, desk) for desk in join.desks):
            store.register.mark_left(only_there)
            for volunteer in only_there:
                store.register.set_badge(volunteer, None)
        else:
            store.register.mark_back(only_there)
            register_badges(store, only_there)


def _aims(store: Store, events: Iterable[Event]) -> list[Event]:
    """Events, and those at which the voids among them aim, however many lie between."""
    found: dict[str, Event] = {event.id: event for event in events}
    wanted = {event.body.target for event in found.values() if isinstance(event.body, Void)} - found.keys()
    while wanted:
        more = {event.id: event for event in store.ledger.queries.by_ids(wanted)}
        found |= more
        wanted = {event.body.target for event in more.values() if isinstance(event.body, Void)} - found.keys()
    return list(found.values())
