"""A stack of badges that was scanned slowly: the same order in and out, faster than a line of people walks."""

from __future__ import annotations

from checkin.rules.problems import N_
from exports.audit.plausibility.crowds import in_crowds_with_desks
from exports.audit.plausibility.measure import Crowd, Limit, Measure

_SQL = f"""
WITH there AS ({in_crowds_with_desks("same_order", "source = 'scanned'")}),
-- Each desk has a line; so has the activity as a whole, for a stack that is dealt out to several desks.
lines AS (
    SELECT *, desk_in AS came_by, desk_out AS went_by FROM there UNION ALL SELECT *, '*' AS came_by, '*' AS went_by FROM there),
placed AS (
    SELECT *, row_number() OVER (PARTITION BY activity_team, activity, came_by ORDER BY start, opened) AS came,
        row_number() OVER (PARTITION BY activity_team, activity, went_by ORDER BY "end", closed) AS went FROM lines),
-- Who follows the one before both times has the same difference of places; in a stack that was turned over, the same sum.
ways AS (
    SELECT *, 'same' AS way, came - went AS apart FROM placed UNION ALL SELECT *, 'turned' AS way, came + went AS apart FROM placed),
numbered AS (
    SELECT *, came - row_number() OVER (PARTITION BY activity_team, activity, came_by, went_by, way, apart ORDER BY came) AS part
    FROM ways),
stacks AS (
    SELECT activity_team, activity, came_by, count(DISTINCT (team, volunteer)) AS persons, list(key) AS keys,
        greatest(max(start) - min(start), max("end") - min("end")) / 1000.0 / (count(*) - 1) AS seconds
    FROM numbered GROUP BY activity_team, activity, came_by, went_by, way, apart, part
    HAVING count(*) >= $least AND persons >= $least AND seconds <= $seconds AND (came_by <> '*' OR count(DISTINCT desk_in) > 1))
SELECT activity_team AS team, activity_team || '/' || activity || ' ' || came_by AS about,
    struct_pack(activity := split_part(activity, '/', 1), persons := max(persons),
        seconds := round(arg_max(seconds, (persons, -seconds)), 1)) AS facts,
    list_distinct(flatten(list(keys))) AS sessions
FROM stacks GROUP BY activity_team, activity, came_by"""

SAME_ORDER = Measure(
    "same_order",
    {"least": Limit(3, 1000), "seconds": Limit(0.05, 60, whole=False)},
    _SQL,
    N_("Activity {activity}: {persons} persons in a row came and went in one order, on the average {seconds} s apart."),
    crowd=Crowd("{seconds} * 1000 * ({least} - 1)", twice=True),
)
"""`least` persons who follow one another, at one desk or dealt out to several, in and out in the same or the opposite order, both times on the average at
most `seconds` apart."""
