"""Far more hours than the activity lasted."""

from __future__ import annotations

from checkin.rules.problems import N_
from exports.audit.plausibility.measure import Limit, Measure

_LASTING = """lasting AS (
    SELECT team AS activity_team, code AS activity, ("end" - start) / 60000.0 AS planned FROM activity WHERE "end" > start)"""
_PERSON_DAY = "hash(activity_team, activity, team, volunteer, day)"
_ACTIVITIES = f"""CREATE OR REPLACE TEMP TABLE audit_longer_activity AS
WITH {_LASTING}
SELECT DISTINCT activity_team, activity, team, day FROM audit_sums JOIN lasting USING (activity_team, activity)
WHERE source = 'scanned' AND team IS NOT NULL AND longest > 0
    AND coalesce(("end" - start) / 60000.0 + sessions * rounded_up / 60.0 > planned * $times + $more_minutes, true)"""
"""Scanned sessions of a person at an activity follow each other: where all of a day lie within the limit, what they credit does so too."""
_PERSONS = f"""CREATE OR REPLACE TEMP TABLE audit_longer_person AS
SELECT {_PERSON_DAY} AS person_day FROM audit_by_word WHERE source <> 'scanned' AND team IS NOT NULL
UNION ALL SELECT {_PERSON_DAY} FROM session SEMI JOIN audit_longer_activity USING (activity_team, activity, team, day) WHERE credited > 0"""
_SESSIONS = f"""CREATE OR REPLACE TEMP TABLE audit_longer AS
SELECT rowid AS place, activity_team, activity, team, volunteer, day, credited FROM session
WHERE credited > 0 AND {_PERSON_DAY} IN (SELECT person_day FROM audit_longer_person)"""
"""Only these can be too many: those of whom something rests on word, and those of long days."""
_SQL = f"""
WITH {_LASTING},
person AS (
    SELECT activity_team, activity, team, volunteer, sum(credited)::BIGINT AS minutes, any_value(planned) AS planned,
        list(place) AS places
    FROM audit_longer JOIN lasting USING (activity_team, activity) GROUP BY activity_team, activity, team, volunteer, day
    HAVING sum(credited) > any_value(planned) * $times + $more_minutes),
asked AS (
    SELECT activity_team, activity, flatten(list(places)) AS places,
        struct_pack(activity := split_part(activity, '/', 1), persons := count(DISTINCT (team, volunteer)),
            minutes := max(minutes), planned_minutes := any_value(planned)) AS facts
    FROM person GROUP BY activity_team, activity)
SELECT a.activity_team AS team, a.activity_team || '/' || a.activity AS about, any_value(a.facts) AS facts, list(s.key) AS sessions
FROM (SELECT *, unnest(places) AS place FROM asked) a JOIN session s ON s.rowid = a.place GROUP BY a.activity_team, a.activity"""

LONGER = Measure(
    "longer",
    {"times": Limit(1, 100, whole=False), "more_minutes": Limit(0, 10_000)},
    _SQL,
    N_(
        "Activity {activity} lasted {planned_minutes} hours; {persons} persons have more of it, up to {minutes} in one day."
    ),
    (_ACTIVITIES, _PERSONS, _SESSIONS),
    needs="audit_longer",
)
"""A person's minutes of one day are more than the planned length `times` this, and `more_minutes`."""
