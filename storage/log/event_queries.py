"""What the rules need from the log, by index: the events of one volunteer, of one activity, or all of them.

A void, an amendment or a ruling names only its event, so each answer also has the events that aim at it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import product
from typing import Any

from checkin.rules.badge_tenures import BadgeStatement
from checkin.rules.events import (
    KEPT_KINDS,
    RECOGNISING_KINDS,
    SET_ASIDE,
    THING_KINDS,
    Amend,
    Badge,
    Event,
    HandBack,
    HandOut,
    Kind,
    Revoke,
    Scan,
    SetAside,
    Void,
    bodies_of,
)
from checkin.rules.facts import gather
from checkin.rules.joins import Joins
from checkin.rules.lost_desks import heirs_revoked
from checkin.rules.standing import struck_by
from storage.disk import sqlite
from storage.disk.schema import COMMON, NO_SCANS, OF_SESSIONS, in_sql
from storage.log.events import (
    DISTRICT_EVENT,
    FOLD,
    FOLD_SCANS,
    folded_rows,
    stored_event,
    stored_judged,
)
from storage.log.heirs import heirs
from storage.log.json_rows import SCANS, own_events, scans_in
from storage.log.personal_query import MOST_KEYS, own_query, personal_query

_NO_VOID = "kind <> 'void'"
_READ_OTHERWISE = f"kind IN ({COMMON}) AND kind IN ('{Kind.JOIN}', '{Kind.REVOKE}')"
"""Kinds by which events of other desks are read otherwise than they are written, or not at all."""
_OF_THINGS = f"kind IN ({in_sql(THING_KINDS)}) AND {NO_SCANS}"
_THINGS_OF = f"+{_OF_THINGS}"
"""The same for a query by volunteer: without the index of kinds, for a scan asks it of one person among thousands of things."""
_STANDING = (Kind.BADGE, Kind.CONSENT, Kind.PURGE)
_LEADS_NOWHERE = frozenset(bodies_of((Kind.SCAN, Kind.BADGE, Kind.CONSENT, *THING_KINDS)))
"""Events of kinds that name no other event; a scan of a badge that its desk did not know is looked up all the same."""
_make: Any = tuple.__new__
"""Values in one query: SQLite takes at most 999 in older builds."""


Spans = Sequence[tuple[int, int]]
"""Times from a first to a last instant, in milliseconds."""


class EventQueries:
    """Reads of the log, and of the events that a kit and the district brought. An event in two of them is
    given twice, which no rule minds. Numbers of joined desks are read as they count here (`checkin.rules.joins`), and
    what a lost desk said too late is left out, but for its scans and added hours, which the fold lists.

    Make a new object after a kit or a receipt was taken, or a desk was joined or revoked.
    """

    def __init__(self, connection: sqlite.Connection) -> None:
        self._connection = connection
        brought = [
            t for t in ("kit_event", "district_event") if connection.execute(f"SELECT 1 FROM {t} LIMIT 1").fetchone()
        ]
        self.tables = ("log", *brought)
        self._about_badge = [
            f"SELECT at, id, team, volunteer, state, desk FROM {table} WHERE badge = ? AND kind = 'badge'"
            for table in self.tables
        ]
        # A query of its own, by the same index, for only few records have joined or lost desks at all.
        self.joins = Joins()
        self.are_read_otherwise = any(
            connection.execute(f"SELECT 1 FROM {t} WHERE {_READ_OTHERWISE} LIMIT 1").fetchone() for t in self.tables
        )
        if self.are_read_otherwise:
            self.joins = gather(self.common()).joins

    def common(self) -> list[Event]:
        """All events that hold for everybody, and every void; and what revocations among them mean for copies of a lost desk."""
        events = self._where(f"kind IN ({COMMON})")
        if any(isinstance(event.body, Revoke) for event in events):
            events += heirs_revoked(events, heirs(self._connection))
        return events

    def naming(self) -> list[Event]:
        """Events that name activities of other schools: hours that somebody brought."""
        return self._where(f"kind = ? AND {NO_SCANS}", [str(Kind.TRANSFER)])

    def common_mark(self) -> tuple[object, ...]:
        """A value that changes whenever `common` or `naming` gives something else, read in a moment however many events there are."""
        last = f"SELECT rowid FROM log WHERE kind IN ({COMMON}) AND kind = ? ORDER BY rowid DESC LIMIT 1"
        marks = [self._connection.execute(last, (str(kind),)).fetchone() for kind in KEPT_KINDS]
        named = f"SELECT rowid FROM log WHERE kind = '{Kind.TRANSFER}' AND {NO_SCANS} ORDER BY rowid DESC LIMIT 1"
        marks.append(self._connection.execute(named).fetchone())
        # What a kit or a receipt brought is replaced as a whole.
        marks += self.brought_mark()
        if self.are_read_otherwise:
            marks.append(tuple(heirs(self._connection)))
        return (self.tables, *marks)

    def brought_mark(self) -> list[tuple[object, ...]]:
        """A value that changes whenever something else was brought."""
        return [self._connection.execute(f"SELECT count(*), max(id) FROM {t}").fetchone() for t in self.tables[1:]]

    def about(self, keys: Collection[str], spans: Spans | None = None, *, with_badges: bool = True) -> list[Event]:
        """All events about these volunteers (`TEAM/NUMBER`) or unknown badges that may change their sessions, and what aims at them.

        Voids are not among them: `common` has every void, so the facts say which events are struck out. With `spans` of
        their scans only those in one of these times, amended scans too wherever they were scanned. Without `with_badges` what is said of
        badges may be missing: it changes nothing but which kind of person somebody is.
        """
        if spans is None and not self.joins and len(keys) <= MOST_KEYS:
            return self._about_at_once(keys, with_badges)
        events = self._of_volunteers(self.joins.written_as({k for k in keys if "/" in k}), spans)
        if self.joins:
            # Somebody else may have the same number at a joined desk.
            events = [e for e in events if getattr(e.body, "volunteer", None) in keys]
        badges = {e.body.badge for e in events if isinstance(e.body, Badge)} | {k for k in keys if "/" not in k}
        before = self._by("badge", badges, "kind = 'scan'")
        if before:
            # Scans of a number before it was known whose it is; it may have been given to somebody else since.
            events += before
            events += self._by("badge", badges, "kind = 'badge'", have={e.id for e in events})
        # A scan that was given to this volunteer by an amendment is found through the amendment.
        have = {e.id for e in events}
        events += self._by("id", {e.body.target for e in events if isinstance(e.body, Amend)} - have)
        return self._with_aiming(events, OF_SESSIONS)

    def _about_at_once(self, keys: Collection[str], with_badges: bool) -> list[Event]:
        """The same by one statement. Few people have events from which more follows: those are read step by step."""
        numbers, badges = [k for k in keys if "/" in k], [k for k in keys if "/" not in k]
        execute = self._connection.execute
        own: tuple[list[Event], bool] | None = None
        if sqlite.HAS_JSON and not badges:
            with suppress(sqlite.OperationalError, ValueError):
                # A damaged value is no JSON; below it is named.
                own = own_events(execute(own_query(self.tables, len(numbers), with_badges), numbers))
        if own is None:
            events = folded_rows(execute(personal_query(self.tables, len(numbers), len(badges)), (*numbers, *badges)))
        else:
            events, are_plain = own
            if are_plain:
                # Nearly everybody's at the gate, where all wait for it.
                return events
        return self._with_more(events, keys, badges)

    def about_without_hours(self, numbers: Collection[str]) -> list[Event]:
        """As `about` of one person by all numbers, without claims, hours of another school and what aims at them, however many there
        are. Of records without joins (`are_read_otherwise`), and of few numbers.
        """
        query = personal_query(self.tables, len(numbers), 0, hours=False)
        return self._with_more(folded_rows(self._connection.execute(query, tuple(numbers))), numbers, ())

    def _with_more(self, events: list[Event], keys: Collection[str], badges: Collection[str]) -> list[Event]:
        """What was read by one statement about these numbers and badges, with what follows from it."""
        if all(type(e.body) in _LEADS_NOWHERE and (type(e.body) is not Scan or e.body.badge is None) for e in events):
            return events
        aiming = {
            e.id for e in events if not isinstance(e.body, Scan) and getattr(e.body, "volunteer", None) not in keys
        }
        have = {e.id for e in events}
        more: list[Event] = []
        unknown = {e.body.badge for e in events if isinstance(e.body, Scan) and e.body.badge}
        if unknown:
            theirs = {e.body.badge for e in events if isinstance(e.body, Badge)}
            more += self._by("badge", {*theirs, *badges}, "kind = 'badge'", have)
        more += self._by("id", {e.body.target for e in events if isinstance(e.body, Amend)} - have)
        events += more
        return self._with_aiming(events, OF_SESSIONS, aiming | {e.id for e in more}) if aiming or more else events

    def about_badge(self, badge: str) -> list[BadgeStatement]:
        """All statements about one badge number, struck out or not, by (at, id); from an index, for every scan asks."""
        joins, found = self.joins, set[BadgeStatement]()
        for statement in self._about_badge:
            for at, id_, team, volunteer, state, desk in self._connection.execute(statement, (badge,)):
                if not joins:
                    found.add(_make(BadgeStatement, (at, id_, team, volunteer, state)))
                elif joins.counts(team, desk, id_):
                    found.add(BadgeStatement(at, id_, team, joins.number(desk, volunteer), state))
        return sorted(found)

    def badges_named(self, volunteer: str) -> set[str]:
        """The badge numbers that were ever issued to a volunteer or revoked, struck out or not."""
        found: set[str] = set()
        for table, written in product(self.tables, self.joins.written_as({volunteer})):
            rows = self._connection.execute(
                f"SELECT badge, desk FROM {table} "
                "WHERE volunteer = ? AND kind = 'badge' AND kind <> 'scan' AND kind <> 'refuse'",
                (written,),
            )
            found.update(badge for badge, desk in rows if self.joins.number(desk, written) == volunteer)
        return found

    def in_activity(self, keys: Collection[str]) -> list[Event]:
        """All events that name an activity by one of these keys, without voids (see `about`); of each volunteer in it only
        what happened there.
        """
        events = self._by("activity", keys, "kind <> 'refuse'")
        have = {e.id for e in events}
        events += self._by("id", {e.body.target for e in events if isinstance(e.body, Amend)} - have)
        unknown = {e.body.badge for e in events if isinstance(e.body, Scan) and e.body.badge}
        events += self._by("badge", unknown, "kind = 'badge'")
        return self._with_aiming(events, _NO_VOID)

    def arrived(self, arrival_id: str) -> list[Event]:
        """The event that an arrival became, with operator and reason; empty where there is none."""
        rows = self._connection.execute(
            # An event that took a later id keeps its own arrival's: another arrival may have been made with that later one.
            "SELECT raw FROM log WHERE id = ? AND arrival IS NULL UNION ALL SELECT raw FROM log WHERE arrival = ?",
            (arrival_id, arrival_id),
        )
        return self._read(whole_events(rows))

    def by_ids(self, ids: Collection[str]) -> list[Event]:
        """The events with these ids, whole."""
        found: list[Event] = []
        for chunk in sqlite.in_chunks(ids):
            marks = ", ".join("?" * len(chunk))
            for table in self.tables:
                rows = self._connection.execute(f"SELECT raw FROM {table} WHERE id IN ({marks})", chunk)
                found += judged_events(rows, table)
        return self._read(found)

    def aiming_at(self, ids: Collection[str]) -> list[Event]:
        """All events that aim at these ids, and what aims at them."""
        return self.completed(self._by("target", ids))

    def of_kind(self, kind: str) -> list[Event]:
        """All events of one kind, and the voids that aim at them."""
        also = "1" if kind in (Kind.SCAN, Kind.REFUSE) else NO_SCANS
        return self.completed(self._where(f"kind = ? AND {also}", [kind]))

    def later(self, kinds: Collection[Kind], at: int) -> list[Event]:
        """All events of these kinds that are not dated before `at` (milliseconds), and the voids that aim at them."""
        return self.completed(self._where(f"kind IN ({in_sql(kinds)}) AND {NO_SCANS} AND at >= ?", [at]))

    def dated_after(self, kind: Kind, at: int, column: str = "", values: Collection[str] = ()) -> list[Event]:
        """The events of a kind that are dated after `at` (milliseconds), without voids (see `about`): all, or those that hold one of
        these values in a column.
        """
        later = f"kind = '{kind}' AND {NO_SCANS} AND at > {int(at)}"
        if not column:
            return self._where(later)
        return self._by(column, self.joins.written_as(values) if column == "volunteer" else values, later)

    def things(self, *, of: Collection[str] | None = None, activities: Collection[str] | None = None) -> list[Event]:
        """What was handed out and given back, without voids (see `about`): of these volunteers, in activities by these keys, or all."""
        if of is not None:
            found = self._by("volunteer", self.joins.written_as(of), _THINGS_OF)
            return [e for e in found if isinstance(e.body, HandOut | HandBack) and e.body.volunteer in of]
        return self._where(_OF_THINGS) if activities is None else self._by("activity", activities, _OF_THINGS)

    def recognising(self, keys: Collection[str]) -> list[Event]:
        """What these volunteers were given beside hours, and what they exchanged, without voids (see `about`)."""
        also = f"+kind IN ({in_sql(RECOGNISING_KINDS)}) AND {NO_SCANS}"
        found = self._by("volunteer", self.joins.written_as(keys), also)
        return [e for e in found if getattr(e.body, "volunteer", None) in keys]

    def standing(self) -> list[bytes]:
        """The bytes of all events that another desk of the team must have: common events, badges, consents, what was purged,
        their voids; those that are set aside here too, for a newer version may read them.
        """
        common = [event for event in self.common() if not isinstance(event.body, Void)]
        others = self._where(f"kind IN ({in_sql(_STANDING)}) AND {NO_SCANS}")
        events = self.completed(common + others + self.set_aside({*KEPT_KINDS, *_STANDING}))
        wanted = dict.fromkeys(event.id for event in sorted(events, key=lambda e: e.id))
        found: dict[str, bytes] = {}
        for chunk in sqlite.in_chunks(wanted):
            marks = ", ".join("?" * len(chunk))
            for table in self.tables:
                found.update(self._connection.execute(f"SELECT id, raw FROM {table} WHERE id IN ({marks})", chunk))
        return [found[id_] for id_ in wanted if id_ in found]

    def set_aside(self, kinds: Collection[str] | None = None) -> list[Event]:
        """The events that are set aside, with their reasons; of some kinds, or all."""
        found: list[Event] = []
        for table in self.tables:
            rows = self._connection.execute(f"SELECT raw FROM {table} WHERE kind = '{SET_ASIDE}'")
            found += judged_events(rows, table)
        return [e for e in found if kinds is None or (isinstance(e.body, SetAside) and e.body.kind in kinds)]

    def last_scan(self, desk: str, counts: Callable[[Event], bool] = lambda _event: True) -> Event | None:
        """The latest scan of a desk that no void strikes out, whole, of those that `counts` lets count."""
        rows = self._connection.execute(
            "SELECT raw FROM log WHERE desk = ? AND kind = 'scan' ORDER BY seq DESC LIMIT 1000", (desk,)
        )
        for event in whole_events(rows):
            if counts(event) and event.id not in struck_by(self.completed([event])):
                return event
        return None

    def all(self) -> list[Event]:
        """Every event here, as the fold reads it."""
        found: list[Event] = []
        for table in self.tables:
            found += self._all_scans(table)
            rows = self._connection.execute(
                f"{FOLD_SCANS} {table} WHERE kind = 'scan' AND volunteer IS NULL AND badge IS NOT NULL "
                f"UNION ALL {FOLD} {table} WHERE kind <> 'scan' AND kind <> 'refuse'"
            )
            found += folded_rows(rows)
        return self._read(found)

    def _all_scans(self, table: str) -> list[Event]:
        """The scans of everybody who was known, in one text for each volunteer."""
        known = f"{table} WHERE kind = 'scan' AND volunteer IS NOT NULL"
        if sqlite.HAS_JSON:
            with suppress(sqlite.OperationalError, ValueError):
                # A damaged value is no JSON; below it is named.
                return scans_in(self._connection.execute(f"SELECT {SCANS} FROM {known} GROUP BY volunteer"))
        return folded_rows(self._connection.execute(f"{FOLD_SCANS} {known}"))

    def _of_volunteers(self, keys: Collection[str], spans: Spans | None = None) -> list[Event]:
        """The events that name these volunteers: scans by their own index, the few other events by another."""
        found: list[Event] = []
        # A confirmation, of which there is one for each session, comes with the scan at which it aims.
        then, others = ("1", "1") if spans is None else (_within(spans), "kind <> 'confirm'")
        for chunk in sqlite.in_chunks(keys):
            theirs = f"volunteer IN ({', '.join('?' * len(chunk))})"
            for table in self.tables:
                rows = self._connection.execute(
                    f"{FOLD_SCANS} {table} WHERE kind = 'scan' AND {theirs} AND {then} "
                    f"UNION ALL {FOLD} {table} WHERE {theirs} AND {NO_SCANS} AND {OF_SESSIONS} AND {others}",
                    (*chunk, *chunk),
                )
                found += folded_rows(rows)
        return self._read(found)

    def completed(self, events: list[Event]) -> list[Event]:
        """`events` with everything that aims at them, directly or through another event."""
        return self._with_aiming(events, "1")

    def _with_aiming(self, events: list[Event], condition: str, new: Collection[str] | None = None) -> list[Event]:
        """`events` with all for which a SQL condition holds and which aim at them. A chain may be 20,000 voids long.

        `new` are the ids at which aiming ones are not among `events` yet; None for all.
        """
        found, have = list(events), {event.id for event in events}
        new = set(have) if new is None else set(new)
        while new:
            aiming = self._by("target", new, condition, have)
            new = {event.id for event in aiming}
            found += aiming
            have |= new
        return found

    def _by(self, column: str, values: Collection[str], also: str = "1", have: Collection[str] = ()) -> list[Event]:
        found: list[Event] = []
        for chunk in sqlite.in_chunks(values):
            marks = ", ".join("?" * len(chunk))
            found += self._where(f"{column} IN ({marks}) AND {also}", chunk, have)
        return found

    def _where(self, condition: str, values: Iterable[Any] = (), have: Collection[str] = ()) -> list[Event]:
        """The events for which a SQL condition holds; `have` are ids that need not be read again."""
        found: list[Event] = []
        for table in self.tables:
            rows = self._connection.execute(f"{FOLD} {table} WHERE {condition}", tuple(values))
            found += folded_rows(row for row in rows if row[0] not in have) if have else folded_rows(rows)
        return self._read(found)

    def _read(self, events: Iterable[Event]) -> list[Event]:
        """The events with the numbers that count here; those of desks whose join was struck out are left out."""
        if self.joins:
            return self.joins.read_all(events)
        return events if isinstance(events, list) else list(events)


def _within(spans: Spans) -> str:
    """A SQL condition: the time of an event lies in one of the spans."""
    return f"({sqlite.any_of([f'at BETWEEN {int(first)} AND {int(last)}' for first, last in spans])})"


def whole_events(rows: Iterable[tuple[bytes]]) -> Iterator[Event]:
    """The events of rows that hold their bytes, of kinds that the query named: what is set aside is none of them."""
    for (raw,) in rows:
        yield stored_event(raw)


def judged_events(rows: Iterable[tuple[bytes]], table: str = "log") -> Iterator[Event]:
    """The events of rows of any kind, which hold their bytes; with a body `SetAside` where their content can't be so."""
    for (raw,) in rows:
        yield stored_judged(raw, any_team=table == DISTRICT_EVENT)
