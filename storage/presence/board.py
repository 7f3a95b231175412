"""The people on site, the people who left, the people who are missing: the state of one
activity as the screen shows it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from checkin.rules.activities import Activity, local_days
from checkin.rules.badge_numbers import is_badge_number
from checkin.rules.guarding import NO_GUARD, AgeLimits, GuardTable
from checkin.rules.identity import split
from checkin.rules.on_site import is_under_way, may_still_close
from checkin.rules.outcomes import Outcome, OutcomeKind
from checkin.rules.policies import ADULTS
from checkin.rules.posts import Post, Shift
from checkin.rules.record import Record
from checkin.rules.service import WAITING, day_of
from checkin.rules.sessions import Session, Status
from storage.log.desks import IncludedDesk, desks_included
from storage.people.ages import is_young, limits_of
from storage.people.class_spelling import class_key, class_order
from storage.people.earlier_classes import class_periods
from storage.people.expected import expected_at
from storage.people.names import persons_by_any_number
from storage.people.person import Person
from storage.presence.served_today import guard_of, served_elsewhere, served_on
from storage.record import record_in
from storage.store import Store


class PresenceState(StrEnum):
    """Where a person is in an activity. REVIEW: there is a check-in, no check-out, and no scan can close it any more."""

    ON_SITE = "on_site"
    LEFT = "left"
    REVIEW = "review"
    ABSENT = "absent"


class Presence(NamedTuple):
    """One person in one activity. `since` and `until` are instants of the latest session. `name` is empty for an
    unknown badge, whose number is `number`; `school` is then its school, where the district's kit knows it. Who
    `forgot_earlier` came again, and an earlier session without a check-out waits for review. `limits` are those of the person's age class, None for adults;
    on the day on which their latest session began; `served` are milliseconds of sessions of theirs of that day that ended before; `young` says that they are known to be under 14;
    `at_post` is the code of the post at which they stand."""

    volunteer: str
    number: str
    name: str
    class_name: str
    kind: str
    state: PresenceState
    since: int | None = None
    until: int | None = None
    signed_up: bool = False
    school: str = ""
    forgot_earlier: bool = False
    limits: AgeLimits | None = None
    served: int = 0
    young: bool = False
    at_post: str | None = None


class Tally(NamedTuple):
    """Rows by volunteer's key, in their order, and of those on site how many stand at each post (by code) and how many are
    `adults`; `shifts` for which a volunteer signed up, in the plan's order. It is kept from scan to scan, so that none of a large
    day walks all rows and all shifts."""

    rows: Mapping[str, Presence]
    at_post: Mapping[str, int]
    adults: int
    shifts: Mapping[str, Sequence[tuple[Post, Shift]]]

    def after(self, before: Presence | None, row: Presence) -> Tally:
        """The tally with a row in the place of the same person's `before`, as the last one."""
        rows = {**self.rows}
        rows.pop(row.volunteer, None)
        rows[row.volunteer] = row
        at_post, adults = self.at_post, self.adults
        for one, more in ((before, -1), (row, 1)):
            if one is None or one.state is not PresenceState.ON_SITE:
                continue
            adults += more if one.kind in ADULTS else 0
            if one.at_post is not None:
                at_post = {**at_post, one.at_post: at_post.get(one.at_post, 0) + more}
        return Tally(rows, at_post, adults, self.shifts)


def tally_of(rows: Iterable[Presence], posts: Iterable[Post] | None) -> Tally:
    """The tally of rows, each of another person, and of the posts of their activity."""
    by_key = {row.volunteer: row for row in rows}
    here = [row for row in by_key.values() if row.state is PresenceState.ON_SITE]
    at_post = Counter(row.at_post for row in here if row.at_post is not None)
    shifts = defaultdict[str, list[tuple[Post, Shift]]](list)
    for post in posts or ():
        for shift in post.shifts:
            for volunteer in shift.people:
                shifts[volunteer].append((post, shift))
    return Tally(by_key, at_post, sum(row.kind in ADULTS for row in here), shifts)


class Board(NamedTuple):
    """Everybody who came or should come. Counters count persons, not scans; `signed_up` is None without a list. `desks`
    are the desks whose scans are in it, or should be; `guard` the limits of minors by age class. `tally` counts the rows,
    once a scan came.
    """

    activity: Activity
    rows: tuple[Presence, ...]
    signed_up: int | None
    desks: tuple[IncludedDesk, ...] = ()
    guard: GuardTable = NO_GUARD
    tally: Tally | None = None

    def state(self, *states: PresenceState) -> tuple[Presence, ...]:
        """The persons in these states: the latest to come first, the absent by class and number."""
        found = [row for row in self.rows if row.state in states]
        if states == (PresenceState.ABSENT,):
            return tuple(sorted(found, key=by_class))
        return tuple(sorted(found, key=lambda r: (-(r.since or r.until or 0), r.volunteer)))

    @property
    def on_site(self) -> int:
        """Persons who are here now."""
        return len(self.state(PresenceState.ON_SITE))

    @property
    def came(self) -> int:
        """Persons who were here at any time."""
        return sum(row.state is not PresenceState.ABSENT for row in self.rows)

    @property
    def left(self) -> int:
        """Persons who checked out."""
        return len(self.state(PresenceState.LEFT))

    @property
    def forgotten(self) -> tuple[Presence, ...]:
        """Who never checked out and has to wait for a supervisor."""
        return self.state(PresenceState.REVIEW)

    @property
    def forgotten_earlier(self) -> tuple[Presence, ...]:
        """Who came again since, and never checked out of an earlier session, which waits for a supervisor."""
        return tuple(row for row in self.rows if row.forgot_earlier and row.state is not PresenceState.REVIEW)

    def as_of(self, at: int) -> Board:
        """The board at a later instant (milliseconds). A person whose open session no scan can close any more, for
        midnight or the end of the night has passed, waits for review instead of being on site.
        """
        over = [
            row
            for row in self.rows
            if row.state is PresenceState.ON_SITE
            and row.since is not None
            and not is_under_way(row.since, self.activity, at)
        ]
        if not over:
            return self
        kept = tuple(row._replace(state=PresenceState.REVIEW) if row in over else row for row in self.rows)
        return self._replace(rows=kept, tally=None)

    def after(self, outcome: Outcome, person: Person | None, at: int) -> Board:
        """The board at `at` (milliseconds) after a scan, without reading the log again; for scans in the order of time."""
        session = outcome.session
        if outcome.activity != self.activity.key or outcome.volunteer is None or session is None:
            return self
        tally = self.tally or tally_of(self.rows, self.activity.posts)
        before = tally.rows.get(outcome.volunteer)
        days = local_days(self.activity.timezone)
        row = before or _row(outcome.volunteer, person, outcome.visitor_of, signed_up=False)
        limits = limits_of(self.guard, person, days.day(at if session.start is None else session.start))
        if limits is not None:
            served = _served(outcome)
            served = row.served if served is None else served
            row = row._replace(limits=limits, young=is_young(person, limits, days.day(at)), served=served)
        if before is not None and before.since != session.start and before.until is None:
            row = row._replace(forgot_earlier=row.forgot_earlier or before.since is not None)
        tally = tally.after(before, _with_session(row, session, self.activity, at))
        return self._replace(rows=tuple(tally.rows.values()), tally=tally)


def read_board(store: Store, activity_key: str, at: int | None = None) -> Board:
    """The board of an activity from the log, as it stands now or stood at `at` (milliseconds): who is on site hangs on it."""
    return board_of(store, activity_key, record_in(store, activity_key), at)


def board_of(store: Store, activity_key: str, record: Record, at: int | None = None) -> Board:
    """The board of an activity now or at `at` (milliseconds), from the record of that activity."""
    facts, at = store.ledger.facts(), store.now() if at is None else at
    activity = facts.activity(activity_key)
    sessions: dict[str, list[Session]] = {}
    for session in record.sessions:
        if session.activity == activity_key and (session.start is not None or session.end is not None):
            sessions.setdefault(session.volunteer, []).append(session)
    signed_up = expected_at(store, activity).here
    planned = None if activity.start is None else local_days(activity.timezone).day(activity.start)
    earliest = min([day for of in sessions.values() for s in of if (day := day_of(s, facts))], default=planned)
    periods = class_periods(store, planned if earliest is None else earliest)
    guard, days = guard_of(store), local_days(activity.timezone)
    today, rows, began = days.day(at), list[Presence](), dict[str, date]()
    persons = persons_by_any_number(store, sessions.keys() | signed_up)
    for volunteer in sessions.keys() | signed_up:
        school = store.ledger.school_of_badge(volunteer) if is_badge_number(volunteer) else None
        person = persons.get(volunteer)
        row = _row(volunteer, person, school, signed_up=volunteer in signed_up)
        theirs = sessions.get(volunteer, [])
        # A night counts for the day on which it began, as in the review.
        began[volunteer] = today if not theirs or theirs[-1].start is None else days.day(theirs[-1].start)
        limits = limits_of(guard, person, began[volunteer])
        if limits is not None:
            served = served_on(theirs, days, began[volunteer])
            row = row._replace(limits=limits, served=served, young=is_young(person, limits, today))
        if theirs:
            forgot = any(s.status in WAITING and s.start is not None and s.end is None for s in theirs[:-1])
            row = _with_session(row._replace(forgot_earlier=forgot), theirs[-1], activity, at)
        day = day_of(theirs[-1], facts) if theirs else planned
        row = row._replace(class_name=periods.on(volunteer, day, row.class_name))
        rows.append(row)
    if any(row.limits is not None for row in rows):
        elsewhere = served_elsewhere(store, activity, {began[row.volunteer] for row in rows if row.limits is not None})
        rows = [
            row._replace(served=row.served + elsewhere.get((row.volunteer, began[row.volunteer]), 0)) for row in rows
        ]
    count = len(signed_up) if activity.expected is not None else None
    return Board(activity, tuple(rows), count, tuple(desks_included(store.connection, store.identity)), guard)


def by_class(row: Presence) -> tuple[bool, str, str, str]:
    """The place of a person in a list by class and number; who has no class comes last."""
    return not row.class_name, class_order(row.class_name), row.number, row.volunteer


def on_site_by_class(board: Board) -> dict[str, list[Presence]]:
    """The persons who are here now, by class."""
    return _classes(board.state(PresenceState.ON_SITE))


def absent_by_class(board: Board) -> dict[str, list[Presence]]:
    """The persons who signed up and did not come, by class."""
    return _classes(board.state(PresenceState.ABSENT))


def not_checked_out(board: Board) -> dict[str, list[Presence]]:
    """The persons without a check-out, by class and number; of a closed activity those who never checked out."""
    states = [PresenceState.ON_SITE] + [PresenceState.REVIEW] * (board.activity.closed_at is not None)
    return _classes(board.state(*states))


def _classes(rows: Iterable[Presence]) -> dict[str, list[Presence]]:
    """The persons of each class, under the spelling that its first one has; sorted by class and number."""
    found: dict[str, list[Presence]] = {}
    for row in sorted(rows, key=by_class):
        found.setdefault(class_key(row.class_name), []).append(row)
    return {of_class[0].class_name: of_class for of_class in found.values()}


def _row(volunteer: str, person: Person | None, school: str | None, *, signed_up: bool) -> Presence:
    number = split(volunteer)[1] or volunteer
    if person is None:
        absent = PresenceState.ABSENT
        return Presence(volunteer, number, "", "", "student", absent, signed_up=signed_up, school=school or "")
    return Presence(
        volunteer, number, person.name, person.class_name, person.kind, PresenceState.ABSENT, signed_up=signed_up
    )


def _served(outcome: Outcome) -> int | None:
    """The milliseconds of the day's sessions that ended, in all activities, by a check-in or check-out; None for other scans."""
    session = outcome.session
    if outcome.kind not in (OutcomeKind.OPENED, OutcomeKind.CLOSED) or session is None or session.start is None:
        return None
    return outcome.served + (0 if session.end is None else session.end - session.start)


def _with_session(row: Presence, session: Session, activity: Activity, at: int) -> Presence:
    here = may_still_close(session, activity, at)
    state = {
        Status.OPEN: PresenceState.ON_SITE if here else PresenceState.REVIEW,
        Status.NEEDS_REVIEW: PresenceState.LEFT if session.end is not None else PresenceState.REVIEW,
        Status.CLOSED: PresenceState.LEFT,
        Status.PUBLICITY: PresenceState.LEFT,
        Status.CONFIRMED: PresenceState.LEFT,
    }[session.status]
    stands = session.segments[-1].post if session.segments and state is PresenceState.ON_SITE else None
    return row._replace(state=state, since=session.start, until=session.end, at_post=stands)
