"""Many sessions of an activity with a flag of the record: scanned while the activity was closed, or outside its days."""

from __future__ import annotations

from checkin.rules.problems import N_
from checkin.rules.sessions import Flag
from exports.audit.plausibility.measure import Choice, Limit, Measure

_SQL = """
WITH flagged AS (
    SELECT activity_team, activity, key, credited, flags FROM session WHERE flags <> ''
        AND list_has_any(string_split(flags, ' '), $flags))
SELECT activity_team AS team, activity_team || '/' || activity AS about,
    struct_pack(activity := split_part(activity, '/', 1), count := count(*), minutes := sum(credited)::BIGINT) AS facts,
    list(key) AS sessions
FROM flagged GROUP BY activity_team, activity HAVING count(*) >= $least"""

FLAGGED = Measure(
    "flagged",
    {"flags": Choice(tuple(str(flag) for flag in Flag)), "least": Limit(1, 100_000)},
    _SQL,
    N_("Activity {activity}: {count} sessions ({minutes} hours) of this kind."),
)
"""`least` sessions of an activity that have one of these `flags`."""
