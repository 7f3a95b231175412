"""What a process keeps of the log in memory between two transactions, and when it is read anew."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from checkin.rules.events import KEPT_KINDS, KIND_OF, Body, Event, Kind
from checkin.rules.facts import Facts
from checkin.rules.hours_apart import Apart
from storage.disk import sqlite
from storage.disk.connection import data_version
from storage.log.event_queries import EventQueries
from storage.log.kept_hours import MANY, KeptHours
from storage.log.personal_query import MOST_KEYS
from storage.log.read_facts import read_facts

if TYPE_CHECKING:
    from storage.log.many_numbers import ManyNumbers


class LastEvent(NamedTuple):
    """The last event of a desk's chain."""

    seq: int
    hash: str
    id: str


class LogMemory:
    """The facts, the last event of `desk` (its id), and `queries`, which remember how joined and lost desks are read. All are
    read anew where this connection or another one changed them.
    """

    def __init__(self, connection: sqlite.Connection, desk: str) -> None:
        self._connection = connection
        self.desk = desk
        self._queries: EventQueries | None = None
        self._facts: Facts | None = None
        self._facts_mark: tuple[object, ...] = ()
        self._last: LastEvent | None = None
        self._many: ManyNumbers | None = None
        self._hours: KeptHours | None = None
        self._version = self._shown_version = data_version(connection)

    @property
    def queries(self) -> EventQueries:
        """Made when it is asked for: what is forgotten before a rollback must not be read again before it."""
        if self._queries is None:
            self._queries = EventQueries(self._connection)
        return self._queries

    def facts(self) -> Facts:
        """What holds for everybody."""
        if self._facts is None:
            # The mark comes first: what is committed between the two is then read once more, and never missed.
            self._facts_mark = self.queries.common_mark()
            self._facts = read_facts(self._connection, self.queries, self.desk)
        return self._facts

    def for_scan(self, volunteer: str) -> Apart:
        """What the decision on a scan needs of a person, with a kept sum of hours where there are very many."""
        facts = self.facts()
        numbers = facts.numbers_of(volunteer)
        if self._hours is None:
            self._hours = KeptHours(self._connection)
        apart = self._hours.of(facts, numbers, self.queries)
        if apart is not None:
            return apart
        events = self.about(numbers, with_badges=facts.have_limits)
        return Apart(events) if len(events) <= MANY else self._hours.parted(facts, numbers, events, self.queries)

    def about(self, numbers: Sequence[str], *, with_badges: bool = True) -> list[Event]:
        """`EventQueries.about` of a person by all of that person's numbers, as the facts give them."""
        if len(numbers) <= MOST_KEYS or self.queries.joins:
            return self.queries.about(numbers, with_badges=with_badges)
        if self._many is None:
            # Loaded only where somebody linked hundreds of numbers.
            from storage.log.many_numbers import ManyNumbers

            self._many = ManyNumbers(self._connection, self.queries)
        return self._many.about(numbers)

    def last(self) -> LastEvent | None:
        """The last event of this desk; None where it has none."""
        if self._last is None:
            row = self._connection.execute(
                "SELECT seq, hash, id FROM log WHERE desk = ? ORDER BY seq DESC LIMIT 1", (self.desk,)
            ).fetchone()
            self._last = None if row is None else LastEvent(*row)
        return self._last

    def note_appended(self, body: Body, last: LastEvent) -> None:
        """This desk appended an event: forget only what it changes."""
        self._last = last
        kind = KIND_OF[type(body)]
        if kind in KEPT_KINDS or kind is Kind.TRANSFER:
            self._facts = self._many = None
        if kind in (Kind.JOIN, Kind.REVOKE, Kind.ADMIT) or (kind is Kind.VOID and self.queries.joins):
            self._queries = self._many = None

    def note_all_appended(self, last: LastEvent) -> None:
        """This desk appended several events of any kinds; this is the last of them."""
        self.forget_what_changed()
        self._last = last

    def changed_elsewhere(self) -> bool:
        """Whether another process committed since this was last asked."""
        version = data_version(self._connection)
        changed, self._shown_version = version != self._shown_version, version
        return changed

    def notice_others(self) -> None:
        """Forget what another connection may have changed. The facts often stay: a log may have 100,000 of the events from which
        they are made, and others commit all the time.
        """
        version = data_version(self._connection)
        if version != self._version:
            # Another process may have made this folder a desk of another one's team, with a new id (`take --foreign`).
            row = self._connection.execute("SELECT desk FROM identity").fetchone()
            self.desk = self.desk if row is None else str(row[0])
            self._version = version
            self.forget_what_changed()

    def forget_what_changed(self) -> None:
        """Forget what is kept, but for the facts where none of the events came from which they are made."""
        facts, mark, many = self._facts, self._facts_mark, self._many
        self.forget()
        if facts is not None and self.queries.common_mark() == mark:
            self._facts, self._facts_mark, self._many = facts, mark, many

    def forget(self) -> None:
        """Read everything anew when it is next asked for."""
        self._facts = self._last = self._queries = self._many = self._hours = None
