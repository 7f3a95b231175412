"""When people came into the team's register: the day on which their first badge number was issued."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from checkin.rules.activities import zone
from checkin.rules.instants import local_time
from storage.store import Store

_FIRST = (
    "SELECT volunteer, min(at) FROM (SELECT volunteer, at FROM log WHERE kind = 'badge' UNION ALL SELECT volunteer, at FROM "
    "kit_event WHERE kind = 'badge') WHERE volunteer IS NOT NULL GROUP BY volunteer"
)


def arrivals(store: Store) -> Mapping[str, date]:
    """The day of everybody (a key) who ever had a badge number."""
    there = zone(store.identity.timezone)
    return {volunteer: local_time(at, there).date() for volunteer, at in store.connection.execute(_FIRST)}
