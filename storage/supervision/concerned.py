"""Whose sessions some events may change: so that only these people's sessions are folded."""

from __future__ import annotations

from collections.abc import Iterable

from checkin.rules.badge_numbers import is_badge_number
from checkin.rules.events import (
    ActivityChange,
    Add,
    Amend,
    Badge,
    Clock,
    Close,
    Consent,
    Event,
    Link,
    PolicyChange,
    Reopen,
    Scan,
)
from storage.log.appended import scanned_since
from storage.record import persons_in
from storage.store import Store


def concerned(store: Store, events: Iterable[Event]) -> set[str] | None:
    """The volunteers and unknown badges whose sessions the events may change; None for everybody.

    The events may be in the log or not. Whatever aims at another event concerns the people of that event too.
    """
    found: set[str] = set()
    given = {event.id: event for event in events}
    todo, seen = list(given.values()), set(given)
    while todo:
        event = todo.pop()
        theirs = _of_one(store, event)
        if theirs is None:
            return None
        found |= theirs
        target = getattr(event.body, "target", None)
        if target is not None and target not in seen:
            seen.add(target)
            todo += store.ledger.queries.by_ids({target})
    return found


def _of_one(store: Store, event: Event) -> set[str] | None:
    match event.body:
        case ActivityChange(activity=key) | Close(activity=key) | Reopen(activity=key):
            return persons_in(store, key)
        case PolicyChange(since=since):
            return _since(store, since)
        case Link(volunteer=one, same_as=other):
            return {one, other}
        case Clock():
            return None
        case Badge(badge=badge, volunteer=volunteer):
            return {badge, volunteer}
        case Scan(volunteer=None, badge=str() as badge):
            return {badge, store.ledger.holder_of_badge(badge, event.at).owner or badge}
        case Scan(volunteer=str() as volunteer) | Add(volunteer=volunteer) | Consent(volunteer=volunteer):
            return {volunteer}
        case Amend(volunteer=moved_to):
            return {moved_to} if moved_to else set()
        case _:
            return set()


def _since(store: Store, since: int) -> set[str]:
    """Who has a session that a policy from `since` (milliseconds) on may count."""
    queries, facts = store.ledger.queries, store.ledger.facts()
    found = scanned_since(store.connection, since)
    amends = [e for e in queries.of_kind("amend") if isinstance(e.body, Amend)]
    moved = {e.body.target for e in amends if isinstance(e.body, Amend) and (e.body.at or 0) >= since}
    # A scan that was given to another person or another time counts where it is now.
    amended = concerned(store, queries.by_ids(moved)) or set()
    found |= amended | {e.body.volunteer for e in amends if isinstance(e.body, Amend) and e.body.volunteer}
    for event in queries.of_kind("add"):
        if isinstance(event.body, Add) and (facts.activity(event.body.activity).start or event.at) >= since:
            found.add(event.body.volunteer)
    return found | {store.ledger.holder_of_badge(one).owner or one for one in found if is_badge_number(one)}
