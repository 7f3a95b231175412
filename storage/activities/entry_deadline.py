"""The last day on which the service of an activity must be entered, and the working days until then (domain §2)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from checkin.rules.activities import Activity
from checkin.rules.instants import local_time
from checkin.rules.sessions import Status
from checkin.rules.working_days import ENTRY_DAYS
from storage.record import record_in
from storage.standard.calendar import read_calendar
from storage.store import Store

LONGEST_AGO_MS = 120 * 24 * 60 * 60 * 1000
"""An activity that ended longer ago is not counted down any more."""


@dataclass(frozen=True, slots=True)
class EntryDeadline:
    """The last day to enter an activity's service, the working days from today to it (below 0: overdue), and how
    many sessions are not confirmed yet."""

    last: date
    days_left: int
    unconfirmed: int


def entry_deadlines(store: Store, activities: Iterable[Activity]) -> dict[str, EntryDeadline]:
    """The deadlines by activity key, of activities that ended and have sessions which are not confirmed.

    Raises Refused for a bad holiday table.
    """
    at = store.now()
    ended = [a for a in activities if a.end is not None and at - LONGEST_AGO_MS < a.end <= at]
    if not ended:
        return {}
    calendar = read_calendar(store.folder)
    found = {}
    for activity in ended:
        sessions = [s for s in record_in(store, activity.key).sessions if s.activity == activity.key]
        unconfirmed = sum(s.status is not Status.CONFIRMED for s in sessions)
        if unconfirmed and activity.end is not None:
            last = calendar.after(local_time(activity.end, activity.zone).date(), ENTRY_DAYS)
            left = calendar.until(local_time(at, activity.zone).date(), last)
            found[activity.key] = EntryDeadline(last, left, unconfirmed)
    return found
