"""Who is checked in anywhere now, in whichever activity."""

from __future__ import annotations

from datetime import timedelta

from checkin.rules.on_site import may_still_close
from storage.log.appended import scanned_since
from storage.record import record_of_all
from storage.store import Store

_TWO_DAYS = timedelta(days=2) // timedelta(milliseconds=1)
"""Milliseconds; a check-in that no midnight has ended, and one of a night before its planned start, are younger."""


def still_here(store: Store) -> frozenset[str]:
    """The volunteers (keys), and the badges that nobody knows, with an open session that a scan may still close."""
    facts, now = store.ledger.facts(), store.now()
    nights = (one.start for one in facts.activities.values() if one.overnight and one.closed_at is None)
    since = min((now, *(start for start in nights if start is not None))) - _TWO_DAYS
    sessions = record_of_all(store, scanned_since(store.connection, since)).sessions
    return frozenset(one.volunteer for one in sessions if may_still_close(one, facts.activity(one.activity), now))
