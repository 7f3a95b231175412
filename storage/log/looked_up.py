"""Facts that are looked up when they are asked for: of a record with very many voids or transfers a scan needs a few."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cached_property

from checkin.rules.activities import Activity
from checkin.rules.brought_activities import brought_activity
from checkin.rules.events import Event, Transfer, Void
from checkin.rules.standing import order_key, struck_by
from storage.disk import sqlite
from storage.log.common_events import all_voids, transfers_by_activity, voids_of
from storage.log.events import stored_event

FEW = 1000
"""Up to so many are read at once, which nobody feels."""
_MOST_ASKED = 300
"""Whoever asks of more events than this, one by one, goes through a whole record: then all voids are read."""
_Order = tuple[int, str]
"""`(at, id)` of an event."""


class StruckOut(Mapping[str, _Order]):
    """`Facts.struck` by all voids of the log as it is now, and of `brought` ones, which stand beside it. Of a few events
    it is found by the voids that aim at them, and those that aim at these.
    """

    def __init__(self, connection: sqlite.Connection, up_to: int, brought: Iterable[Event]) -> None:
        self._connection = connection
        # Who compares what holds before and after a void still has these when it is in the log.
        self._up_to = up_to
        self._brought = tuple(brought)
        self._known: dict[str, _Order | None] = {}
        self._asked = 0

    @cached_property
    def _whole(self) -> Mapping[str, _Order]:
        return _orders([*all_voids(self._connection, "log", self._up_to), *self._brought])

    def look_up(self, ids: Iterable[str]) -> None:
        """Find out of many events at once whether they are struck out."""
        new = {id_ for id_ in ids if id_ not in self._known}
        aiming: dict[str, Event] = {}
        last = new
        while last and len(aiming) <= FEW:
            came = {event.id: event for event in self._aiming_at(last) if event.id not in aiming}
            last = set(came)
            aiming |= came
        # A longer chain, or so many of one event, are quicker read with all others.
        struck = self._whole if last else _orders(aiming.values())
        self._known |= {id_: struck.get(id_) for id_ in new}

    def _aiming_at(self, ids: set[str]) -> Iterator[Event]:
        for chunk in sqlite.in_chunks(ids):
            yield from voids_of(self._connection, "log", chunk, self._up_to)
        yield from (event for event in self._brought if isinstance(event.body, Void) and event.body.target in ids)

    def _found(self, key: str) -> _Order | None:
        if key not in self._known:
            self._asked += 1
            if "_whole" in self.__dict__ or self._asked > _MOST_ASKED:
                return self._whole.get(key)
            self.look_up((key,))
        return self._known[key]

    def __contains__(self, key: object) -> bool:
        return isinstance(key, str) and self._found(key) is not None

    def __getitem__(self, key: str) -> _Order:
        found = self._found(key)
        if found is None:
            raise KeyError(key)
        return found

    def __bool__(self) -> bool:
        """There are many voids; whether one of them stands is not asked for this."""
        return True

    def __iter__(self) -> Iterator[str]:
        return iter(self._whole)

    def __len__(self) -> int:
        return len(self._whole)


def _orders(voids: Collection[Event]) -> dict[str, _Order]:
    return {target: order_key(void) for target, void in struck_by(voids).items()}


class Brought(Mapping[str, Activity]):
    """Activities of other schools, by the transfers that name them (`Facts.brought`); these are read when somebody asks for one."""

    def __init__(self, connection: sqlite.Connection) -> None:
        self._connection = connection

    @cached_property
    def _transfers(self) -> Mapping[str, bytes]:
        return transfers_by_activity(self._connection)

    def __getitem__(self, key: str) -> Activity:
        transfer = stored_event(self._transfers[key]).body
        if not isinstance(transfer, Transfer):
            raise KeyError(key)
        return brought_activity(transfer)

    def __iter__(self) -> Iterator[str]:
        return iter(self._transfers)

    def __len__(self) -> int:
        return len(self._transfers)
