"""The statements that read what a scan needs of its volunteer: nearly always one, for at the gate each is felt.

`own_query` reads what names somebody and says whether more follows from it; only then `personal_query` reads everything.
"""

from __future__ import annotations

from functools import lru_cache

from checkin.rules.events import BESIDE_KINDS, HOURS_KINDS, SET_ASIDE, Kind
from storage.disk.schema import NO_SCANS, OF_SESSIONS, in_sql
from storage.log.events import FOLD, FOLD_SCANS
from storage.log.json_rows import BADGE, SCANS

_NO_HOURS = in_sql(
    kind for kind in Kind if kind not in {Kind.SCAN, Kind.REFUSE, Kind.VOID, *BESIDE_KINDS, *HOURS_KINDS}
)
"""All other kinds that may change somebody's sessions, one by one: SQLite then passes over the hours in its index."""
MOST_KEYS = 300
"""Keys in one statement; older builds of SQLite bind 999 values."""


@lru_cache(maxsize=64)
def own_query(tables: tuple[str, ...], numbers: int, badges: bool = True) -> str:
    """The SQL for all that names so many volunteers and may change their sessions; bind their keys. Without `badges` what is said of
    their badges is left out, which then need not be read from the log.

    A row is `(said, kind, more)`, which `own_events` reads: all scans of a table in one row of kind NULL, a badge in one of its own,
    any other event as its bytes. `more` is true where `personal_query` has further events because of these, which aim at them, or
    are scans of a badge by desks that did not know whose it is.
    """
    those = f"volunteer IN ({marks(1, numbers)})"
    aimed_at = " OR ".join(
        f"EXISTS (SELECT 1 FROM {table} a WHERE a.target = one.id AND a.{OF_SESSIONS} "
        f"AND (a.volunteer IS NULL OR NOT a.{those}))"
        for table in tables
    )
    unknown = " OR ".join(
        f"EXISTS (SELECT 1 FROM {table} u WHERE u.kind = 'scan' AND u.badge = one.badge)" for table in tables
    )
    # Without badges only those are found from which more follows.
    badge, which = (f"{BADGE}, kind, ({unknown}) OR {aimed_at}", "1") if badges else ("NULL, kind, 1", f"({unknown})")
    return " UNION ALL ".join(
        f"SELECT {SCANS}, NULL, max(badge IS NOT NULL OR {aimed_at}) FROM {table} one WHERE kind = 'scan' AND {those} "
        f"UNION ALL SELECT raw, kind, kind = '{SET_ASIDE}' OR {aimed_at} FROM {table} one "
        f"WHERE {those} AND kind <> 'badge' AND {NO_SCANS} AND {OF_SESSIONS} "
        f"UNION ALL SELECT {badge} FROM {table} one WHERE {those} AND kind = 'badge' AND {NO_SCANS} AND {which}"
        for table in tables
    )


@lru_cache(maxsize=64)
def personal_query(tables: tuple[str, ...], numbers: int, badges: int, hours: bool = True) -> str:
    """The SQL for the events about so many volunteers' keys and unknown badges; bind both in this order.

    Its rows are `FOLD` rows: all that names the volunteers and may change their sessions; the scans of their badges, and of those named, by desks that
    did not know whose they are; and what aims at any of these, without voids. No row comes twice from one table. Without `hours` claims,
    hours of another school and what aims at them are left out.
    """
    those = f"volunteer IN ({marks(1, numbers)})"
    of_hours = " OR ".join(
        f"EXISTS (SELECT 1 FROM {table} h WHERE h.id = one.target AND h.kind IN ({in_sql(HOURS_KINDS)}) AND h.{those})"
        for table in tables
    )
    also = OF_SESSIONS if hours else f"kind IN ({_NO_HOURS}) AND NOT ({of_hours})"
    theirs = " UNION ALL ".join(
        f"{FOLD_SCANS} {table} WHERE kind = 'scan' AND {those} "
        f"UNION ALL {FOLD} {table} one WHERE {those} AND {NO_SCANS} AND {also}"
        for table in tables
    )
    unknown = " UNION ALL ".join(
        f"{FOLD} {table} WHERE kind = 'scan' AND badge IN (SELECT badge FROM theirs WHERE kind = 'badge') "
        f"UNION ALL {FOLD} {table} WHERE kind = 'scan' AND badge IN ({marks(numbers + 1, badges)}) "
        "AND badge NOT IN (SELECT badge FROM theirs WHERE kind = 'badge')"
        for table in tables
    )
    aiming = " UNION ALL ".join(
        f"{FOLD} {table} WHERE target IN (SELECT id FROM theirs UNION ALL SELECT id FROM unknown) AND {OF_SESSIONS} "
        "AND id NOT IN (SELECT id FROM theirs)"
        for table in tables
    )
    return (
        f"WITH theirs AS MATERIALIZED ({theirs}), unknown AS MATERIALIZED ({unknown}) "
        f"SELECT * FROM theirs UNION ALL SELECT * FROM unknown UNION ALL {aiming}"
    )


def marks(first: int, count: int) -> str:
    """SQL: so many values from the place `first` on of those that are bound."""
    return ", ".join(f"?{place}" for place in range(first, first + count))
