"""Hours that were entered long after the service."""

from __future__ import annotations

from checkin.rules.problems import N_
from checkin.rules.sessions import Source
from exports.audit.plausibility.measure import Choice, Limit, Measure, made_at

_SQL = f"""
-- An event's id says when it was made. Of scans that came at once it is the time of the scan.
WITH made AS (
    SELECT w.key, w.activity_team, w.activity, w.credited, coalesce(w.served, a."end", a.start) AS served,
        {made_at("w.deed")} AS written
    FROM audit_by_word w LEFT JOIN activity a ON a.team = w.activity_team AND a.code = w.activity
    WHERE list_contains($sources, w.source)),
late AS (SELECT *, (written - served) / 86400000.0 AS days FROM made WHERE written - served >= $days * 86400000)
SELECT activity_team AS team, activity_team || '/' || activity AS about,
    struct_pack(activity := split_part(activity, '/', 1), count := count(*), minutes := sum(credited)::BIGINT,
        days := floor(max(days))::BIGINT) AS facts, list(key) AS sessions
FROM late GROUP BY activity_team, activity HAVING count(*) >= $least"""

LATE_ENTRY = Measure(
    "late_entry",
    {"sources": Choice(tuple(str(source) for source in Source)), "days": Limit(0, 3660), "least": Limit(1, 100_000)},
    _SQL,
    N_("Activity {activity}: {count} sessions ({minutes} hours) were entered up to {days} days after the service."),
)
"""`least` sessions of an activity from these `sources` that were entered `days` or more after they ended."""
