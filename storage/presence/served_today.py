"""What minors served on a day already, and the limits in force: read beside the board, never in a scan's transaction."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Set
from datetime import date

from checkin.rules.activities import Activity, local_days, planned_days
from checkin.rules.guarding import GuardTable
from checkin.rules.instants import LocalDays
from checkin.rules.record import fold
from checkin.rules.sessions import Session
from storage.record import events_in
from storage.standard.guard import guard_in_force
from storage.store import Store


def guard_of(store: Store) -> GuardTable:
    """The limits in force; pupils without a known age are in the youngest class where the policy counts them as minors.

    Only the first desk knows who has no date of birth; at another one the kit says whose class is known.
    """
    table = guard_in_force(store.folder)
    policy = store.policy()
    return table._replace(unknown_is_youngest=policy.unknown_birth_is_minor and store.identity.first)


def served_on(sessions: Iterable[Session], days: LocalDays, today: date) -> int:
    """Milliseconds of the sessions that began on a day and ended."""
    return sum(
        session.end - session.start
        for session in sessions
        if session.start is not None and session.end is not None and days.day(session.start) == today
    )


def served_elsewhere(store: Store, here: Activity, on: Set[date]) -> dict[tuple[str, date], int]:
    """By volunteer and local day, of the days `on`, milliseconds of sessions in other activities that are planned for that day."""
    facts, days = store.ledger.facts(), local_days(here.timezone)
    found: defaultdict[tuple[str, date], int] = defaultdict(int)
    for activity in facts.activities.values():
        planned = planned_days(activity)
        theirs = [] if activity.key == here.key or planned is None else [d for d in on if planned[0] <= d <= planned[1]]
        if not theirs:
            continue
        for session in fold(facts, events_in(store, activity.key)).sessions:
            if session.activity == activity.key:
                for day in theirs:
                    found[session.volunteer, day] += served_on([session], days, day)
    return found
