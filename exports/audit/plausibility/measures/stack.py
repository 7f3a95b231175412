"""Many badges by one scanner, faster than people walk past it: a stack of badges in one hand."""

from __future__ import annotations

from checkin.rules.problems import N_
from exports.audit.plausibility.crowds import in_crowds
from exports.audit.plausibility.measure import Crowd, Limit, Measure

_SQL = f"""
WITH near AS ({in_crowds("stack", "true")}),
scans AS (
    SELECT activity_team, activity, key, team, volunteer, opened AS scan, start AS "at" FROM near
    UNION ALL SELECT activity_team, activity, key, team, volunteer, closed, "end" FROM near),
there AS (SELECT s.*, e.desk FROM scans s JOIN audit_crowd_desk e ON e.id = s.scan WHERE e.kind = 'scan'),
-- So many scans in a row take no longer than a stack does: the last of them ends one, and all of them are in it.
timed AS (
    SELECT *, row_number() OVER w AS place,
        "at" - lag("at", CAST($least AS INTEGER) - 1) OVER w <= $seconds * 1000 * ($least - 1) AS ends
    FROM there WINDOW w AS (PARTITION BY activity_team, activity, desk ORDER BY "at", scan)),
marked AS (
    SELECT *, min(CASE WHEN ends THEN place END) OVER (
        PARTITION BY activity_team, activity, desk ORDER BY place ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING) AS next_end
    FROM timed),
stacked AS (
    SELECT *, coalesce("at" - lag("at") OVER w > $seconds * 1000 * ($least - 1), true) AS begins FROM marked
    WHERE next_end - place < $least WINDOW w AS (PARTITION BY activity_team, activity, desk ORDER BY place)),
numbered AS (
    SELECT *, sum(begins::INTEGER) OVER (PARTITION BY activity_team, activity, desk ORDER BY place) AS stack FROM stacked),
stacks AS (
    SELECT activity_team, activity, desk, stack, count(DISTINCT (team, volunteer)) AS persons,
        (max("at") - min("at")) / 1000.0 AS seconds, list(key) AS keys
    FROM numbered GROUP BY ALL HAVING persons >= $least)
SELECT activity_team AS team, activity_team || '/' || activity || ' ' || desk AS about,
    struct_pack(activity := split_part(activity, '/', 1), desk := desk, stacks := count(*), persons := max(persons),
        seconds := round(arg_max(seconds, (persons, -seconds)), 1)) AS facts,
    list_distinct(flatten(list(keys))) AS sessions
FROM stacks GROUP BY activity_team, activity, desk"""

STACK = Measure(
    "stack",
    {"least": Limit(2, 1000), "seconds": Limit(0.05, 60, whole=False)},
    _SQL,
    N_("Activity {activity}: {stacks} times many badges within seconds at one desk, once {persons} in {seconds} s."),
    crowd=Crowd("{seconds} * 1000 * ({least} - 1)"),
)
"""`least` persons in a row at one desk of one activity, on the average at most `seconds` apart. Who was scanned in so and ruled afterwards
counts too."""
