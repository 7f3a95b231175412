"""The same times in and out of many who otherwise never arrive together."""

from __future__ import annotations

from checkin.rules.problems import N_
from exports.audit.plausibility.measure import Limit, Measure

_SQL = """
WITH often AS (
    SELECT activity_team, activity, start // CAST($seconds * 1000 AS BIGINT) AS came,
        "end" // CAST($seconds * 1000 AS BIGINT) AS went
    FROM session WHERE source = 'scanned' AND credited > 0 AND team IS NOT NULL GROUP BY ALL HAVING count(*) >= $least),
alike AS (
    SELECT s.activity_team, s.activity, list(s.key) AS keys, count(DISTINCT (s.team, s.volunteer)) AS persons
    FROM session s JOIN often o ON o.activity_team = s.activity_team AND o.activity = s.activity
        AND o.came = s.start // CAST($seconds * 1000 AS BIGINT) AND o.went = s."end" // CAST($seconds * 1000 AS BIGINT)
    WHERE s.source = 'scanned' AND s.credited > 0 AND s.team IS NOT NULL
    GROUP BY s.activity_team, s.activity, o.came, o.went HAVING persons >= $least),
asked AS (SELECT activity_team, activity, flatten(list(keys)) AS keys FROM alike GROUP BY ALL),
member AS (
    SELECT a.activity_team, a.activity, s.team, s.volunteer FROM
        (SELECT activity_team, activity, unnest(keys) AS key FROM asked) a JOIN session s USING (key) GROUP BY ALL),
arrivals AS (
    SELECT m.activity_team, m.activity, count(*) AS persons FROM member m
    JOIN session o ON o.team = m.team AND o.volunteer = m.volunteer AND o.source = 'scanned' AND o.start IS NOT NULL
        AND (o.activity_team, o.activity) <> (m.activity_team, m.activity)
    GROUP BY m.activity_team, m.activity, o.activity_team, o.activity, o.start // CAST($apart_minutes * 60000 AS BIGINT)),
judged AS (
    SELECT activity_team, activity, sum(persons) AS times, coalesce(sum(persons) FILTER (persons > 1), 0) AS together
    FROM arrivals GROUP BY ALL)
SELECT activity_team AS team, activity_team || '/' || activity AS about,
    struct_pack(activity := split_part(activity, '/', 1), persons := len(keys), seconds := $seconds,
        times := times::BIGINT, together := together::BIGINT) AS facts, keys AS sessions
FROM asked JOIN judged USING (activity_team, activity)
WHERE times >= $least AND together <= $together_share * times"""

ALIKE = Measure(
    "alike",
    {
        "least": Limit(2, 1000),
        "seconds": Limit(1, 3600, whole=False),
        "apart_minutes": Limit(1, 240),
        "together_share": Limit(0, 1, whole=False),
    },
    _SQL,
    N_(
        "Activity {activity}: {persons} persons came and went within the same {seconds} s; of their {times} other arrivals "
        "{together} were together."
    ),
)
"""`least` persons with the same times, to `seconds`, of whose other arrivals at most `together_share` (0 to 1) fell within
`apart_minutes` of one another."""
