"""Who owns each badge, from the badge events of all teams; `checkin.rules.badge_holders` decides.

There can be many scans of badges that no desk knew. SQL joins them with the spans of time in which a person owned the
badge number.
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
BADGE_EVENTS_OF_UNKNOWN = f"SELECT raw FROM event WHERE kind = 'badge' AND badge IN ({SCANNED_UNKNOWN})"
"""Badge events of the badges that were unknown at the desk that scanned them. The query runs in DuckDB and in Spark."""


def events_of_raw(raws: Sequence[str]) -> list[Event]:
    """The events whose stored bytes (as text) stand in the column `raw`."""
    return [read_event(raw.encode("utf-8"))[0] for raw in raws]


def holders_of_unknown(db: duckdb.DuckDBPyConnection, facts: Facts) -> BadgeHolders:
    """The holders of the badges that were unknown at the desk that scanned them."""
    return _holders(db, BADGE_EVENTS_OF_UNKNOWN, facts)


def all_holders(db: duckdb.DuckDBPyConnection, facts: Facts) -> BadgeHolders:
    """The holders of all badges that any desk issued or revoked."""
    return _holders(db, "SELECT raw FROM event WHERE kind = 'badge'", facts)


def holders_given_twice(db: duckdb.DuckDBPyConnection, facts: Facts) -> BadgeHolders:
    """The holders of the badges for which desks named more than one volunteer."""
    several = "SELECT badge FROM event WHERE kind = 'badge' GROUP BY badge HAVING count(DISTINCT volunteer) > 1"
    return _holders(db, f"SELECT raw FROM event WHERE kind = 'badge' AND badge IN ({several})", facts)


def owned_at(at: str) -> str:
    """An SQL condition: the scan `e` belongs to the row `o` of the table `owner`. `at` is the column with the scan's time."""
    return f"o.badge = e.badge AND o.since <= {at} AND {at} < o.until"


def write_owners(db: duckdb.DuckDBPyConnection, spans: Sequence[Span]) -> None:
    """Write the temporary table `owner`: a row for each span, with the columns of `Span`."""
    db.execute("CREATE OR REPLACE TEMP TABLE owner (badge VARCHAR, since BIGINT, until BIGINT, volunteer VARCHAR)")
    if spans:
        db.execute(
            f"INSERT INTO owner SELECT {', '.join(['unnest(?)'] * len(Span._fields))}",
            [list(column) for column in zip(*spans, strict=True)],
        )


def _holders(db: duckdb.DuckDBPyConnection, query: str, facts: Facts) -> BadgeHolders:
    events = events_of_raw([raw for (raw,) in db.execute(query).fetchall()])
    return holders_of(facts.joins.read_all(events), facts.struck)
