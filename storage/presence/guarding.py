"""Who is near a limit of their age class, or past it: from the board of an activity (domain §7)."""

from __future__ import annotations

from datetime import tzinfo
from typing import NamedTuple

from checkin.rules.activities import Activity, local_days, planned_days
from checkin.rules.guarding import MINUTE_MS, AgeLimits, Limit, first_reached, passed, reached
from checkin.rules.outcomes import Outcome, OutcomeKind
from checkin.rules.policies import ADULTS
from storage.activities.activities import list_activities
from storage.people.ages import limits_of
from storage.people.names import person_by_any_number
from storage.presence.board import Board, Presence, PresenceState, read_board
from storage.presence.served_today import guard_of
from storage.store import Store

_ON_SITE = PresenceState.ON_SITE


class Guarded(NamedTuple):
    """A person, a limit of theirs, and when it is or was reached; of an adult who is missing the time of the check-in."""

    row: Presence
    limit: Limit
    at: int

    def is_past(self, now: int) -> bool:
        """Whether the limit is passed at `now` (milliseconds)."""
        return self.limit is Limit.ADULT or self.at <= now


def has_adult(board: Board) -> bool:
    """Whether a teacher or parent is on site."""
    if board.tally is not None:
        return board.tally.adults > 0
    return any(row.kind in ADULTS and row.state is _ON_SITE for row in board.rows)


def guarded_now(board: Board, now: int) -> list[Guarded]:
    """Of everybody on site the limits that are passed, and those that come within the table's minutes; the first to come first."""
    adult, found = has_adult(board), list[Guarded]()
    soon, zone = now + board.guard.ahead * MINUTE_MS, board.activity.zone
    for row in board.rows:
        limits, since = row.limits, row.since
        if limits is None or since is None or row.state is not _ON_SITE:
            continue
        if first_reached(limits, since, row.served, zone) <= soon or (limits.adult and not adult):
            found += _guarded(row, limits, since, soon, zone, adult=adult)
    return sorted(found, key=_soonest)


def guarded_one(board: Board, volunteer: str, now: int) -> list[Guarded]:
    """The same of one volunteer (a key) alone."""
    # Whoever was scanned last is the last row.
    row = next((row for row in reversed(board.rows) if row.volunteer == volunteer), None)
    if row is None or row.limits is None or row.since is None or row.state is not _ON_SITE:
        return []
    adult = not row.limits.adult or has_adult(board)
    soon, zone = now + board.guard.ahead * MINUTE_MS, board.activity.zone
    if adult and first_reached(row.limits, row.since, row.served, zone) > soon:
        return []
    return sorted(_guarded(row, row.limits, row.since, soon, zone, adult=adult), key=_soonest)


def _guarded(row: Presence, limits: AgeLimits, since: int, soon: int, zone: tzinfo, *, adult: bool) -> list[Guarded]:
    """The limits of a row that are reached until `soon`, and that no adult is there."""
    found = [Guarded(row, *one) for one in reached(limits, since, row.served, zone) if one.at <= soon]
    return found + ([Guarded(row, Limit.ADULT, since)] if limits.adult and not adult else [])


def _soonest(one: Guarded) -> tuple[int, str]:
    return one.at, one.row.volunteer


def guarded_scan(store: Store, outcome: Outcome) -> list[Guarded]:
    """The limits of time of the person who was scanned: at a check-in those that are passed or come within the table's minutes, at a
    check-out those that the session went beyond. Empty for adults.
    """
    session, volunteer = outcome.session, outcome.volunteer
    if (
        outcome.kind not in (OutcomeKind.OPENED, OutcomeKind.CLOSED)
        or session is None
        or session.start is None
        or volunteer is None
    ):
        return []
    facts, guard, person = store.ledger.facts(), guard_of(store), person_by_any_number(store, volunteer)
    activity = facts.activity(session.activity)
    limits = limits_of(guard, person, local_days(activity.timezone).day(session.start))
    if limits is None or person is None:
        return []
    served = outcome.served
    row = Presence(
        volunteer, person.number, person.name, person.class_name, person.kind, PresenceState.ON_SITE,
        session.start, session.end, limits=limits, served=served,
    )  # fmt: skip
    until = outcome.at + guard.ahead * MINUTE_MS if session.end is None else session.end - 1
    return [Guarded(row, *one) for one in reached(limits, session.start, served, activity.zone) if one.at <= until]


def guarded_before(board: Board) -> list[Guarded]:
    """Of everybody who left the limits that they went beyond on that day, by their last session of it."""
    found = []
    for row in board.state(PresenceState.LEFT):
        if row.limits is None or row.since is None or row.until is None:
            continue
        zone, earlier = board.activity.zone, max(0, row.served - (row.until - row.since))
        times = dict(reached(row.limits, row.since, earlier, zone))
        found += [Guarded(row, one, times[one]) for one in passed(row.limits, row.since, row.until, earlier, zone)]
    return sorted(found, key=_soonest)


class GuardedIn(NamedTuple):
    """A person with a limit, in an activity."""

    activity: Activity
    one: Guarded


def guarded_today(store: Store, only: Activity | None = None) -> list[GuardedIn]:
    """Whose limits are passed or near in the activities that are planned for today, or in `only` one; who left is told too."""
    today, now = store.today(), store.now()
    planned = ((one, planned_days(one)) for one in list_activities(store))
    chosen = (
        [one for one, days in planned if days is not None and days[0] <= today <= days[1]] if only is None else [only]
    )
    boards = [read_board(store, activity.key, now) for activity in chosen]
    return [
        GuardedIn(board.activity, one)
        for board in boards
        for one in (*guarded_now(board, now), *guarded_before(board))
        if one.row.limits is not None
    ]
