"""Tables that several measures read: made once for an audit, so that a million sessions are not read again by each of them."""

from __future__ import annotations

import duckdb

_SUMS = """CREATE OR REPLACE TEMP TABLE audit_sums AS
    SELECT activity_team, activity, team, day, source, min(start) AS start, max("end") AS "end", count(*) AS sessions,
        coalesce(sum(credited), 0)::BIGINT AS minutes, coalesce(max(credited), 0) AS longest,
        greatest(coalesce(max(credited * 60 - coalesce(seconds, 0)), 0), 0) AS rounded_up
    FROM session GROUP BY ALL"""
_BY_WORD = """CREATE OR REPLACE TEMP TABLE audit_by_word AS
    WITH entered AS (
        SELECT key, activity_team, activity, team, volunteer, day, source, credited, coalesce("end", start) AS served,
            coalesce(flags, '') LIKE '%training%' AS training,
            right(events, 36) AS deed
        FROM session WHERE rowid IN (
            SELECT rowid FROM session WHERE credited > 0 AND (source <> 'scanned' OR flags LIKE '%replayed%')))
    SELECT w.*, e.kind, coalesce(e.operator, '') AS operator FROM entered w
    LEFT JOIN (SELECT id, kind, operator FROM audit_event WHERE kind IN ('rule', 'add')) e ON e.id = TRY_CAST(w.deed AS UUID)"""


def make_shared_tables(db: duckdb.DuckDBPyConnection) -> None:
    """Make what measures without a crowd read together: `audit_sums`, by activity, team, day and source when the
    first began and the last ended, how many `sessions` there are, the credited minutes of all and of the `longest`, and by how many
    seconds one was `rounded_up` at most; `audit_by_word`, the credited sessions that don't rest on
    scans of that hour alone, with the id of their last event, `deed`, and where it is a ruling or an addition its `kind` and
    `operator`. Those of crowds are made by `crowds.find_crowds`.
    """
    db.execute(_SUMS)
    db.execute(_BY_WORD)


def elsewhere(members: str) -> str:
    """The tables of a query for those in `members` (`m`), each with all arrivals (`o`) of the same person at other activities."""
    return f"""{members} m JOIN session o ON o.team = m.team AND o.volunteer = m.volunteer AND o.source = 'scanned'
        AND o.start IS NOT NULL AND (o.activity_team, o.activity) <> (m.activity_team, m.activity)"""
