"""An activity much of whose hours come from elsewhere than from scans."""

from __future__ import annotations

from checkin.rules.problems import N_
from checkin.rules.sessions import Source
from exports.audit.plausibility.measure import Choice, Limit, Measure

_SQL = """
WITH summed AS (
    SELECT activity_team, activity, sum(credited)::BIGINT AS whole,
        coalesce(sum(credited) FILTER (list_contains($sources, source)), 0)::BIGINT AS part,
        list(key) FILTER (credited > 0 AND list_contains($sources, source)) AS keys
    FROM session WHERE coalesce(flags, '') NOT LIKE '%training%' GROUP BY ALL)
SELECT activity_team AS team, activity_team || '/' || activity AS about,
    struct_pack(activity := split_part(activity, '/', 1), minutes := part, all_minutes := whole, share := part / whole) AS facts,
    keys AS sessions
FROM summed WHERE part >= $least_minutes AND part >= $least_share * whole"""

SHARE = Measure(
    "share",
    {
        "sources": Choice(tuple(str(source) for source in Source if source is not Source.SCANNED)),
        "least_minutes": Limit(1, 1_000_000),
        "least_share": Limit(0, 1, whole=False),
    },
    _SQL,
    N_("Activity {activity}: {minutes} of {all_minutes} hours ({share}) don't rest on scans of badges."),
)
"""Of one activity `least_minutes` and `least_share` (0 to 1) of what is credited come from these `sources`."""
