"""When people came into the team's register: the day on which their first badge number was issued."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from checkin.rules.activities import zone
from checkin.rules.identity import split
from checkin.rules.instants import local_time
from storage.store import Store

_BADGES = "(SELECT volunteer, at FROM log WHERE kind = 'badge' UNION ALL SELECT volunteer, at FROM kit_event WHERE kind = 'badge')"
_FIRST = f"SELECT volunteer, min(at) FROM {_BADGES} WHERE volunteer IS NOT NULL GROUP BY volunteer"
_FIRST_OF_ONE = f"SELECT volunteer, min(at) FROM {_BADGES} WHERE volunteer = ?"
_FIRST_OF_TEAM = f"SELECT volunteer, min(at) FROM {_BADGES} WHERE substr(volunteer, 1, length(?1)) = ?1"


def arrivals(store: Store) -> Mapping[str, date]:
    """The day of everybody (a key) who ever had a badge number."""
    return arrival_days(store.connection.execute(_FIRST), store.identity.timezone)


def arrival_beside_first(store: Store, volunteer: str) -> Mapping[str, date]:
    """The same of one person and of whoever of their team came first, without reading all others: a scan waits for it."""
    first = store.connection.execute(_FIRST_OF_TEAM, (f"{split(volunteer)[0]}/",)).fetchone()
    theirs = store.connection.execute(_FIRST_OF_ONE, (volunteer,)).fetchone()
    return arrival_days((row for row in (first, theirs) if row[0] is not None), store.identity.timezone)


def arrival_days(rows: Iterable[tuple[str, int]], timezone: str) -> Mapping[str, date]:
    """The days of people (keys) whose first badge was issued at these instants (milliseconds)."""
    there = zone(timezone)
    return {volunteer: local_time(at, there).date() for volunteer, at in rows}
