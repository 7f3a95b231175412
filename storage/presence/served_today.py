"""What minors served on a day already, and the limits in force: read beside the board, never in a scan's transaction."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
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
    policy = store.ledger.facts().policy_at(store.identity.team, store.now())
    return table._replace(unknown_is_youngest=policy.unknown_birth_is_minor and store.identity.first)


def served_on(sessions: Iterable[Session], days: LocalDays, today: date) -> int:
    """Milliseconds of the sessions that began on a day and ended."""
    return sum(
        session.end - session.start
        for session in sessions
        if session.start is not None and session.end is not None and days.day(session.start) == today
    )


def served_elsewhere(store: Store, here: Activity, at: int) -> dict[str, int]:
    """By volunteer, milliseconds of sessions on the local day of `at` in other activities that are planned for that day."""
    facts, days = store.ledger.facts(), local_days(here.timezone)
    today = days.day(at)
    found: defaultdict[str, int] = defaultdict(int)
    for activity in facts.activities.values():
        planned = planned_days(activity)
        if activity.key == here.key or planned is None or not planned[0] <= today <= planned[1]:
            continue
        for session in fold(facts, events_in(store, activity.key)).sessions:
            if session.activity == activity.key:
                found[session.volunteer] += served_on([session], days, today)
    return found
