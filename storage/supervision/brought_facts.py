"""What was decided elsewhere and came in, by another desk or the district, and what it changed in people's hours (design §4)."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from checkin.rules.events import (
    ActivityChange,
    Admit,
    Clash,
    Close,
    Consent,
    Event,
    Join,
    Link,
    PolicyChange,
    Reopen,
    Revoke,
    Void,
)
from checkin.rules.facts import Facts, gather
from checkin.rules.hours_change import NO_CHANGE, HoursChange, hours_change
from checkin.rules.record import fold
from storage.log.appended import (
    brought_by_a_kit,
    common_after,
    consents_after,
    ids_after,
    last_place,
    sent_by_the_district,
)
from storage.log.event_queries import EventQueries
from storage.record import without_collector
from storage.store import Store
from storage.supervision.concerned import COMMON_BODIES, ends_of_voids
from storage.supervision.consequences import change_by


def changed_by_facts(store: Store, place: int) -> HoursChange:
    """What the edits, closes, policies, links and consents behind a place of the log change, and the voids of such.

    An activity that came in whole changes nothing that was here, and its sessions are no change.
    """
    came = (*common_after(store.connection, place), *consents_after(store.connection, place))
    if any(isinstance(event.body, Revoke | Admit) for event in came):
        return _changed_by_lost_desks(store, {event.id for event in came}, place)
    return _changed_by(store, came)


def changed_by_a_kit(store: Store, before: Collection[str]) -> HoursChange:
    """As `changed_by_facts`, of what a newer kit brought; `before` are the ids of what the older one had brought."""
    came = brought_by_a_kit(store.connection)
    new = [event for id_, event in came.items() if id_ not in before]
    if any(isinstance(event.body, Revoke | Admit) for event in new):
        return _changed_by_lost_desks(store, {event.id for event in new}, last_place(store.connection))
    return _changed_by(store, new)


def _changed_by_lost_desks(store: Store, came: Collection[str], place: int) -> HoursChange:
    """What statements about lost desks, and the other common events that came with them, change of what was here before.

    `place` is that of the last event that was here. The whole record is read: it may be about everybody's sessions.
    """
    queries = EventQueries(store.connection)
    before = gather((event for event in queries.common() if event.id not in came), store.ledger.desk)
    queries.joins = before.joins
    new = ids_after(store.connection, place)
    with without_collector():
        was = fold(before, (event for event in queries.all() if event.id not in new))
        events = (event for event in store.ledger.queries.all() if event.id not in new)
        facts = store.ledger.facts()
        return hours_change(was.sessions, fold(facts, events).sessions, facts)


def _changed_by(store: Store, came: Sequence[Event]) -> HoursChange:
    if not came:
        return NO_CHANGE
    ids = {event.id for event in came}
    before = gather((event for event in store.ledger.queries.common() if event.id not in ids), store.ledger.desk)
    ends = ends_of_voids(store, came)
    return change_by(store, [event for event in came if _changes(store, event, ends.get(event.id, event), before)])


def _was_here(store: Store, event: Event, before: Facts) -> bool:
    """Whether an event is about an activity that was here, and not about another one that was made under the same code."""
    makings, body = store.ledger.facts().makings, event.body
    assert isinstance(body, ActivityChange | Close | Reopen)
    making = makings.by_id.get(body.making or event.id) or makings.making(body.activity, event.desk, event.id)
    return making is None or making.id in before.makings.by_id


def changed_by_the_district(store: Store, before: Collection[str]) -> HoursChange:
    """What the district's decisions change that came in by a receipt; `before` are the ids of those that were here."""
    sent = sent_by_the_district(store.connection)
    return change_by(store, [event for id_, event in sent.items() if id_ not in before])


def _changes(store: Store, event: Event, end: Event, before: Facts) -> bool:
    """Whether an event changes what holds here; `end` is what a void strikes out or brings back, else the event itself."""
    if end is not event:
        return isinstance(end.body, COMMON_BODIES) and not isinstance(end.body, Join | Void)
    match event.body:
        case ActivityChange(activity=key) | Close(activity=key) | Reopen(activity=key):
            return key in before.activities and _was_here(store, event, before)
        case Clash(target=target):
            return target in before.makings.by_id
        case PolicyChange() | Link() | Consent():
            return True
        case _:
            return False
