"""Which events stand, and in what order. Only this module decides it (design §4).

An event stands where no void strikes it out. Of several events that set one thing, the last by (`at`, `id`) holds.
"""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable, Mapping

from checkin.rules.events import Event
from checkin.rules.voids import OrderKey, struck_out


def order_key(event: Event) -> OrderKey:
    """`(at, id)` of an event: the key by which every desk sorts events."""
    return (event.at, event.id)


def in_order(events: Iterable[Event]) -> list[Event]:
    """The events by (at, id), each once, struck out or not."""
    return sorted({event.id: event for event in events}.values(), key=order_key)


def standing(events: Iterable[Event], struck: Container[str] = ()) -> list[Event]:
    """The events that no void strikes out, by (at, id), each once.

    The voids are looked for among `events`, which may come in any order and with repeats. `struck` holds ids that other
    voids strike out (`Facts.struck`), for callers that do not have all voids among their events.
    """
    known = {event.id: event for event in events}
    gone = struck_out(known.values())
    return sorted((e for id_, e in known.items() if id_ not in gone and id_ not in struck), key=order_key)


def struck_by(events: Collection[Event]) -> Mapping[str, Event]:
    """For each event that is struck out, by id, the earliest standing void that strikes it."""
    struck = struck_out(events)
    voids = {event.id: event for event in events} if struck else {}
    return {target: voids[void] for target, (_at, void) in struck.items()}
