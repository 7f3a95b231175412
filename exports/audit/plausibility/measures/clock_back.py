"""A desk whose clock was set back."""

from __future__ import annotations

from checkin.rules.problems import N_
from exports.audit.plausibility.measure import Limit, Measure

_SQL = """
WITH clocks AS (
    SELECT team, desk, change_ms AS change FROM audit_event WHERE kind = 'clock'),
back AS (SELECT * FROM clocks WHERE change <= -1000 * $seconds),
spanning AS (
    SELECT e.desk, list(s.key) AS keys FROM (SELECT key, open_event FROM session WHERE flags LIKE '%clock%') s
    JOIN audit_event e ON e.id = TRY_CAST(s.open_event AS UUID) WHERE e.desk IN (SELECT desk FROM back) GROUP BY ALL)
SELECT b.team, 'clock ' || b.desk AS about,
    struct_pack(desk := b.desk, times := count(*), minutes := -min(b.change) / 60000.0) AS facts,
    coalesce(any_value(n.keys), []) AS sessions
FROM back b LEFT JOIN spanning n USING (desk) GROUP BY b.team, b.desk HAVING count(*) >= $least"""

CLOCK_BACK = Measure(
    "clock_back",
    {"seconds": Limit(1, 10_000_000), "least": Limit(1, 1000)},
    _SQL,
    N_("Desk {desk}: its clock was set back {times} times, by up to {minutes} hours."),
)
"""A desk whose clock was set back `least` times by `seconds` or more; the sessions are those that span such a change."""
