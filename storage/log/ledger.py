"""The log on disk, as the desk needs it (see `checkin.desk.Ledger`)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from checkin.clock import Clock
from checkin.rules.badge_holders import BadgeHolders, holder_of_card, holders_by_statements
from checkin.rules.badge_marks import badge_mark
from checkin.rules.badge_tenures import Holder
from checkin.rules.events import KEPT_KINDS, KIND_OF, ActivityChange, Body, Event, Kind, Refuse, Scan
from checkin.rules.facts import Facts, gather
from checkin.rules.makings import Makings
from checkin.rules.naming_makings import as_written, to_take_up
from checkin.rules.problems import Refused
from checkin.rules.signature import UNSIGNED, Signature
from checkin.rules.wire import NO_PREVIOUS
from storage.disk import sqlite
from storage.disk.connection import data_version
from storage.disk.heads.head_record import HeadRecord
from storage.disk.heads.recorded_head import RecordedHead
from storage.disk.ids import new_id, raised_above
from storage.disk.opened_files import OpenedFiles
from storage.log.appended import end_of_log
from storage.log.event_queries import EventQueries
from storage.log.events import insert_brought_events, insert_last
from storage.log.readable import check_readable


@dataclass(frozen=True, slots=True)
class _Last:
    """This desk's last event."""

    seq: int
    hash: str
    id: str


class SqliteLedger:
    """The one writer of a desk's log. It writes `team` and `desk` into every event that it appends; `clock` gives the
    ids of events that it records by itself. After each commit the head of the chain goes into the `head` record too.

    `facts` are kept between calls; they are read anew where this connection or another one changed them.
    """

    def __init__(
        self, connection: sqlite.Connection, team: str, desk: str, clock: Clock, head: HeadRecord | None = None
    ) -> None:
        self._connection = connection
        self._team = team
        self._desk = desk
        self._clock = clock
        self._facts: Facts | None = None
        self._facts_mark: tuple[object, ...] = ()
        self._last: _Last | None = None
        self._version = data_version(self._connection)
        self._shown_version = self._version
        self.queries = EventQueries(connection)
        self._files = OpenedFiles(connection)
        self._head = head
        self._end: tuple[int, str, int] | None = None
        """The end of the log as the open transaction leaves it (`end_of_log`); None where it appended nothing."""

    @property
    def desk(self) -> str:
        """The id of this desk."""
        return self._desk

    @property
    def team(self) -> str:
        """The code of this desk's team."""
        return self._team

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
            self._files.check()
            self._notice_others()
            yield
            self._connection.execute("COMMIT")
            self._files.check()
            if self._end is not None:
                self._keep(self._end)
        except BaseException as error:
            self._forget()
            self._end = None
            # A full disk or a trigger may have rolled back already.
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
            # SQLite may call a file that was deleted read-only, or say that the disk failed.
            if isinstance(error, sqlite.OperationalError | Refused):
                self.check_files()
            raise

    def keep_head(self, *, back: bool = False) -> None:
        """Put the end of the log into the head record; `back`: also where it names a later one, for events were lost."""
        self._keep(end_of_log(self._connection, self._desk), back=back)

    def keep_head_in(self, file: Path) -> None:
        """Put the end of the log into another file of heads too, as on a stick. Where it can't be written it stays as it is."""
        record = HeadRecord(file)
        end = end_of_log(self._connection, self._desk)
        record.write(RecordedHead(self._team, self._desk, *end, self._clock.now()))
        record.close()

    def _keep(self, end: tuple[int, str, int], *, back: bool = False) -> None:
        self._end = None
        if self._head is not None:
            self._head.write(RecordedHead(self._team, self._desk, *end, self._clock.now()), back=back)

    def check_files(self) -> None:
        """Raises Refused where the record is not the file that was opened any more. What was committed before a file beside it
        was deleted is brought into the record then, where that can be. Needs to stand outside a transaction.
        """
        try:
            self._files.check()
        except Refused:
            self._files.save_what_is_committed()
            raise

    def facts(self, before: str | None = None) -> Facts:
        """What holds for everybody: activities, policies, links, clock changes; see `checkin.desk.Ledger`."""
        if not self._connection.in_transaction:
            self._notice_others()
        if before is not None:
            return gather((e for e in self.queries.common() if e.desk != self._desk or e.id < before), self._desk)
        if self._facts is None:
            # The mark comes first: what is committed between the two is then read once more, and never missed.
            self._facts_mark = self.queries.common_mark()
            self._facts = gather(self.queries.common(), self._desk)
        return self._facts

    def changed_elsewhere(self) -> bool:
        """Whether another process committed since this was last asked."""
        version = data_version(self._connection)
        changed, self._shown_version = version != self._shown_version, version
        return changed

    def holder_of_badge(self, badge: str, at: int | None = None) -> Holder:
        """Who has a badge number at the instant `at` of a scan; with None, by everything that is recorded up to now."""
        return self._holders([badge]).holder(badge, at)

    def badges_of(self, volunteer: str) -> list[str]:
        """The badge numbers that a volunteer has in force, in the order in which they were issued."""
        return self._holders(self.queries.badges_named(volunteer)).badges_of(volunteer)

    def holder_of_card(self, text: str) -> Holder | None:
        """Who has a school's own card, by the register; None where nobody has it."""
        return holder_of_card(self._connection.execute("SELECT key, left FROM person WHERE card = ?", (text,)))

    def school_of_badge(self, badge: str) -> str | None:
        """The name of the school whose volunteer has a badge that is unknown here, by the district's kit."""
        row = self._connection.execute(
            "SELECT name FROM visitor_badge JOIN district_team ON code = team WHERE mark = ?", (badge_mark(badge),)
        ).fetchone()
        return None if row is None else str(row[0])

    def events_of(self, volunteer: str, before: str | None = None) -> Sequence[Event]:
        """All events about a volunteer or an unknown badge, with those of linked numbers; see `checkin.desk.Ledger`."""
        events = self.queries.about(self.facts().numbers_of(volunteer))
        if before is None:
            return events
        return [e for e in events if e.desk != self._desk or e.id < before]

    def find(self, arrival_id: str) -> Event | None:
        """The scan or refusal that an arrival with this id became."""
        last = self._last_event()
        if last is None or arrival_id > last.id:
            # Ids rise within a desk, and an event with a later id than its arrival's stands above both.
            return None
        for event in self.queries.arrived(arrival_id):
            if isinstance(event.body, Scan | Refuse):
                return event
        return None

    def rising_id(self, wanted: str) -> str:
        """`wanted`, or the next id above this desk's last where that is higher."""
        last = self._last_event()
        return wanted if last is None or wanted > last.id else raised_above(last.id)

    def take_up(self, activity: str) -> None:
        """Record which activity this desk means by a code; see `checkin.desk.Ledger`. Needs a transaction around it."""
        makings = self.facts().makings
        written, making = makings.to_write(activity, self._desk)
        if making is None:
            return
        before = makings.making(written, self._desk)
        if before not in (None, making) and (written, self._desk) not in makings.bindings:
            # What was recorded up to now stays where it was.
            self.record(ActivityChange(written, {}, making=before.id))
        self.record(ActivityChange(written, {}, making=making.id))

    def keep_meanings(self, before: Makings, desk: str | None = None) -> None:
        """Events of other desks came in: where one of them makes a code that meant another activity here, record that one,
        so that nothing moves that this desk recorded. Needs a transaction around it.

        `before` are the makings that were known before. What this desk made itself needs no such word. `desk` is the id that
        this desk had before, where it goes on under a new one.
        """
        after = self.facts().makings
        for activity in sorted(after.shared):
            meant = before.making(activity, desk or self._desk)
            known = meant is not None and meant.id in after.by_id
            if meant is not None and known and (activity, self._desk) not in after.bindings:
                self.record(ActivityChange(activity, {}, making=meant.id))

    def go_on_as(self, old_desk: str) -> None:
        """This desk goes on in the place of another (its id): by codes that several desks made it means what that one meant."""
        makings = self.facts().makings
        for activity in sorted(makings.shared):
            meant = makings.making(activity, old_desk)
            if meant is not None and (activity, old_desk) in makings.bindings:
                self.record(ActivityChange(activity, {}, making=meant.id))

    def append(self, body: Body, *, at: int, event_id: str, signed: Signature = UNSIGNED) -> Event:
        """Chain and append an event; needs a transaction around it.

        Raises Refused for an event that no reader would take (design §3: what a desk can write, every reader takes).
        """
        body = as_written(body, self.facts().makings, self._desk)
        event = Event(event_id, at, self._team, self._desk, body, *signed)
        check_readable(event)
        last = self._last_event()
        seq, prev = (last.seq + 1, last.hash) if last else (1, NO_PREVIOUS)
        hash_, place = insert_last(self._connection, event, seq, prev)
        self._last, self._end = _Last(seq, hash_, event_id), (seq, hash_, place)
        kind = KIND_OF[type(body)]
        if kind in KEPT_KINDS:
            self._facts = None
        if kind in (Kind.JOIN, Kind.REVOKE, Kind.ADMIT) or (kind is Kind.VOID and self.queries.joins):
            self.queries = EventQueries(self._connection)
        return event

    def record(self, body: Body, *, at: int | None = None, signed: Signature = UNSIGNED) -> Event:
        """Append an event with an id of its own, in a transaction (or in the one that is open).

        It holds from `at` on (milliseconds), else from now; its id is of now in both cases.
        """
        with self.transaction():
            now = self._clock.now()
            activity = to_take_up(body)
            if activity is not None:
                self.take_up(activity)
            event_id = self.rising_id(new_id(now))
            return self.append(body, at=now if at is None else at, event_id=event_id, signed=signed)

    def replace_kit_events(self, raw_events: Iterable[bytes]) -> None:
        """Keep these standing events of the team's first desk in place of the events of an older kit.

        They stand beside the log, for a chain has no gaps; an event in both counts once. Needs a transaction around it.
        """
        self._connection.execute("DELETE FROM kit_event")
        insert_brought_events(self._connection, "kit_event", raw_events)
        self._forget()

    def continue_as(self, desk: str) -> None:
        """Write as the desk with another id from now on; its chain begins anew."""
        self._desk = desk
        self._forget()
        # What stood here is the end of the other chain.
        self._end = end_of_log(self._connection, desk) if self._connection.in_transaction else None

    def notice_taken(self) -> None:
        """Forget what is kept in memory: events of other desks or of the district came in on this connection."""
        self._forget()
        if self._connection.in_transaction:
            self._end = end_of_log(self._connection, self._desk)

    def _holders(self, badges: Iterable[str]) -> BadgeHolders:
        return holders_by_statements({badge: self.queries.about_badge(badge) for badge in badges}, self.facts().struck)

    def _last_event(self) -> _Last | None:
        if self._last is None:
            row = self._connection.execute(
                "SELECT seq, hash, id FROM log WHERE desk = ? ORDER BY seq DESC LIMIT 1", (self._desk,)
            ).fetchone()
            self._last = None if row is None else _Last(*row)
        return self._last

    def _notice_others(self) -> None:
        """Forget what is kept in memory, where another connection has committed. The facts stay where it wrote none of
        the events from which they are made: a log may have 100,000 of those, and others commit all the time.
        """
        version = data_version(self._connection)
        if version != self._version:
            # Another process may have made this folder a desk of another one's team, with a new id (`take --foreign`).
            row = self._connection.execute("SELECT desk FROM identity").fetchone()
            self._desk = self._desk if row is None else str(row[0])
            facts, mark = self._facts, self._facts_mark
            self._forget()
            self._version = version
            if facts is not None and self.queries.common_mark() == mark:
                self._facts = facts

    def _forget(self) -> None:
        self._facts = self._last = None
        self.queries = EventQueries(self._connection)
