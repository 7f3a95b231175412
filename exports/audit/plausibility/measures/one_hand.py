"""Much that one supervisor alone ruled or added."""

from __future__ import annotations

from checkin.rules.problems import N_
from exports.audit.plausibility.measure import Limit, Measure

_SQL = """
WITH person AS (
    SELECT activity_team, operator, team, volunteer, count(*) AS times, sum(credited)::BIGINT AS minutes,
        minutes / sum(minutes) OVER (PARTITION BY activity_team, operator) AS part, list(key) AS keys
    FROM audit_by_word WHERE source IN ('ruled', 'added') AND kind IS NOT NULL
    GROUP BY activity_team, operator, team, volunteer)
SELECT activity_team AS team, 'hand ' || operator || ' ' || coalesce(team || '/', '') || volunteer AS about,
    struct_pack(operator := operator, volunteer := coalesce(team || '/', '') || volunteer, times := times, minutes := minutes,
        hand_share := part) AS facts,
    keys AS sessions
FROM person WHERE times >= $least AND minutes >= $least_minutes AND part >= $least_share"""

ONE_HAND = Measure(
    "one_hand",
    {"least": Limit(1, 10_000), "least_minutes": Limit(1, 1_000_000), "least_share": Limit(0, 1, whole=False)},
    _SQL,
    N_("“{operator}” ruled or added {times} times for {volunteer}: {minutes} hours, {hand_share} of all by this hand."),
)
"""One operator ruled or added `least` times and `least_minutes` in all for the same person, `least_share` (0 to 1) of what this
operator ruled and added at this school."""
