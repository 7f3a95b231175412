"""A stack of badges that was scanned slowly: the same order in and out, faster than a line of people walks."""

from __future__ import annotations

from checkin.rules.problems import N_
from exports.audit.plausibility.crowds import in_crowds_with_desks, lines_of
from exports.audit.plausibility.measure import Crowd, Limit, Measure

_SQL = f"""
WITH there AS ({in_crowds_with_desks("same_order", "source = 'scanned'")}),
{lines_of("there")},
-- Who follows the one before both times comes a place later each time; in a stack that was turned over, a place earlier the second time.
followed AS (
    SELECT line, came, went - lag(went) OVER in_line AS step FROM placed WINDOW in_line AS (PARTITION BY line ORDER BY came)
    QUALIFY abs(step) = 1 AND went_by = lag(went_by) OVER in_line),
numbered AS (SELECT *, came - row_number() OVER (PARTITION BY line, step ORDER BY came) AS part FROM followed),
rows_alike AS (
    SELECT line, min(came) - 1 AS first, max(came) AS last FROM numbered GROUP BY line, step, part HAVING count(*) >= $least - 1),
stacks AS (
    SELECT activity_team, activity, CASE WHEN whole THEN '*' ELSE desk_in END AS came_by, count(DISTINCT (team, volunteer)) AS persons,
        list(key) AS keys,
        greatest(max(t.start) - min(t.start), max(t."end") - min(t."end")) / 1000.0 / (count(*) - 1) AS seconds
    FROM rows_alike r JOIN placed p ON p.line = r.line AND p.came BETWEEN r.first AND r.last JOIN there t ON t.place = p.place
    GROUP BY activity_team, activity, came_by, whole, r.first, r.last
    HAVING persons >= $least AND seconds <= $seconds AND (NOT whole OR min(desk_in) <> max(desk_in)))
SELECT activity_team AS team, activity_team || '/' || activity || ' ' || came_by AS about,
    struct_pack(activity := split_part(activity, '/', 1), persons := max(persons),
        seconds := round(arg_max(seconds, (persons, -seconds)), 1)) AS facts,
    list_distinct(flatten(list(keys))) AS sessions
FROM stacks GROUP BY activity_team, activity, came_by"""

SAME_ORDER = Measure(
    "same_order",
    {"least": Limit(3, 1000), "seconds": Limit(0.05, 60, whole=False)},
    _SQL,
    N_("Activity {activity}: {persons} persons in a row came and went in one order, on the average {seconds} s apart."),
    crowd=Crowd("{seconds} * 1000 * ({least} - 1)", twice=True),
)
"""`least` persons who follow one another, at one desk or dealt out to several, in and out in the same or the opposite order, both times on the average at
most `seconds` apart."""
