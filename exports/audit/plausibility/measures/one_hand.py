"""Much that one supervisor alone ruled or added."""

from __future__ import annotations

from checkin.rules.problems import N_
from exports.audit.plausibility.measure import Limit, Measure

_SQL = """
WITH deeds AS (SELECT * FROM audit_by_word WHERE source IN ('ruled', 'added') AND kind IS NOT NULL),
person AS (
    SELECT activity_team, operator, team, volunteer, count(*) AS times, sum(credited)::BIGINT AS minutes,
        minutes / sum(minutes) OVER (PARTITION BY activity_team, operator) AS part
    FROM deeds GROUP BY activity_team, operator, team, volunteer),
asked AS (SELECT * FROM person WHERE times >= $least AND minutes >= $least_minutes AND part >= $least_share)
SELECT a.activity_team AS team, 'hand ' || a.operator || ' ' || coalesce(a.team || '/', '') || a.volunteer AS about,
    struct_pack(operator := a.operator, volunteer := coalesce(a.team || '/', '') || a.volunteer, times := any_value(a.times),
        minutes := any_value(a.minutes), hand_share := any_value(a.part)) AS facts,
    list(d.key) AS sessions
FROM asked a JOIN deeds d ON d.activity_team = a.activity_team AND d.operator = a.operator AND d.volunteer = a.volunteer
    AND d.team IS NOT DISTINCT FROM a.team
GROUP BY a.activity_team, a.operator, a.team, a.volunteer"""

ONE_HAND = Measure(
    "one_hand",
    {"least": Limit(1, 10_000), "least_minutes": Limit(1, 1_000_000), "least_share": Limit(0, 1, whole=False)},
    _SQL,
    N_("“{operator}” ruled or added {times} times for {volunteer}: {minutes} hours, {hand_share} of all by this hand."),
)
"""One operator ruled or added `least` times and `least_minutes` in all for the same person, `least_share` (0 to 1) of what this
operator ruled and added at this school."""
