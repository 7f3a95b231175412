"""Hours that are due to another system: new ones, ones that changed since they were reported, and ones left over."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from checkin.rules.facts import Facts
from checkin.rules.period import ALL_DAYS, Period
from checkin.rules.policies import DEFAULT_KIND
from checkin.rules.service import WAITING, Part, credited, day_of, may_be_reported, part_of, within_days
from checkin.rules.sessions import Session, Source
from exports.batch.column_map import ColumnMap, RowsPer
from exports.batch.posts import posts_of
from storage.recognition.batches import ReportedSoFar, Taken
from storage.record import whole_record
from storage.store import Store


@dataclass(frozen=True, slots=True)
class Selection:
    """What a clerk wants in a batch: an activity (its key) or all, a period, and complete hours too or only confirmed ones."""

    activity: str | None = None
    period: Period = ALL_DAYS
    complete_too: bool = False


@dataclass(frozen=True, slots=True)
class Due:
    """What is due for one row: `carried` minutes are left over from earlier batches; `fresh` minutes are those in `taken`.

    `held` minutes are the part of the carried ones that may belong to sessions that don't count now (not confirmed, or on
    the publicity list). An earlier batch counted these sessions but did not report them, so they wait. `activity` is a
    key, or empty if the row is for all activities; `activities` are those of the sessions in it.
    """

    volunteer: str
    activity: str
    carried: int
    fresh: int
    taken: tuple[Taken, ...]
    activities: tuple[str, ...]
    day: str
    held: int = 0
    posts: tuple[str, ...] = ()
    """The names of the posts (岗位) at which the sessions were served, the one with the most minutes first."""
    replayed: tuple[Session, ...] = ()
    """Of the sessions with fresh minutes those that were entered at another time than scanned (design §4, "Clock")."""

    @property
    def minutes(self) -> int:
        """Minutes that were not reported yet; below 0 if the record lost minutes that were reported."""
        return self.carried + self.fresh

    @property
    def reportable(self) -> int:
        """Minutes that may be reported now: without those that are held."""
        return self.minutes - self.held


@dataclass(frozen=True, slots=True)
class AllDue:
    """The rows, and people without a row: `visitors` are volunteers of other schools, `other_kinds` are kinds of people
    that the format leaves out (both are numbers of persons).

    `earlier` are minutes of `earlier_persons` from before the first day that no batch has counted.
    """

    rows: tuple[Due, ...]
    visitors: int = 0
    other_kinds: int = 0
    earlier: int = 0
    earlier_persons: int = 0


def all_due(store: Store, format: ColumnMap, wanted: Selection, memory: ReportedSoFar) -> AllDue:
    """What is due in a format. A session that an earlier batch counted is compared with the record, whatever its day."""
    record, facts = whole_record(store), store.ledger.facts()
    seen = {session for _volunteer, _activity, session in memory.taken}
    known = {(facts.person(volunteer), session) for volunteer, _activity, session in memory.taken}
    chosen = within_days(facts, wanted.period)
    sums = _Sums(store.identity.team, format, wanted, record.kinds)
    for session in record.sessions:
        if facts.activity(session.activity).is_training:
            continue
        if (session.volunteer, session.key) not in known and not sums.is_for(session):
            continue
        if session.key in seen or (chosen(session) and sums.is_wanted(session)):
            sums.take(session, session.key in seen)
        elif sums.is_wanted(session) and credited(session) and wanted.period.is_after(day_of(session, facts)):
            sums.earlier[session.volunteer] += credited(session)
    return sums.result(facts, memory)


class _Sums:
    def __init__(self, team: str, format: ColumnMap, wanted: Selection, kinds: Mapping[str, str]) -> None:
        self._team, self._format, self._wanted, self._kinds = team, format, wanted, kinds
        self._visitors: set[str] = set()
        self._other_kinds: set[str] = set()
        self._sessions: dict[tuple[str, str, str], Session] = {}
        self._reduced: set[str] = set()
        self.earlier: defaultdict[str, int] = defaultdict(int)

    def is_for(self, session: Session) -> bool:
        """Whether the format is for this person. If not, the person is counted as left out when the session was wanted."""
        team, slash, _number = session.volunteer.partition("/")
        if slash and team != self._team:
            left_out = self._visitors
        elif self._format.kinds and self._kinds.get(session.volunteer, DEFAULT_KIND) not in self._format.kinds:
            left_out = self._other_kinds
        else:
            return True
        if self.is_wanted(session):
            left_out.add(session.volunteer)
        return False

    def is_wanted(self, session: Session) -> bool:
        """Whether a session counts in this batch, whatever its day."""
        return self._wanted.activity in (None, session.activity) and self._counts(session)

    def _counts(self, session: Session) -> bool:
        """Whether its hours may be reported now in this format."""
        if session.source in (Source.TRANSFERRED, Source.CLAIMED):
            # The school or unit where they were served reports them.
            return False
        if self._format.sources and session.source not in self._format.sources:
            return False
        return may_be_reported(session, self._wanted.complete_too)

    def take(self, session: Session, seen: bool) -> None:
        """Count a session. If it was reported (`seen`) but is not wanted now, at most the reported minutes count."""
        if session.status not in WAITING:
            key = (session.volunteer, session.activity, session.key)
            self._sessions[key] = session
            if seen and not self.is_wanted(session):
                self._reduced.add(session.key)

    def result(self, facts: Facts, memory: ReportedSoFar) -> AllDue:
        by_activity = self._format.rows is RowsPer.VOLUNTEER_AND_ACTIVITY
        before: defaultdict[tuple[str, str, str], int] = defaultdict(int)
        carried: defaultdict[tuple[str, str], int] = defaultdict(int)
        for (volunteer, activity, name), minutes in memory.taken.items():
            person = facts.person(volunteer)
            before[person, activity, name] += minutes
            carried[person, activity if by_activity else ""] += minutes
        for (volunteer, activity), minutes in memory.reported.items():
            carried[facts.person(volunteer), activity if by_activity else ""] -= minutes
        fresh: defaultdict[tuple[str, str], list[Taken]] = defaultdict(list)
        for key in {**self._sessions, **before}:
            volunteer, activity, name = key
            session = self._sessions.get(key)
            minutes = 0 if session is None else credited(session)
            if name in self._reduced:
                minutes = min(minutes, before[key])
            if minutes != before.get(key, 0) or key not in before:
                taken = Taken(volunteer, activity, name, minutes - before.get(key, 0))
                fresh[volunteer, activity if by_activity else ""].append(taken)
        counted: defaultdict[tuple[str, str], list[Session]] = defaultdict(list)
        for session in self._sessions.values():
            counted[session.volunteer, session.activity if by_activity else ""].append(session)
        rows = [self._row(*key, carried[key], fresh[key], counted[key], facts) for key in {**fresh, **carried}]
        return AllDue(
            tuple(row for row in rows if self._belongs(row)),
            len(self._visitors),
            len(self._other_kinds),
            sum(self.earlier.values()),
            len(self.earlier),
        )

    def _row(
        self, volunteer: str, activity: str, carried: int, fresh: list[Taken], counted: list[Session], facts: Facts
    ) -> Due:
        """A row. Its activities and day come from new sessions, or from all its sessions if none is new."""
        new = {taken.session for taken in fresh}
        more = {taken.session for taken in fresh if taken.minutes > 0}
        named = [session for session in counted if session.key in new] or counted
        left = carried + sum(taken.minutes for taken in fresh if taken.minutes < 0)
        waiting = sum(credited(session) for session in counted if not self._counts(session))
        return Due(
            volunteer,
            activity,
            carried,
            sum(taken.minutes for taken in fresh),
            tuple(fresh),
            tuple(dict.fromkeys(session.activity for session in named)),
            max((_day(session, facts) for session in named), default=""),
            min(max(left, 0), waiting),
            posts_of(named, facts),
            tuple(one for one in counted if one.key in more and part_of(one.source, one.flags) is Part.REPLAYED),
        )

    def _belongs(self, row: Due) -> bool:
        """Whether this batch lists the row."""
        team, slash, _number = row.volunteer.partition("/")
        if slash and team != self._team:
            return False
        if self._wanted.activity is not None and not row.taken:
            # A rest from another activity that is smaller than a step of the grid is not listed for this activity.
            return row.activity in ("", self._wanted.activity) and self._format.cut(row.reportable) > 0
        return bool(row.carried or row.taken) and (
            self._wanted.activity is None or row.activity in ("", self._wanted.activity)
        )


def _day(session: Session, facts: Facts) -> str:
    day = day_of(session, facts)
    return "" if day is None else day.isoformat()
