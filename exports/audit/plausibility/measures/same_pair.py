"""A friend's badge: two badges in one hand, scanned right after each other in and out, at one activity after the other."""

from __future__ import annotations

from checkin.rules.problems import N_
from exports.audit.plausibility.crowds import in_crowds_with_desks
from exports.audit.plausibility.measure import Crowd, Limit, Measure

_SERVED = "source = 'scanned' AND team IS NOT NULL AND start IS NOT NULL"
_TOGETHER = f"""CREATE OR REPLACE TEMP TABLE audit_same_pair AS
WITH there AS ({in_crowds_with_desks("same_pair", _SERVED)}),
near AS (
    SELECT *, CASE WHEN lead(start) OVER came - start <= $seconds * 1000 THEN lead(place) OVER came END AS came_with,
        CASE WHEN "end" - lag("end") OVER went <= $seconds * 1000 THEN lag(place) OVER went END AS went_after,
        CASE WHEN lead("end") OVER went - "end" <= $seconds * 1000 THEN lead(place) OVER went END AS went_before
    FROM there WINDOW came AS (PARTITION BY activity_team, activity, desk_in ORDER BY start, opened),
        went AS (PARTITION BY activity_team, activity, desk_out ORDER BY "end", closed)),
lines AS (
    SELECT activity_team, activity, desk_in, 2 * count(*) AS scans, count(came_with) + count(went_before) AS quick FROM near GROUP BY ALL)
SELECT n.activity_team, n.activity, least((n.team, n.volunteer), (o.team, o.volunteer)) AS one,
    greatest((n.team, n.volunteer), (o.team, o.volunteer)) AS other, [n.key, o.key] AS keys, l.scans - 4 AS scans, l.quick - 2 AS quick
FROM near n JOIN there o ON o.place = n.came_with
    JOIN lines l ON l.activity_team = n.activity_team AND l.activity = n.activity AND l.desk_in = n.desk_in
WHERE n.came_with IN (n.went_after, n.went_before) AND (n.team, n.volunteer) <> (o.team, o.volunteer)"""
_OFTEN = """CREATE OR REPLACE TEMP TABLE audit_same_pair_often AS
-- Where two scanners stand at one desk, others are as quick: then it says nothing.
SELECT activity_team, one, other, count(DISTINCT activity) AS times, flatten(list(keys)) AS keys FROM audit_same_pair
GROUP BY ALL HAVING times >= $least AND sum(quick) <= $others_share * sum(scans)"""
_SQL = """
WITH persons AS (
    SELECT activity_team, one AS person FROM audit_same_pair_often UNION SELECT activity_team, other FROM audit_same_pair_often),
served AS (
    SELECT DISTINCT s.activity_team, s.activity, p.person FROM session s
    JOIN persons p ON s.activity_team = p.activity_team AND s.team = p.person[1] AND s.volunteer = p.person[2]
    WHERE s.source = 'scanned' AND s.credited > 0),
-- Two friends who walk behind each other are so quick now and then, a hand with both badges is so each second time.
judged AS (
    SELECT o.activity_team, o.one, o.other, any_value(o.times) AS times, any_value(o.keys) AS keys, count(*) AS common
    FROM audit_same_pair_often o JOIN served a ON a.activity_team = o.activity_team AND a.person = o.one
    JOIN served b ON b.activity_team = o.activity_team AND b.activity = a.activity AND b.person = o.other
    GROUP BY o.activity_team, o.one, o.other HAVING any_value(o.times) >= $share * count(*))
SELECT activity_team AS team, activity_team || ' ' || one[1] || '/' || one[2] || ' ' || other[1] || '/' || other[2] AS about,
    struct_pack(volunteer := one[1] || '/' || one[2], other := other[1] || '/' || other[2], times := times, common := common,
        seconds := CAST($seconds AS DOUBLE)) AS facts,
    list_distinct(keys) AS sessions
FROM judged"""

SAME_PAIR = Measure(
    "same_pair",
    {
        "least": Limit(2, 1000),
        "seconds": Limit(0.05, 10, whole=False),
        "share": Limit(0, 1, whole=False),
        "others_share": Limit(0, 1, whole=False),
    },
    _SQL,
    N_(
        "{volunteer} and {other} came and left within {seconds} s of each other at {times} of {common} activities that both have."
    ),
    (_TOGETHER, _OFTEN),
    crowd=Crowd("{seconds} * 1000", scans=2, often="2"),
    needs="audit_same_pair_often",
)
"""The same two persons right after each other at one desk, both times within `seconds`, at `least` activities and at a `share` (0 to 1) of
those that both have; of the other scans there at most `others_share` are as quick."""
