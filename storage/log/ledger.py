"""The log on disk, as the desk needs it (see `checkin.desk.Ledger`)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

from checkin.clock import Clock
from checkin.rules.events import Body, Event, Void
from checkin.rules.naming_makings import as_written, to_take_up
from checkin.rules.problems import Refused
from checkin.rules.signature import UNSIGNED, Signature
from checkin.rules.wire import NO_PREVIOUS
from storage.disk import sqlite
from storage.disk.heads.head_record import HeadRecord
from storage.disk.ids import new_id, raised_above
from storage.disk.opened.opened_files import OpenedFiles
from storage.log import meanings
from storage.log.events import INSERT, insert, insert_brought_events
from storage.log.log_memory import LastEvent
from storage.log.log_reader import LogReader
from storage.log.many_events import ChainedRows, chain_all
from storage.log.own_head import OwnHead
from storage.log.readable import check_clock, check_readable
from storage.log.taking_in import enter, forget_prepared, prepare


class SqliteLedger(LogReader):
    """The one writer of a desk's log. It writes `team` and `desk` into every event that it appends; `clock` gives the
    ids of events that it records by itself. After each commit the head of the chain goes into the `head` record too, and how many scans are held into the `held` record.
    """

    def __init__(
        self,
        connection: sqlite.Connection,
        team: str,
        desk: str,
        clock: Clock,
        head: HeadRecord | None = None,
        held: HeadRecord | None = None,
    ) -> None:
        super().__init__(connection, team, desk)
        self._clock = clock
        self._files = OpenedFiles(connection)
        self.head = OwnHead(connection, team, self._memory, clock, head, held)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Take the write lock at once (a deferred BEGIN would fail when it comes to write); commit or roll back.

        Raises Refused where the file is not the one that was opened: what is written there would be lost. It is asked again
        after the commit, so that nobody sees green for what went into a file that was deleted meanwhile.
        """
        if self._connection.in_transaction:
            yield
            return
        try:
            self._connection.execute("BEGIN IMMEDIATE")
            self._files.check_at_begin()
            self._memory.notice_others()
            yield
            self._connection.execute("COMMIT")
            self._files.check()
            self.head.keep_after_commit()
        except BaseException as error:
            # A full disk or a trigger may have rolled back already.
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
            # Only now: what is read anew must not be what was just taken back.
            self._memory.forget()
            self.head.forget_end()
            # SQLite may call a file that was deleted read-only, or say that the disk failed.
            if isinstance(error, sqlite.DatabaseError | Refused):
                self.check_files()
            raise

    def check_files(self) -> None:
        """Raises Refused where the record is not the file that was opened any more. What was committed before a file beside it
        was deleted is brought into the record then, where that can be. Needs to stand outside a transaction.
        """
        try:
            self._files.check()
        except Refused:
            self._files.save_what_is_committed()
            raise

    def look_through(self) -> None:
        """Begin to look at all pages of the record in a thread; `check_files` says then whether some are damaged."""
        self._files.look_through()

    def stop_looking(self) -> None:
        """End that look: nobody else has the record open then."""
        self._files.stop_looking()

    def take_up(self, activity: str) -> None:
        """Record which activity this desk means by a code; see `checkin.desk.Ledger`. Needs a transaction around it."""
        meanings.take_up(self, activity)

    def append(self, body: Body, *, at: int, event_id: str, signed: Signature = UNSIGNED) -> Event:
        """Chain and append an event; needs a transaction around it.

        Raises Refused for an event that no reader would take (design §3: what a desk can write, every reader takes).
        """
        body = as_written(body, self.facts().makings, self.desk)
        event = Event(event_id, at, self.team, self.desk, body, *signed)
        check_readable(event, self._clock.now())
        last = self._memory.last()
        seq, prev = (last.seq + 1, last.hash) if last else (1, NO_PREVIOUS)
        hash_, place = insert(self._connection, event, seq, prev)
        self._memory.note_appended(body, LastEvent(seq, hash_, event_id))
        self.head.note_end(seq, hash_, place)
        return event

    def record(self, body: Body, *, at: int | None = None, signed: Signature = UNSIGNED) -> Event:
        """Append an event with an id of its own, in a transaction (or in the one that is open).

        It holds from `at` on (milliseconds), else from now; its id is of now in both cases. Where another one that sets the same
        is dated a little later, it holds from behind that one on. Raises Refused where one dated much later would hold in its place.
        """
        return self.record_each([(body, signed)], at=at)[0]

    def record_each(self, bodies: Sequence[tuple[Body, Signature]], *, at: int | None = None) -> tuple[Event, ...]:
        """Append events of one instant as `record` does, each with its signature; all or none."""
        with self.transaction():
            now = self._clock.now()
            at = self._time_to_hold([body for body, _signed in bodies], now if at is None else at)
            if len(bodies) > 1 and all(isinstance(body, Void) and signed == bodies[0][1] for body, signed in bodies):
                return self._record_voids([body for body, _signed in bodies], at, bodies[0][1])
            return tuple(self._record(body, at, now, signed) for body, signed in bodies)

    def _record_voids(self, bodies: Sequence[Body], at: int, signed: Signature) -> tuple[Event, ...]:
        """At once: after each of them alone all that holds for everybody would be read anew. They name no activity."""
        events = tuple(self._risen(bodies, at, signed))
        self._write(chain_all(events, self._memory.last()))
        return events

    def _record(self, body: Body, at: int, now: int, signed: Signature) -> Event:
        activity = to_take_up(body)
        if activity is not None:
            self.take_up(activity)
        return self.append(body, at=at, event_id=self.rising_id(new_id(now)), signed=signed)

    def _time_to_hold(self, bodies: Iterable[Body], at: int) -> int:
        """The instant from which events of these bodies hold; see `storage.log.dated_later`."""
        # No scan comes here, but what a person decided: the desk's start does without it.
        from storage.log.dated_later import time_to_hold

        check_clock(self._clock.now())
        new = [Event("", at, self.team, self.desk, body) for body in bodies]
        return time_to_hold(self._connection, self.queries, self.facts(), new) if new else at

    def chain_ahead(self, bodies: Iterable[Body], *, signed: Signature) -> ChainedRows:
        """What `record_all` writes of these bodies, worked out and laid beside the log before that is locked; needs to stand
        outside a transaction. Raises Refused as `append` does.
        """
        self._memory.notice_others()
        ahead = chain_all(self._events_of(bodies, signed), self._memory.last())
        prepare(self._connection, ahead.rows)
        return ahead

    def forget_ahead(self) -> None:
        """Let go of what `chain_ahead` laid beside the log."""
        forget_prepared(self._connection)

    def follows(self, ahead: ChainedRows) -> bool:
        """Whether nothing came meanwhile into this desk's chain. Needs a transaction around it."""
        return ahead.before == self._memory.last()

    def record_all(self, bodies: Iterable[Body], *, signed: Signature, ahead: ChainedRows | None = None) -> None:
        """Append many events of now at once, in a transaction (or in the one that is open). None of them names an activity.

        `ahead` is what `chain_ahead` gave for them: where it still follows, scans wait only while it is written. Raises Refused as
        `append` does.
        """
        with self.transaction():
            if ahead is not None and self.follows(ahead):
                enter(self._connection)
                self._note_written(ahead)
            else:
                self._write(chain_all(self._events_of(bodies, signed), self._memory.last()))

    def _write(self, chained: ChainedRows) -> None:
        self._connection.executemany(INSERT, chained.rows)
        self._note_written(chained)

    def _note_written(self, chained: ChainedRows) -> None:
        if chained.last is not None:
            self._memory.note_all_appended(chained.last)
            self.head.read_end()

    def _events_of(self, bodies: Iterable[Body], signed: Signature) -> Iterator[Event]:
        """Events of these bodies, of now."""
        bodies = tuple(bodies)
        return self._risen(bodies, self._time_to_hold(bodies, self._clock.now()), signed)

    def _risen(self, bodies: Iterable[Body], at: int, signed: Signature) -> Iterator[Event]:
        """Events of these bodies at an instant, with ids that rise above all of this desk."""
        now, before = self._clock.now(), self._memory.last()
        event_id = "" if before is None else before.id
        for body in bodies:
            made = new_id(now)
            event_id = made if made > event_id else raised_above(event_id)
            event = Event(event_id, at, self.team, self.desk, body, *signed)
            check_readable(event, now)
            yield event

    def replace_kit_events(self, raw_events: Iterable[bytes]) -> None:
        """Keep these standing events of the team's first desk in place of the events of an older kit.

        They stand beside the log, for a chain has no gaps; an event in both counts once. Needs a transaction around it.
        """
        self._connection.execute("DELETE FROM kit_event")
        insert_brought_events(self._connection, "kit_event", raw_events)
        self._memory.forget()

    def continue_as(self, desk: str) -> None:
        """Write as the desk with another id from now on; its chain begins anew."""
        self._memory.desk = desk
        self._memory.forget()
        # What stood here is the end of the other chain.
        self.head.forget_end()
        self.head.read_end()

    def notice_taken(self) -> None:
        """Forget what is kept in memory: events of other desks or of the district came in on this connection."""
        self._memory.forget()
        self.head.read_end()

    def notice_appended(self) -> None:
        """As `notice_taken`, where events were only added to the log: without common ones among them the facts stay."""
        self._memory.forget_what_changed()
        self.head.read_end()
