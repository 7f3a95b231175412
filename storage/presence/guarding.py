"""Who is near a limit of their age class, or past it: from the board of an activity (domain §7)."""

from __future__ import annotations

from typing import NamedTuple

from checkin.rules.activities import Activity, local_days, planned_days
from checkin.rules.guarding import MINUTE_MS, Limit, passed, reached
from checkin.rules.outcomes import Outcome, OutcomeKind
from storage.activities.activities import list_activities
from storage.people.ages import limits_of
from storage.people.names import person_by_any_number
from storage.presence.board import Board, Presence, PresenceState, read_board
from storage.presence.served_today import guard_of, served_on
from storage.record import record_of
from storage.store import Store

ADULTS = ("teacher", "parent")
"""Kinds of person that stand beside minors."""


class Guarded(NamedTuple):
    """A person, a limit of theirs, and when it is or was reached; of an adult who is missing the time of the check-in."""

    row: Presence
    limit: Limit
    at: int

    def is_past(self, now: int) -> bool:
        """Whether the limit is passed at `now` (milliseconds)."""
        return self.limit is Limit.ADULT or self.at <= now


def guarded_now(board: Board, now: int, only: str | None = None) -> list[Guarded]:
    """Of everybody on site (of one volunteer, a key, with `only`) the limits that are passed, and those that come within the
    table's minutes; the first to come first.
    """
    on_site = [row for row in board.rows if row.state is PresenceState.ON_SITE]
    adult = any(row.kind in ADULTS for row in on_site)
    found = []
    for row in on_site:
        if row.limits is None or row.since is None or only not in (None, row.volunteer):
            continue
        due = reached(row.limits, row.since, row.served, board.activity.zone)
        found += [Guarded(row, *one) for one in due if one.at <= now + board.guard.ahead * MINUTE_MS]
        if row.limits.adult and not adult:
            found.append(Guarded(row, Limit.ADULT, row.since))
    return sorted(found, key=lambda one: (one.at, one.row.volunteer))


def guarded_scan(store: Store, outcome: Outcome) -> list[Guarded]:
    """The limits of time of the person who was scanned: at a check-in those that are passed or come within the table's minutes, at a
    check-out those that the session went beyond. Empty for adults. It reads this person's sessions alone.
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
    activity, who = facts.activity(session.activity), facts.person(volunteer)
    days = local_days(activity.timezone)
    today = days.day(session.start)
    limits = limits_of(guard, person, today)
    if limits is None or person is None:
        return []
    served = served_on([one for one in record_of(store, who).of(who) if one.key != session.key], days, today)
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
    return sorted(found, key=lambda one: (one.at, one.row.volunteer))


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
