"""Many badges by one scanner, faster than people walk past it: a stack of badges in one hand."""

from __future__ import annotations

from checkin.rules.problems import N_
from exports.audit.plausibility.measure import Limit, Measure

_SQL = """
WITH scanned AS NOT MATERIALIZED (
    SELECT activity_team, activity, key, team, volunteer, open_event AS scan, start AS "at"
    FROM session WHERE source = 'scanned' AND credited > 0 AND open_event IS NOT NULL
    UNION ALL
    SELECT activity_team, activity, key, team, volunteer, close_event, "end"
    FROM session WHERE source = 'scanned' AND credited > 0 AND close_event IS NOT NULL),
-- A stack fills one of two parts of its length at least by half: only there is each scan compared with those before it.
busy AS (
    SELECT any_value(activity_team) AS activity_team, any_value(activity) AS activity,
        any_value("at") // CAST($seconds * 1000 * ($least - 1) AS BIGINT) AS part
    FROM scanned GROUP BY hash(activity_team, activity, "at" // CAST($seconds * 1000 * ($least - 1) AS BIGINT))
    HAVING count(*) >= ($least + 1) // 2),
near AS (
    SELECT DISTINCT hash(activity_team, activity, part) AS near FROM
        (SELECT activity_team, activity, unnest([part - 1, part, part + 1]) AS part FROM busy)),
there AS (
    SELECT s.*, e.desk FROM scanned s
    SEMI JOIN near n ON n.near = hash(s.activity_team, s.activity, s."at" // CAST($seconds * 1000 * ($least - 1) AS BIGINT))
    JOIN audit_event e ON e.id = TRY_CAST(s.scan AS UUID)),
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
        seconds := round(arg_max(seconds, persons), 1)) AS facts,
    list_distinct(flatten(list(keys))) AS sessions
FROM stacks GROUP BY activity_team, activity, desk"""

STACK = Measure(
    "stack",
    {"least": Limit(2, 1000), "seconds": Limit(0.05, 60, whole=False)},
    _SQL,
    N_("Activity {activity}: {stacks} times many badges within seconds at one desk, once {persons} in {seconds} s."),
)
"""`least` persons in a row at one desk of one activity, on the average at most `seconds` apart."""
