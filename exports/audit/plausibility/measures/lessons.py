"""Hours while the timetable has lessons."""

from __future__ import annotations

from checkin.rules.problems import N_
from exports.audit.plausibility.measure import Choice, Limit, Measure

_SQL = """
WITH on_school_days AS (
    SELECT s.key, s.team, s.volunteer, s.activity_team, s.activity, s.credited,
        s.start - m.midnight AS came, s."end" - m.midnight AS went, m.weekday
    FROM session s LEFT JOIN activity a ON a.team = s.activity_team AND a.code = s.activity
    JOIN audit_day m ON m.day = s.day AND m.timezone = coalesce(a.timezone, 'Asia/Shanghai')
    WHERE s.credited > 0 AND s.start IS NOT NULL AND s."end" IS NOT NULL),
in_class AS (
    SELECT d.key, any_value(d.activity_team) AS activity_team, any_value(d.activity) AS activity, any_value(d.team) AS team,
        any_value(d.volunteer) AS volunteer,
        sum(least(d.went, l.until) - greatest(d.came, l.since)) // 60000 AS minutes
    FROM on_school_days d JOIN audit_lesson l ON l.weekday = d.weekday AND l.since < d.went AND l.until > d.came
    GROUP BY d.key),
of_pupils AS (
    SELECT o.* FROM in_class o JOIN (SELECT DISTINCT team, number, kind FROM volunteer) v
        ON v.team = o.team AND v.number = o.volunteer
    WHERE o.minutes >= $least_minutes AND list_contains($kinds, v.kind))
SELECT activity_team AS team, activity_team || '/' || activity AS about,
    struct_pack(activity := split_part(activity, '/', 1), persons := count(DISTINCT (team, volunteer)),
        minutes := sum(minutes)::BIGINT) AS facts, list(DISTINCT key) AS sessions
FROM of_pupils GROUP BY activity_team, activity HAVING count(DISTINCT (team, volunteer)) >= $least"""

LESSONS = Measure(
    "lessons",
    {"least_minutes": Limit(1, 1440), "least": Limit(1, 100_000), "kinds": Choice(("student", "teacher", "parent"))},
    _SQL,
    N_("Activity {activity}: {persons} persons have {minutes} hours of it while the timetable has lessons."),
)
"""`least` persons of these `kinds`, each with `least_minutes` or more of a session within lessons of the timetable. Needs
the tables `audit_day` and `audit_lesson` (`exports.audit.plausibility.timetable`); without a timetable they are empty."""
