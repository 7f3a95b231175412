"""Hours while the timetable has lessons."""

from __future__ import annotations

from checkin.rules.problems import N_
from exports.audit.plausibility.measure import Choice, Limit, Measure

_THEN = """CREATE OR REPLACE TEMP TABLE audit_lesson_session AS
SELECT key, team, volunteer, activity_team, activity, day, start, "end" FROM session WHERE rowid IN (
    SELECT s.rowid FROM session s JOIN audit_day m ON m.day = s.day
    JOIN audit_lesson l ON l.weekday = m.weekday AND l.since < s."end" - m.midnight AND l.until > s.start - m.midnight
    WHERE s.credited > 0)"""
_IN_CLASS = """CREATE OR REPLACE TEMP TABLE audit_in_class AS
WITH on_school_days AS (
    SELECT s.key, s.team, s.volunteer, s.activity_team, s.activity, s.day,
        s.start - m.midnight AS came, s."end" - m.midnight AS went, m.weekday,
        a.start - p."at" >= $announced_days * 86400000 AS announced
    FROM audit_lesson_session s LEFT JOIN activity a ON a.team = s.activity_team AND a.code = s.activity
    JOIN audit_day m ON m.day = s.day AND m.timezone = coalesce(a.timezone, 'Asia/Shanghai')
    LEFT JOIN audit_planned p ON p.team = s.activity_team AND p.code = split_part(s.activity, '/', 1)
),
in_class AS (
    SELECT d.key, any_value(d.activity_team) AS activity_team, any_value(d.activity) AS activity, any_value(d.team) AS team,
        any_value(d.volunteer) AS volunteer, any_value(d.day) AS day, any_value(d.announced) AS announced,
        sum(least(d.went, l.until) - greatest(d.came, l.since)) // 60000 AS minutes
    FROM on_school_days d JOIN audit_lesson l ON l.weekday = d.weekday AND l.since < d.went AND l.until > d.came
    GROUP BY d.key)
SELECT i.*, v.class FROM in_class i JOIN (
    SELECT team, number, any_value(kind) AS kind, any_value(nullif(class, '')) AS class FROM volunteer GROUP BY team, number) v
    ON v.team = i.team AND v.number = i.volunteer
WHERE i.minutes >= $least_minutes AND list_contains($kinds, v.kind)"""
_SQL = """
-- A class most of which serves at what was written down days before has no lessons then: an exam of others, a day that was moved.
WITH sizes AS (SELECT team, class, count(DISTINCT number) AS pupils FROM volunteer WHERE class <> '' GROUP BY team, class),
free AS (
    SELECT i.team, i.class, i.day FROM audit_in_class i JOIN sizes z USING (team, class) WHERE i.announced
    GROUP BY i.team, i.class, i.day HAVING count(DISTINCT i.volunteer) >= $class_share * any_value(z.pupils)),
asked AS (
    SELECT i.* FROM audit_in_class i LEFT JOIN free f ON f.team = i.team AND f.class = i.class AND f.day = i.day
    WHERE f.day IS NULL OR i.announced IS NOT TRUE),
enough AS (
    SELECT * FROM asked QUALIFY dense_rank() OVER (PARTITION BY activity_team, activity ORDER BY team, volunteer)
        + dense_rank() OVER (PARTITION BY activity_team, activity ORDER BY team DESC, volunteer DESC) - 1 >= $least)
-- One question for a school's day, of however many activities.
SELECT activity_team AS team, CASE WHEN count(DISTINCT activity) = 1 THEN activity_team || '/' || any_value(activity)
        ELSE 'lessons ' || strftime(day, '%Y-%m-%d') END AS about,
    struct_pack(activity := string_agg(DISTINCT split_part(activity, '/', 1), ', ' ORDER BY split_part(activity, '/', 1)),
        day := strftime(day, '%Y-%m-%d'), persons := count(DISTINCT (team, volunteer)), minutes := sum(minutes)::BIGINT) AS facts,
    list(DISTINCT key) AS sessions
FROM enough GROUP BY activity_team, day"""

LESSONS = Measure(
    "lessons",
    {
        "least_minutes": Limit(1, 1440),
        "least": Limit(1, 100_000),
        "kinds": Choice(("student", "teacher", "parent")),
        "announced_days": Limit(0, 366, usual=3),
        "class_share": Limit(0.1, 1, whole=False, usual=0.5),
    },
    _SQL,
    N_("{day}, {activity}: {persons} persons have {minutes} hours of it while the timetable has lessons."),
    (_THEN, _IN_CLASS),
    needs="audit_in_class",
)
"""`least` persons of these `kinds` at an activity, each with `least_minutes` or more of a session within lessons of the timetable;
one question for a day. Nothing is asked about a class of which `class_share` (0.1 to 1) serves at activities that were written down
`announced_days` before they began. Needs the tables `audit_day` and `audit_lesson` (`exports.audit.plausibility.timetable`);
without a timetable they are empty."""
