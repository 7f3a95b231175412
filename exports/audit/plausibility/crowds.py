"""Where many scans lie close together: the activities that a measure of crowds looks at, and their sessions with desks, read once for all of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

import duckdb

from exports.audit.plausibility.measure import Crowd, Measure

_TIMES = """CREATE OR REPLACE TEMP TABLE audit_times AS
    SELECT activity_team, activity, list_sort(list_concat(list(start), list("end") FILTER ("end" IS NOT NULL))) AS times
    FROM session WHERE source IN ('scanned', 'ruled') AND credited > 0 AND start IS NOT NULL GROUP BY ALL"""
_NONE = """CREATE OR REPLACE TEMP TABLE audit_crowd
    (measure VARCHAR, least BIGINT, seconds DOUBLE, activity_team VARCHAR, activity VARCHAR)"""
_CROWDED = """INSERT INTO audit_crowd SELECT m.* EXCLUDE (n), activity_team, activity FROM ({crowds})
    JOIN audit_times t ON t.rowid = place JOIN (VALUES {measures}) m(n, measure, least, seconds) ON list_contains(found, n)"""
_FOUND = """SELECT place, [{judged}] AS found FROM (SELECT place, first, last - first AS gap FROM (
    SELECT rowid AS place, unnest(times) AS first, unnest(times[{scans}:]) AS last FROM audit_times))
    WHERE gap <= greatest({widest}) GROUP BY place"""
_OFTEN = "count(*) FILTER (gap <= {within}) >= {often}"
_TWICE = "max(first) FILTER (gap <= {within}) - min(first) FILTER (gap <= {within}) >= least({within}, 60000)"
_SESSIONS = """CREATE OR REPLACE TEMP TABLE audit_crowd_session AS
    SELECT activity_team, activity, key, team, volunteer, source, start, "end", TRY_CAST(open_event AS UUID) AS opened,
        TRY_CAST(close_event AS UUID) AS closed
    FROM session WHERE rowid IN (
        SELECT s.rowid FROM session s SEMI JOIN audit_crowd USING (activity_team, activity)
        WHERE source IN ('scanned', 'ruled') AND credited > 0)"""
_DESKS = """CREATE OR REPLACE TEMP TABLE audit_crowd_desk AS SELECT id, desk, kind FROM audit_event
    WHERE id IN (SELECT opened FROM audit_crowd_session UNION ALL SELECT closed FROM audit_crowd_session)"""
_LINES = """CREATE OR REPLACE TEMP TABLE audit_crowd_line AS
    SELECT s.*, came.desk AS desk_in, went.desk AS desk_out FROM audit_crowd_session s
    JOIN audit_crowd_desk came ON came.id = s.opened JOIN audit_crowd_desk went ON went.id = s.closed"""


def find_crowds(db: duckdb.DuckDBPyConnection, asked: Iterable[tuple[Measure, Mapping[str, Any]]]) -> None:
    """Make `audit_times`, of each activity the instants of its scans in order, those in and those out together, also of ruled
    sessions; `audit_crowd`, by measure, `least` and `seconds` the activities that have such a crowd;
    `audit_crowd_session`, the credited sessions of all of them, scanned or ruled, with the ids of the events that opened and closed
    them; `audit_crowd_desk`, the desk and the kind of those events; and `audit_crowd_line`, those sessions with the desks of both,
    `desk_in` and `desk_out`.
    """
    db.execute(_TIMES)
    db.execute(_NONE)
    if wanted := {
        (one.name, settings["least"], float(settings["seconds"])): one.crowd for one, settings in asked if one.crowd
    }:
        db.execute(_crowded(wanted))
    for statement in (_SESSIONS, _DESKS, _LINES):
        db.execute(statement)


def _crowded(wanted: Mapping[tuple[str, int, float], Crowd]) -> str:
    """The statement that finds the crowds: the times are walked once for each number of scans, and compared as whole milliseconds."""
    judged, widest = defaultdict[int, list[str]](list), defaultdict[int, list[str]](list)
    for n, ((_name, least, seconds), crowd) in enumerate(wanted.items()):
        within, often = (text.format(least=least, seconds=seconds) for text in (crowd.within_ms, crowd.often))
        within = f"floor({within})::BIGINT"
        condition = (_TWICE if crowd.twice else _OFTEN).format(within=within, often=often)
        # Each scan is compared with the one `scans - 1` places after it.
        scans = crowd.scans or least
        judged[scans].append(f"CASE WHEN {condition} THEN {n} END")
        widest[scans].append(within)
    found = (
        _FOUND.format(judged=", ".join(judged[scans]), scans=scans, widest=", ".join(widest[scans])) for scans in judged
    )
    measures = ", ".join(f"({n}, '{name}', {least}, {seconds})" for n, (name, least, seconds) in enumerate(wanted))
    return _CROWDED.format(crowds=" UNION ALL ".join(found), measures=measures)


def in_crowds(measure: str, condition: str, table: str = "audit_crowd_session") -> str:
    """A query for the sessions of a table under a condition in the activities of this measure as `$least` and `$seconds` set it."""
    return f"""SELECT *, rowid AS place FROM {table} SEMI JOIN (
        SELECT activity_team, activity FROM audit_crowd WHERE measure = '{measure}' AND least = $least AND seconds = $seconds)
        USING (activity_team, activity) WHERE {condition}"""


def in_crowds_with_desks(measure: str, condition: str) -> str:
    """The same with the desks of the events `opened` and `closed`: `desk_in`, `desk_out`."""
    return in_crowds(measure, condition, "audit_crowd_line")


def lines_of(there: str) -> str:
    """The tables `lines` and `placed` of a query for the sessions of `there`, an `in_crowds_with_desks`: numbers for the `line` of a desk in
    which each session came (`came`) and the one in which it went (`went`), with its places there from 1. The activity as a whole has
    a line too where it has several desks (`whole`), for a stack that is dealt out to them. Nothing else is in them: there may be millions.
    """
    return f"""several AS (SELECT activity_team, activity FROM {there} GROUP BY ALL HAVING min(desk_in) <> max(desk_in)),
lines AS (
    SELECT place, start, opened, "end", closed, false AS whole, hash(activity_team, activity, desk_in) AS line,
        hash(activity_team, activity, desk_out) AS went_by FROM {there}
    UNION ALL SELECT place, start, opened, "end", closed, true, hash(activity_team, activity), hash(activity_team, activity)
    FROM {there} SEMI JOIN several USING (activity_team, activity)),
placed AS (
    SELECT *, row_number() OVER (PARTITION BY line ORDER BY start, opened) AS came,
        row_number() OVER (PARTITION BY went_by ORDER BY "end", closed) AS went FROM lines)"""
