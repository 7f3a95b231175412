"""Sessions, derived from the log each time they are asked for (design §3)."""

from __future__ import annotations

import gc
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager

from checkin.progress import stage
from checkin.rules.events import Event, Scan
from checkin.rules.record import Record, fold
from checkin.texts import _
from storage.store import Store


@contextmanager
def without_collector() -> Iterator[None]:
    """Without the cyclic collector: a whole record is a million objects that all stay, and
    it would visit them over and over.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def whole_record(store: Store) -> Record:
    """The record of everybody in all activities. It takes a while, of which whoever waits is told."""
    with stage(_("The record is read")), without_collector():
        return fold(store.ledger.facts(), store.ledger.queries.all())


def record_of(store: Store, volunteer: str) -> Record:
    """The record of one volunteer or unknown badge; only that volunteer's rows are complete."""
    return fold(store.ledger.facts(), store.ledger.events_of(volunteer))


def record_of_all(store: Store, persons: Collection[str]) -> Record:
    """The record of several volunteers or unknown badges, read at once; only their rows are complete."""
    facts = store.ledger.facts()
    keys = facts.all_numbers(persons)
    return fold(facts, store.ledger.queries.about(keys))


def events_in(store: Store, activity: str) -> list[Event]:
    """All events that may belong to an activity (its key), those of another activity with its code among them."""
    return store.ledger.queries.in_activity(store.ledger.facts().makings.written_as(activity))


def record_in(store: Store, activity: str) -> Record:
    """The record of one activity (its key) alone: its minutes leave out all other activities."""
    return fold(store.ledger.facts(), events_in(store, activity))


def activity_record(store: Store, activity: str) -> Record:
    """The sessions of one activity. Their minutes are right, for all other sessions of the same persons are folded too."""
    facts, queries = store.ledger.facts(), store.ledger.queries
    there = events_in(store, activity)
    keys = persons_of(store, there)
    record = fold(facts, [*there, *queries.about(keys)])
    sessions = tuple(s for s in record.sessions if s.activity == activity)
    return Record(sessions, record.effects, record.consents, record.kinds)


def persons_of(store: Store, there: Sequence[Event]) -> set[str]:
    """Whose sessions the events of one activity make: volunteers, with all their numbers, and unknown badges."""
    facts = store.ledger.facts()
    keys = facts.all_numbers(session.volunteer for session in fold(facts, there).sessions)
    return keys | {e.body.badge for e in there if isinstance(e.body, Scan) and e.body.badge}
