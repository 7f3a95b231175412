"""What events would change in people's hours, or have changed. Everything that changes hours asks here before it is written.

The events need not be in the log: a work is done and rolled back at once, and the hours are counted after that, outside
its transaction, so that scans at the gate don't wait for it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from checkin.rules.events import KEPT_KINDS, Admit, Event, Join, Revoke, bodies_of
from checkin.rules.facts import Facts, gather
from checkin.rules.hours_change import NO_CHANGE, HoursChange, hours_change
from checkin.rules.record import fold
from checkin.rules.sessions import Session
from storage.log.appended import appended_after, last_place
from storage.record import whole_record, without_collector
from storage.store import Store
from storage.supervision.concerned import Concerned, concern_everybody, concerned
from storage.supervision.correcting import changed_meanwhile

T = TypeVar("T")
READ_OTHERWISE = (Join, Revoke, Admit)
"""Events by which other events are read otherwise, or not at all."""
_KEPT = bodies_of(KEPT_KINDS)


@dataclass(frozen=True, slots=True)
class Foreseen(Generic[T]):
    """A work that was done and rolled back: what it gives, the events that it writes, what they change in people's hours,
    and a mark of what held for everybody before."""

    result: T
    events: tuple[Event, ...]
    change: HoursChange
    mark: tuple[object, ...]


def foresee(store: Store, work: Callable[[Store], T]) -> Foreseen[T]:
    """What a work would come to, without doing it. Raises Refused as the work does."""
    mark = store.ledger.queries.common_mark()
    result, events = _tried(store, work)
    if concern_everybody(store, events, READ_OTHERWISE):
        # A whole chain is read anew then, so nothing less than the record itself shows what changes.
        before = whole_record(store).sessions
        (after, facts), _ = _tried(store, lambda at: (work(at), (whole_record(at).sessions, at.ledger.facts()))[1])
        return Foreseen(result, events, hours_change(before, after, facts), mark)
    return Foreseen(result, events, change_by(store, events), mark)


def try_out(store: Store, work: Callable[[Store], object]) -> None:
    """Do a work and take it back at once, to hear whether it is refused. Raises Refused as the work does."""
    _tried(store, work)


def foresee_events(store: Store, result: T, events: Sequence[Event]) -> Foreseen[T]:
    """The same for a work of which is known what it gives and which events it writes, none of `READ_OTHERWISE`: nothing is tried."""
    mark = store.ledger.queries.common_mark()
    return Foreseen(result, tuple(events), change_by(store, events), mark)


def do_foreseen(store: Store, work: Callable[[Store], T], foreseen: Foreseen[T]) -> T:
    """Do a work that was foreseen. Raises Refused where the facts that hold for everybody were changed meanwhile.

    A scan that came meanwhile hinders nothing: a desk is never still.
    """
    with store.ledger.transaction():
        check_unchanged(store, foreseen.mark)
        return work(store)


def check_unchanged(store: Store, mark: tuple[object, ...]) -> None:
    """Raises Refused where the facts that hold for everybody are not those of a mark any more: what was said may be wrong then."""
    if store.ledger.queries.common_mark() != mark:
        raise changed_meanwhile()


def change_by(store: Store, events: Sequence[Event]) -> HoursChange:
    """What these events change in people's hours, whether they are in the log already or not; none of `READ_OTHERWISE` is among them.

    Only the sessions of the people whom they concern are folded.
    """
    whose = concerned(store, events)
    if whose.is_nobody:
        return NO_CHANGE
    with without_collector():
        ids = {event.id for event in events}
        before, after = _facts(store, events, ids)
        _add_linked(whose, before, after)
        others = [event for event in _others(store, whose) if event.id not in ids]
        was = _of(fold(before, others).sessions, whose)
        now = _of(fold(after, [*others, *events]).sessions, whose)
        return hours_change(was, now, after)


class _TakenBack(Exception):
    """Ends a trial: the transaction is rolled back."""


def _tried(store: Store, work: Callable[[Store], T]) -> tuple[T, tuple[Event, ...]]:
    """What a work gives and the events that it appends to the log; it is rolled back."""
    made: list[tuple[T, tuple[Event, ...]]] = []
    try:
        with store.ledger.transaction():
            last = last_place(store.connection)
            result = work(store)
            made.append((result, appended_after(store.connection, last)))
            raise _TakenBack
    except _TakenBack:
        return made[0]


def _facts(store: Store, events: Sequence[Event], ids: set[str]) -> tuple[Facts, Facts]:
    """The facts without these events, and with them."""
    if not any(isinstance(event.body, _KEPT) for event in events):
        return store.ledger.facts(), store.ledger.facts()
    others = [event for event in store.ledger.queries.common() if event.id not in ids]
    here = store.ledger.desk
    return gather(others, here), gather([*others, *events], here)


def _add_linked(whose: Concerned, *all_facts: Facts) -> None:
    """Add all other numbers of the same persons."""
    for facts in all_facts:
        for keys in (whose.whole, whose.near):
            keys |= facts.all_numbers(keys)


def _others(store: Store, whose: Concerned) -> list[Event]:
    """The events of the people concerned."""
    if whose.everybody:
        return store.ledger.queries.all()
    whole = store.ledger.queries.about(whose.whole) if whose.whole else []
    near = whose.near - whose.whole
    return whole + (store.ledger.queries.about(near, whose.spans) if near and whose.spans else [])


def _of(sessions: Sequence[Session], whose: Concerned) -> Sequence[Session]:
    if whose.everybody:
        return sessions
    return [session for session in sessions if session.volunteer in whose.whole or session.volunteer in whose.near]
