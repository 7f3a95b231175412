"""When people came into the team's register: the day on which their first badge number was issued.

A laptop that was set up by itself and joined later may have written other numbers than those that count here; while its join is
struck out, it says nothing.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from checkin.rules.activities import zone
from checkin.rules.identity import split
from checkin.rules.instants import local_time
from checkin.rules.joins import Joins
from storage.store import Store

_BADGES = (
    "(SELECT team, desk, volunteer, at FROM log WHERE kind = 'badge' "
    "UNION ALL SELECT team, desk, volunteer, at FROM kit_event WHERE kind = 'badge')"
)
_FIRST = f"SELECT team, desk, volunteer, min(at) FROM {_BADGES} WHERE {{who}} GROUP BY team, desk, volunteer"
_EVERYBODY = _FIRST.format(who="volunteer IS NOT NULL")
_SOME = _FIRST.format(who="volunteer IN (SELECT value FROM json_each(?))")
_FIRST_OF_TEAM = f"SELECT volunteer, min(at) FROM {_BADGES} WHERE substr(volunteer, 1, length(?1)) = ?1"


def arrivals(store: Store) -> Mapping[str, date]:
    """The day of everybody (a key) who ever had a badge number."""
    rows = store.connection.execute(_EVERYBODY)
    return arrival_days(as_they_count(store.ledger.facts().joins, rows), store.identity.timezone)


def arrival_beside_first(store: Store, volunteer: str) -> Mapping[str, date]:
    """The same of one person and of whoever of their team came first, without reading all others: a scan waits for it."""
    joins = store.ledger.facts().joins
    rows = store.connection.execute(_SOME, (json.dumps(sorted(joins.written_as({volunteer}))),))
    theirs = [row for row in as_they_count(joins, rows) if row[0] == volunteer]
    first = store.connection.execute(_FIRST_OF_TEAM, (f"{split(volunteer)[0]}/",)).fetchone()
    others = [first] if first[0] is not None and first[0] != volunteer else []
    return arrival_days((*others, *theirs), store.identity.timezone)


def as_they_count(joins: Joins, rows: Iterable[tuple[str, str, str, int]]) -> Iterator[tuple[str, int]]:
    """The keys that count for those that desks wrote, each once, with the first instant; of rows of team, desk, key and instant."""
    found = dict[str, int]()
    for team, desk, written, at in rows:
        if (team, desk) not in joins.out:
            who = joins.number(desk, written)
            found[who] = min(at, found.get(who, at))
    return iter(found.items())


def arrival_days(rows: Iterable[tuple[str, int]], timezone: str) -> Mapping[str, date]:
    """The days of people (keys) whose first badge was issued at these instants (milliseconds)."""
    there = zone(timezone)
    return {volunteer: local_time(at, there).date() for volunteer, at in rows}
