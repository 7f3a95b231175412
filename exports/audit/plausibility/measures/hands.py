"""Much that several supervisors in turn ruled or added for one person."""

from __future__ import annotations

from checkin.rules.problems import N_
from exports.audit.plausibility.measure import Limit, Measure

_SQL = """
WITH person AS (
    SELECT activity_team, team, volunteer, count(*) AS times, count(DISTINCT operator) AS hands,
        sum(credited)::BIGINT AS minutes, list(key) AS keys
    FROM audit_by_word WHERE source IN ('ruled', 'added') AND kind IS NOT NULL
    GROUP BY activity_team, team, volunteer),
compared AS (
    SELECT *, (sum(minutes) OVER of_school - minutes) / nullif(count(*) OVER of_school - 1, 0) AS usual
    FROM person WINDOW of_school AS (PARTITION BY activity_team))
SELECT activity_team AS team, 'hands ' || coalesce(team || '/', '') || volunteer AS about,
    struct_pack(volunteer := coalesce(team || '/', '') || volunteer, times := times, hands := hands, minutes := minutes,
        usual_minutes := usual) AS facts,
    keys AS sessions
FROM compared WHERE hands > 1 AND times >= $least AND minutes >= $least_minutes AND minutes >= $times_usual * coalesce(usual, 0)"""

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
