"""Whose the badges of the district are, by what the desks of all teams issued and revoked; `checkin.rules` judges.

Scans of badges that no desk knew are many: they are joined in SQL with the spans in which a number is somebody's.
"""

from __future__ import annotations

from collections.abc import Sequence

import duckdb

from checkin.rules.badge_holders import BadgeHolders, holders_of
from checkin.rules.badge_tenures import Span
from checkin.rules.events import Event
from checkin.rules.facts import Facts
from checkin.rules.wire import read_event

SCANNED_UNKNOWN = "SELECT badge FROM event WHERE kind = 'scan' AND volunteer IS NULL"
WORDS_ON_UNKNOWN = f"SELECT raw FROM event WHERE kind = 'badge' AND badge IN ({SCANNED_UNKNOWN})"
"""What was said of the badges that somebody scanned where nobody knew them; in DuckDB's words and in Spark's."""


def events_of_raw(raws: Sequence[str]) -> list[Event]:
    """Events by their bytes of record, as they stand in the table."""
    return [read_event(raw.encode("utf-8"))[0] for raw in raws]


def holders_of_unknown(db: duckdb.DuckDBPyConnection, facts: Facts) -> BadgeHolders:
    """Whose the badges are that were scanned where nobody knew them."""
    return _holders(db, WORDS_ON_UNKNOWN, facts)


def all_holders(db: duckdb.DuckDBPyConnection, facts: Facts) -> BadgeHolders:
    """Whose all badges are of which any desk spoke."""
    return _holders(db, "SELECT raw FROM event WHERE kind = 'badge'", facts)


def holders_given_twice(db: duckdb.DuckDBPyConnection, facts: Facts) -> BadgeHolders:
    """Whose the badges are of which desks named more than one volunteer."""
    several = "SELECT badge FROM event WHERE kind = 'badge' GROUP BY badge HAVING count(DISTINCT volunteer) > 1"
    return _holders(db, f"SELECT raw FROM event WHERE kind = 'badge' AND badge IN ({several})", facts)


def owned_at(at: str) -> str:
    """The condition by which a scan `e`, scanned at the column `at`, belongs to the row `o` of the table `owner`."""
    return f"o.badge = e.badge AND o.since <= {at} AND {at} < o.until"


def write_owners(db: duckdb.DuckDBPyConnection, spans: Sequence[Span]) -> None:
    """The temporary table `owner`: a row for each span, in the columns of `Span`."""
    db.execute("CREATE OR REPLACE TEMP TABLE owner (badge VARCHAR, since BIGINT, until BIGINT, volunteer VARCHAR)")
    if spans:
        db.execute(
            f"INSERT INTO owner SELECT {', '.join(['unnest(?)'] * len(Span._fields))}",
            [list(column) for column in zip(*spans, strict=True)],
        )


def _holders(db: duckdb.DuckDBPyConnection, query: str, facts: Facts) -> BadgeHolders:
    return holders_of(events_of_raw([raw for (raw,) in db.execute(query).fetchall()]), facts.struck)
