"""Which events stand, and in what order: the one place that says so (design §4).

An event stands that no void strikes out; of several that set one thing the last by (`at`, `id`) holds.
"""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable, Mapping

from checkin.rules.events import Event
from checkin.rules.voids import Moment, struck_out


def moment_of(event: Event) -> Moment:
    """`(at, id)`: what all events are ordered by, the same at every desk."""
    return (event.at, event.id)


def in_order(events: Iterable[Event]) -> list[Event]:
    """The events by (at, id), each once, struck out or not."""
    return sorted({event.id: event for event in events}.values(), key=moment_of)


def standing(events: Iterable[Event], struck: Container[str] = ()) -> list[Event]:
    """The events that no void strikes out, by (at, id), each once.

    The voids are looked for among `events`, which come in any order and with any repeats. `struck` holds ids that
    voids elsewhere strike out (`Facts.struck`), for callers that do not have all voids among their events.
    """
    known = {event.id: event for event in events}
    gone = struck_out(known.values())
    return sorted((e for id_, e in known.items() if id_ not in gone and id_ not in struck), key=moment_of)


def struck_by(events: Collection[Event]) -> Mapping[str, Event]:
    """Of each event that is struck out, by id, the void that strikes it: the earliest that stands itself."""
    struck = struck_out(events)
    voids = {event.id: event for event in events} if struck else {}
    return {target: voids[void] for target, (_at, void) in struck.items()}
