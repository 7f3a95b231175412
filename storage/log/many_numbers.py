"""The events of a person with hundreds of linked numbers, kept between two scans: only what came since is read.

A school links two numbers of a pupil, perhaps three. Whoever writes a log to do harm links 100,000; to ask for each of
them takes a second, and a scan of that person must not take that long each time.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from checkin.rules.events import BESIDE_KINDS, Event, Scan, bodies_of
from storage.disk import sqlite
from storage.disk.schema import OF_SESSIONS
from storage.log.appended import last_place
from storage.log.event_queries import EventQueries
from storage.log.events import FOLD, folded_rows

_BESIDE = bodies_of(BESIDE_KINDS)
_MOST_NEW = 1000
"""Where more came since, everything is read anew."""


class _Known(NamedTuple):
    numbers: Sequence[str]
    keys: frozenset[str]
    place: int
    events: list[Event]
    ids: set[str]
    badges: set[str | None]
    targets: set[str | None]
    """What the events aim at: it may come later, with another desk's pack."""


class ManyNumbers:
    """What was read of such persons, by the number that stands for each. It holds as long as the facts do (`LogMemory`)."""

    def __init__(self, connection: sqlite.Connection, queries: EventQueries) -> None:
        self._connection = connection
        self._queries = queries
        self._known: dict[str, _Known] = {}

    def about(self, numbers: Sequence[str]) -> list[Event]:
        """As `EventQueries.about`, for all numbers of one person, first the one that stands."""
        known = self._known.get(numbers[0])
        known = self._gone_on(known) if known is not None and known.numbers == numbers else None
        if known is None:
            # What is committed between the two is then read once more, and never missed.
            place = last_place(self._connection)
            events = self._queries.about(numbers)
            badges, targets = ({getattr(e.body, name, None) for e in events} for name in ("badge", "target"))
            known = _Known(numbers, frozenset(numbers), place, events, {e.id for e in events}, badges, targets)
        self._known[numbers[0]] = known
        return list(known.events)

    def _gone_on(self, known: _Known) -> _Known | None:
        """With what came since; None where that is more than scans of these numbers."""
        last = last_place(self._connection)
        if last - known.place > _MOST_NEW:
            return None
        rows = self._connection.execute(f"{FOLD} log WHERE place > ? AND kind <> 'refuse'", (known.place,)).fetchall()
        for event in folded_rows(rows):
            body = event.body
            volunteer, badge = getattr(body, "volunteer", None), getattr(body, "badge", None)
            if event.id in known.targets:
                return None
            if isinstance(body, _BESIDE):
                continue
            if volunteer in known.keys and isinstance(body, Scan):
                if event.id not in known.ids:
                    known.events.append(event)
                    known.ids.add(event.id)
            elif volunteer in known.keys or (badge is not None and (badge in known.badges or badge in known.keys)):
                return None
        # Only now: it may aim at one of the scans that came with it.
        aimed = self._connection.execute(
            f"SELECT target FROM log WHERE place > ? AND target IS NOT NULL AND {OF_SESSIONS}", (known.place,)
        )
        return None if any(target in known.ids for (target,) in aimed) else known._replace(place=last)
