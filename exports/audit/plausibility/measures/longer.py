"""Far more hours than the activity lasted."""

from __future__ import annotations

from checkin.rules.problems import N_
from exports.audit.plausibility.measure import Limit, Measure

_SQL = """
WITH lasting AS (SELECT team, code, ("end" - start) / 60000.0 AS minutes FROM activity WHERE "end" > start),
person AS (
    SELECT hash(s.activity_team, s.activity, s.team, s.volunteer, s.day) AS one, sum(s.credited)::BIGINT AS minutes,
        any_value(l.minutes) AS planned
    FROM session s JOIN lasting l ON l.team = s.activity_team AND l.code = s.activity
    WHERE s.credited > 0 AND s.team IS NOT NULL
    GROUP BY ALL HAVING sum(s.credited) > any_value(l.minutes) * $times + $more_minutes),
named AS (
    SELECT s.key, s.activity_team, s.activity, s.team, s.volunteer, p.minutes, p.planned FROM session s
    JOIN person p ON p.one = hash(s.activity_team, s.activity, s.team, s.volunteer, s.day) WHERE s.credited > 0)
SELECT activity_team AS team, activity_team || '/' || activity AS about,
    struct_pack(activity := split_part(activity, '/', 1), persons := count(DISTINCT (team, volunteer)),
        minutes := max(minutes), planned_minutes := any_value(planned)) AS facts,
    list(DISTINCT key) AS sessions
FROM named GROUP BY activity_team, activity"""

LONGER = Measure(
    "longer",
    {"times": Limit(1, 100, whole=False), "more_minutes": Limit(0, 10_000)},
    _SQL,
    N_(
        "Activity {activity} lasted {planned_minutes} hours; {persons} persons have more of it, up to {minutes} in one day."
    ),
)
"""A person's minutes of one day are more than the planned length `times` this, and `more_minutes`."""
