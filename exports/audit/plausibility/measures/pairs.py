"""Badges that come close behind others, in and again out: held by somebody who scans them between other people, or after one another."""

from __future__ import annotations

from checkin.rules.problems import N_
from exports.audit.plausibility.crowds import in_crowds_with_desks
from exports.audit.plausibility.measure import Crowd, Limit, Measure

_SERVED = "source = 'scanned' AND team IS NOT NULL AND start IS NOT NULL"
_SQL = f"""
WITH there AS ({in_crowds_with_desks("pairs", _SERVED)}),
near AS (
    SELECT activity_team, activity, desk_in, key, start,
        [CASE WHEN start - lag(start) OVER came <= $seconds * 1000 THEN lag(key) OVER came END,
         CASE WHEN lead(start) OVER came - start <= $seconds * 1000 THEN lead(key) OVER came END] AS came_with,
        [CASE WHEN "end" - lag("end") OVER went <= $seconds * 1000 THEN lag(key) OVER went END,
         CASE WHEN lead("end") OVER went - "end" <= $seconds * 1000 THEN lead(key) OVER went END] AS went_with
    FROM there WINDOW came AS (PARTITION BY activity_team, activity, desk_in ORDER BY start, opened),
        went AS (PARTITION BY activity_team, activity, desk_out ORDER BY "end", closed)),
-- Two friends come and leave together: only who is close behind somebody else each time counts both times.
judged AS (
    SELECT *, list_count(came_with) > 0 AS quick_in, list_count(went_with) > 0 AS quick_out,
        quick_in AND quick_out AND NOT list_has_any(came_with, went_with) AS each_time
    FROM near),
counted AS (
    SELECT activity_team, activity, desk_in, count(*) FILTER (quick_in) AS came, count(*) FILTER (quick_out) AS went,
        count(*) FILTER (each_time) AS persons, list(key) FILTER (each_time) AS keys, min(start) AS first, (came + went) / 2.0 / count(*) AS part
    FROM judged GROUP BY ALL HAVING persons >= $least AND least(came, went) >= 2 * $least),
-- Where two scanners stand at one desk such pairs come every day: then they say nothing.
gaps AS (
    SELECT activity_team, activity, unnest(times[2:]) - unnest(times[:-2]) AS gap
    FROM audit_times SEMI JOIN counted USING (activity_team)),
usual AS (
    SELECT c.activity_team, c.activity, avg((g.gap <= $seconds * 1000)::INTEGER) AS part
    FROM (SELECT DISTINCT activity_team, activity FROM counted) c JOIN gaps g
        ON g.activity_team = c.activity_team AND g.activity <> c.activity GROUP BY ALL)
-- A second scanner that a desk got is asked about once, not at each activity: what was answered holds for the next ones too.
SELECT activity_team AS team, activity_team || ' ' || desk_in AS about,
    struct_pack(activity := string_agg(split_part(activity, '/', 1), ', ' ORDER BY first, activity), desk := desk_in,
        persons := sum(c.persons)::BIGINT, came := sum(came)::BIGINT, went := sum(went)::BIGINT,
        seconds := CAST($seconds AS DOUBLE)) AS facts,
    flatten(list(keys)) AS sessions
FROM counted c LEFT JOIN usual u USING (activity_team, activity) WHERE c.part >= $times_usual * coalesce(u.part, 0)
GROUP BY activity_team, desk_in"""

PAIRS = Measure(
    "pairs",
    {"least": Limit(2, 1000), "seconds": Limit(0.05, 10, whole=False), "times_usual": Limit(1, 100, whole=False)},
    _SQL,
    N_(
        "Desk {desk}, activity {activity}: {came} persons came within {seconds} s of another one and {went} left so, {persons} of them both times beside somebody else."
    ),
    crowd=Crowd("{seconds} * 1000", scans=2, often="2 * {least}"),
)
"""At one desk of one activity `least` persons who came within `seconds` of another one and left so of somebody else, among twice as many who
came so and who left so; `times_usual` times as large a part as at the school's other activities. One question for a desk, whatever the number of activities."""
