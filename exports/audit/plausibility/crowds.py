"""Where many scans lie close together: the activities that a measure of crowds looks at, and their sessions with desks, read once for all of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import duckdb

from exports.audit.plausibility.measure import Measure

_NONE = """CREATE OR REPLACE TEMP TABLE audit_crowd
    (measure VARCHAR, least BIGINT, seconds DOUBLE, activity_team VARCHAR, activity VARCHAR)"""
_CROWDED = """SELECT $measure_{n} AS measure, $least_{n} AS least, $seconds_{n} AS seconds, activity_team, activity FROM (
    SELECT activity_team, activity, unnest(times) AS first, unnest(times[CAST({scans} AS INTEGER):]) AS last FROM audit_times)
    WHERE last - first <= {within} GROUP BY activity_team, activity"""
_OFTEN = " HAVING count(*) >= {often}"
_TWICE = " HAVING max(first) - min(first) >= least({within}, 60000)"
_SESSIONS = """CREATE OR REPLACE TEMP TABLE audit_crowd_session AS
    SELECT activity_team, activity, key, team, volunteer, source, start, "end", TRY_CAST(open_event AS UUID) AS opened,
        TRY_CAST(close_event AS UUID) AS closed
    FROM session WHERE rowid IN (
        SELECT s.rowid FROM session s SEMI JOIN audit_crowd USING (activity_team, activity)
        WHERE source IN ('scanned', 'ruled') AND credited > 0)"""
_DESKS = """CREATE OR REPLACE TEMP TABLE audit_crowd_desk AS SELECT id, desk, kind FROM audit_event
    WHERE id IN (SELECT opened FROM audit_crowd_session UNION ALL SELECT closed FROM audit_crowd_session)"""


def find_crowds(db: duckdb.DuckDBPyConnection, asked: Iterable[tuple[Measure, Mapping[str, Any]]]) -> None:
    """Make `audit_crowd`, by measure, `least` and `seconds` the activities that have such a crowd, from the table `audit_times`;
    `audit_crowd_session`, the credited sessions of all of them, scanned or ruled, with the ids of the events that opened and closed
    them; and `audit_crowd_desk`, the desk and the kind of those events.
    """
    queries, bound = [], dict[str, Any]()
    wanted = {
        (one.name, settings["least"], float(settings["seconds"])): one.crowd for one, settings in asked if one.crowd
    }
    for n, ((name, least, seconds), crowd) in enumerate(wanted.items()):
        bound |= {f"measure_{n}": name, f"least_{n}": least, f"seconds_{n}": seconds}
        # Each scan is compared with the one `scans - 1` places before it.
        query = _CROWDED + (_TWICE if crowd.twice else _OFTEN)
        within, scans, often = (
            text.format(least=f"$least_{n}", seconds=f"$seconds_{n}")
            for text in (crowd.within_ms, crowd.scans, crowd.often)
        )
        queries.append(query.format(n=n, within=within, scans=scans, often=often))
    db.execute(_NONE)
    if queries:
        db.execute(f"INSERT INTO audit_crowd {' UNION ALL '.join(queries)}", bound)
    db.execute(_SESSIONS)
    db.execute(_DESKS)


def in_crowds(measure: str, condition: str) -> str:
    """A query for the sessions of `audit_crowd_session` under a condition in the activities of this measure as `$least` and `$seconds` set it."""
    return f"""SELECT * FROM audit_crowd_session SEMI JOIN (
        SELECT activity_team, activity FROM audit_crowd WHERE measure = '{measure}' AND least = $least AND seconds = $seconds)
        USING (activity_team, activity) WHERE {condition}"""


def in_crowds_with_desks(measure: str, condition: str) -> str:
    """A query for the rows of `in_crowds` with the desks of the events `opened` and `closed`: `desk_in`, `desk_out`."""
    return f"""SELECT s.*, came.desk AS desk_in, went.desk AS desk_out FROM ({in_crowds(measure, condition)}) s
    JOIN audit_crowd_desk came ON came.id = s.opened JOIN audit_crowd_desk went ON went.id = s.closed"""
