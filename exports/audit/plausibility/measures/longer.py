"""Far more hours than the activity lasted."""

from __future__ import annotations

from checkin.rules.problems import N_
from exports.audit.plausibility.measure import Limit, Measure

_LASTING = """lasting AS (
    SELECT team AS activity_team, code AS activity, ("end" - start) / 60000.0 AS planned FROM activity WHERE "end" > start)"""
_PERSON_DAY = "hash(activity_team, activity, team, volunteer, day)"
_PERSONS = f"""CREATE OR REPLACE TEMP TABLE audit_longer_person AS
WITH {_LASTING}
SELECT {_PERSON_DAY} AS person_day FROM session WHERE credited > 0 AND team IS NOT NULL GROUP BY ALL HAVING count(*) > 1
UNION ALL SELECT {_PERSON_DAY} FROM session JOIN lasting USING (activity_team, activity)
WHERE credited > planned * $times + $more_minutes AND team IS NOT NULL"""
_SESSIONS = f"""CREATE OR REPLACE TEMP TABLE audit_longer AS
SELECT key, activity_team, activity, team, volunteer, day, credited FROM session WHERE credited > 0 AND rowid IN (
    SELECT rowid FROM session WHERE {_PERSON_DAY} IN (SELECT person_day FROM audit_longer_person))"""
"""One session is too long, or several of a person's day are together: only these are summed."""
_SQL = f"""
WITH {_LASTING},
person AS (
    SELECT activity_team, activity, team, volunteer, sum(credited)::BIGINT AS minutes, any_value(planned) AS planned,
        list(key) AS keys
    FROM audit_longer JOIN lasting USING (activity_team, activity) GROUP BY activity_team, activity, team, volunteer, day
    HAVING sum(credited) > any_value(planned) * $times + $more_minutes)
SELECT activity_team AS team, activity_team || '/' || activity AS about,
    struct_pack(activity := split_part(activity, '/', 1), persons := count(DISTINCT (team, volunteer)),
        minutes := max(minutes), planned_minutes := any_value(planned)) AS facts,
    list_distinct(flatten(list(keys))) AS sessions
FROM person GROUP BY activity_team, activity"""

LONGER = Measure(
    "longer",
    {"times": Limit(1, 100, whole=False), "more_minutes": Limit(0, 10_000)},
    _SQL,
    N_(
        "Activity {activity} lasted {planned_minutes} hours; {persons} persons have more of it, up to {minutes} in one day."
    ),
    (_PERSONS, _SESSIONS),
)
"""A person's minutes of one day are more than the planned length `times` this, and `more_minutes`."""
