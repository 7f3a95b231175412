"""Much that several supervisors in turn ruled or added for one person."""

from __future__ import annotations

from checkin.rules.problems import N_
from exports.audit.plausibility.measure import Limit, Measure

_SQL = """
WITH deeds AS (SELECT * FROM audit_by_word WHERE source IN ('ruled', 'added') AND kind IS NOT NULL),
person AS (
    SELECT activity_team, team, volunteer, count(*) AS times, sum(credited)::BIGINT AS minutes
    FROM deeds GROUP BY activity_team, team, volunteer),
compared AS (
    SELECT *, (sum(minutes) OVER of_school - minutes) / nullif(count(*) OVER of_school - 1, 0) AS usual
    FROM person WINDOW of_school AS (PARTITION BY activity_team)),
much AS (
    SELECT * FROM compared WHERE times >= $least AND minutes >= $least_minutes AND minutes >= $times_usual * coalesce(usual, 0))
SELECT m.activity_team AS team, 'hands ' || coalesce(m.team || '/', '') || m.volunteer AS about,
    struct_pack(volunteer := coalesce(m.team || '/', '') || m.volunteer, times := any_value(m.times),
        hands := count(DISTINCT d.operator), minutes := any_value(m.minutes), usual_minutes := any_value(m.usual)) AS facts,
    list(d.key) AS sessions
FROM much m JOIN deeds d ON d.activity_team = m.activity_team AND d.volunteer = m.volunteer AND d.team IS NOT DISTINCT FROM m.team
GROUP BY m.activity_team, m.team, m.volunteer HAVING count(DISTINCT d.operator) > 1"""

HANDS = Measure(
    "hands",
    {"least": Limit(1, 10_000), "least_minutes": Limit(1, 1_000_000), "times_usual": Limit(1, 1000, whole=False)},
    _SQL,
    N_(
        "{hands} hands ruled or added {times} times for {volunteer}: {minutes} hours; others for whom this was done have {usual_minutes}."
    ),
)
"""Two operators or more ruled or added `least` times and `least_minutes` in all for one person, and `times_usual` as much as for
the others of this school for whom anybody did, on the average."""
