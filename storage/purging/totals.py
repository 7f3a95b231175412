"""What must be the same before and after a purge: the hours of the whole record."""

from __future__ import annotations

from typing import NamedTuple

from checkin.rules.service import credited
from checkin.rules.sessions import Source, Status
from storage.record import whole_record
from storage.store import Store


class RecordTotals(NamedTuple):
    """Persons with a session, sessions, whole seconds, credited minutes, those of added hours among them, and sessions that
    wait for review."""

    persons: int
    sessions: int
    seconds: int
    minutes: int
    added_minutes: int
    waiting: int


def record_totals(store: Store) -> RecordTotals:
    """The totals of the whole record as it is now."""
    sessions = whole_record(store).sessions
    return RecordTotals(
        len({session.volunteer for session in sessions}),
        len(sessions),
        sum(session.seconds or 0 for session in sessions),
        sum(map(credited, sessions)),
        sum(credited(session) for session in sessions if session.source is Source.ADDED),
        sum(session.status is Status.NEEDS_REVIEW for session in sessions),
    )
