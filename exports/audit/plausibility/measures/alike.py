"""The same times in and out of many who otherwise never arrive together."""

from __future__ import annotations

from checkin.rules.problems import N_
from exports.audit.plausibility.crowds import in_crowds
from exports.audit.plausibility.measure import Crowd, Limit, Measure
from exports.audit.plausibility.shared_tables import elsewhere

_SQL = f"""
WITH near AS ({in_crowds("alike", "source = 'scanned' AND team IS NOT NULL")}),
often AS (
    SELECT activity_team, activity, start // CAST($seconds * 1000 AS BIGINT) AS came,
        "end" // CAST($seconds * 1000 AS BIGINT) AS went
    FROM near GROUP BY ALL HAVING count(*) >= $least),
matched AS (
    SELECT s.activity_team, s.activity, s.key, s.team, s.volunteer, o.came, o.went
    FROM near s JOIN often o ON o.activity_team = s.activity_team AND o.activity = s.activity
        AND o.came = s.start // CAST($seconds * 1000 AS BIGINT) AND o.went = s."end" // CAST($seconds * 1000 AS BIGINT)),
alike AS (
    SELECT activity_team, activity, list(key) AS keys, list((team, volunteer)) AS people,
        count(DISTINCT (team, volunteer)) AS persons
    FROM matched GROUP BY activity_team, activity, came, went HAVING persons >= $least),
asked AS (SELECT activity_team, activity, flatten(list(keys)) AS keys FROM alike GROUP BY ALL),
member AS (
    SELECT activity_team, activity, one[1] AS team, one[2] AS volunteer FROM
        (SELECT DISTINCT activity_team, activity, unnest(people) AS one FROM alike)),
arrivals AS (
    SELECT m.activity_team, m.activity, count(*) AS persons FROM {elsewhere("member")}
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
    crowd=Crowd("{seconds} * 1000"),
)
"""`least` persons with the same times, to `seconds`, of whose other arrivals at most `together_share` (0 to 1) fell within
`apart_minutes` of one another."""
