"""The one statement that reads what a scan needs of its volunteer: at the gate each statement more is felt."""

from __future__ import annotations

from functools import lru_cache

from storage.log.events import FOLD, FOLD_SCANS

MOST_KEYS = 300
"""Keys in one statement; each is bound three times in each table, and older builds of SQLite bind 999 values."""


@lru_cache(maxsize=64)
def personal_query(tables: tuple[str, ...], numbers: int, badges: int) -> str:
    """The SQL for the events about so many volunteers' keys and unknown badges; bind `personal_values`.

    Its rows are `FOLD` rows: all that names the volunteers; the scans of their badges, and of those named, by desks that
    did not know whose they are; and what aims at any of these, without voids. No row comes twice from one table.
    """
    those = f"volunteer IN ({_marks(numbers)})"
    theirs = " UNION ALL ".join(
        f"{FOLD_SCANS} {table} WHERE kind = 'scan' AND {those} "
        f"UNION ALL {FOLD} {table} WHERE {those} AND kind <> 'scan' AND kind <> 'refuse'"
        for table in tables
    )
    unknown = " UNION ALL ".join(
        f"{FOLD} {table} WHERE kind = 'scan' AND badge IN (SELECT badge FROM theirs WHERE kind = 'badge') "
        f"UNION ALL {FOLD} {table} WHERE kind = 'scan' AND badge IN ({_marks(badges)}) "
        "AND badge NOT IN (SELECT badge FROM theirs WHERE kind = 'badge')"
        for table in tables
    )
    aiming = " UNION ALL ".join(
        f"{FOLD} {table} WHERE target IN (SELECT id FROM theirs UNION ALL SELECT id FROM unknown) AND kind <> 'void' "
        "AND id NOT IN (SELECT id FROM theirs)"
        for table in tables
    )
    return (
        f"WITH theirs AS MATERIALIZED ({theirs}), unknown AS MATERIALIZED ({unknown}) "
        f"SELECT * FROM theirs UNION ALL SELECT * FROM unknown UNION ALL {aiming}"
    )


def personal_values(tables: tuple[str, ...], numbers: list[str], badges: list[str]) -> list[str]:
    """What to bind to `personal_query`, in its order."""
    return [*(numbers * 2 * len(tables)), *(badges * len(tables))]


def _marks(count: int) -> str:
    return ", ".join("?" * count)
