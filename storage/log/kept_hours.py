"""The sum of the hours that nobody scanned, of people who have hundreds of them: kept, so that a scan does not read them all.

A pupil claims three times a year, perhaps ten. Whoever writes a log to do harm claims 100,000 times for one person, and a scan of
that person must not fold all of that each time, only to say how much it is "so far". Nothing but that answer rests on the sum.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from checkin.rules.events import BESIDE_KINDS, HOURS_KINDS, Confirm, Event, Kind
from checkin.rules.facts import Facts
from checkin.rules.hours_apart import Apart, hours_apart
from storage.disk import sqlite
from storage.disk.schema import COMMON, NO_SCANS, in_sql
from storage.log.appended import last_place
from storage.log.event_queries import EventQueries
from storage.log.personal_query import MOST_KEYS, marks

MANY = 200
"""Up to so many are read at each scan, which nobody feels."""
_WRITTEN_AGAIN = 1000
"""After so many events the place is written again up to which nothing changed a sum."""
_OF_ALL = (Kind.POLICY, Kind.JOIN, Kind.REVOKE, Kind.ADMIT)
_AIMING = (Kind.JUDGE, Kind.CONFIRM, Kind.OBJECTION)
_OF_PERSON = (Kind.BADGE, Kind.CONSENT)
_OTHERS = in_sql((Kind.SCAN, Kind.REFUSE, Kind.AMEND, Kind.RULE, Kind.ADD, *BESIDE_KINDS))
"""Kinds of events no void or confirmation of which changes such hours."""


class _Kept(NamedTuple):
    mark: str
    place: int
    minutes: int


class KeptHours:
    """The sums in the table `kept_hours`, by the number that stands for a person. Whether one still holds is found by what came
    into the log behind its place. Make a new object after a rollback.
    """

    def __init__(self, connection: sqlite.Connection) -> None:
        self._connection = connection
        # A value of another type, which a damaged file may hold, is as none.
        sound = "typeof(place) = 'integer' AND typeof(minutes) = 'integer'"
        rows = connection.execute(f"SELECT volunteer, mark, place, minutes FROM kept_hours WHERE {sound}")
        self._kept = {volunteer: _Kept(*rest) for volunteer, *rest in rows}

    def of(self, facts: Facts, numbers: Sequence[str], queries: EventQueries) -> Apart | None:
        """What a scan needs of a person by all of that person's numbers, with the kept sum; None where none is kept that holds."""
        kept = self._kept.get(numbers[0])
        if kept is None or facts.makings.shared or kept.mark != _mark(numbers, queries):
            return None
        # What is committed after it is looked at once more, and never missed.
        place = last_place(self._connection)
        if self._is_changed(numbers, kept.place):
            return None
        rest = queries.about_without_hours(numbers)
        if self._name_others(rest, queries):
            return None
        if place - kept.place > _WRITTEN_AGAIN:
            self._keep(numbers[0], kept._replace(place=place))
        return Apart(rest, kept.minutes)

    def parted(self, facts: Facts, numbers: Sequence[str], events: Sequence[Event], queries: EventQueries) -> Apart:
        """The same of all events of a person; the sum is kept where there are many hours in it."""
        if len(numbers) > MOST_KEYS or queries.are_read_otherwise:
            return Apart(events)
        apart = hours_apart(facts, numbers[0], events)
        if apart is None or len(events) - len(apart.events) <= MANY:
            return Apart(events)
        self._keep(numbers[0], _Kept(_mark(numbers, queries), last_place(self._connection), apart.minutes))
        return apart

    def _keep(self, volunteer: str, kept: _Kept) -> None:
        # Outside of a transaction others may commit meanwhile.
        if self._connection.in_transaction:
            self._connection.execute("REPLACE INTO kept_hours VALUES (?, ?, ?, ?)", (volunteer, *kept))
            self._kept[volunteer] = kept

    def _is_changed(self, numbers: Sequence[str], place: int) -> bool:
        """Whether anything behind a place may change the sum; no scan does."""
        statement = _changed(len(numbers))
        return self._connection.execute(statement, (place, *numbers)).fetchone() is not None

    def _name_others(self, rest: Sequence[Event], queries: EventQueries) -> bool:
        """Whether a confirmation in the rest names events that are not: they may belong to the hours."""
        named = {id_ for event in rest if isinstance(event.body, Confirm) for id_ in event.body.events}
        return bool(queries.by_ids(named - {event.id for event in rest}))


def _mark(numbers: Sequence[str], queries: EventQueries) -> str:
    """What a sum was made of and with: another version may count otherwise, and what a kit brought is replaced as a whole."""
    return repr((_version(), tuple(numbers), queries.brought_mark()))


@cache
def _version() -> str:
    # Loaded only for such people.
    from importlib.metadata import version

    return version("hourdesk")


@lru_cache(maxsize=8)
def _changed(numbers: int) -> str:
    theirs = f"volunteer IN ({marks(2, numbers)})"
    target = f"t.kind IN ({_OTHERS}) OR t.volunteer NOT IN ({marks(2, numbers)})"
    aims = f"e.place > ?1 AND NOT coalesce({target}, 0)"
    parts = [f"SELECT 1 FROM log WHERE kind IN ({COMMON}) AND kind = '{kind}' AND place > ?1" for kind in _OF_ALL]
    parts += [
        f"SELECT 1 FROM log WHERE {theirs} AND kind = '{kind}' AND badge IS NULL AND {NO_SCANS} AND place > ?1"
        for kind in HOURS_KINDS
    ]
    parts += [
        f"SELECT 1 FROM log WHERE {theirs} AND kind = '{kind}' AND {NO_SCANS} AND place > ?1" for kind in _OF_PERSON
    ]
    aiming = [f"e.kind = '{kind}' AND e.kind <> 'scan' AND e.kind <> 'refuse'" for kind in _AIMING]
    aiming.append(f"e.kind IN ({COMMON}) AND e.kind = '{Kind.VOID}'")
    parts += [f"SELECT 1 FROM log e LEFT JOIN log t ON t.id = e.target WHERE {which} AND {aims}" for which in aiming]
    return f"{' UNION ALL '.join(parts)} LIMIT 1"
