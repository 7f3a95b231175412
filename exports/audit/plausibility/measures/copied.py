"""A day that was copied: lines of an earlier day scanned again under another date."""

from __future__ import annotations

from checkin.rules.problems import N_
from exports.audit.plausibility.measure import Limit, Measure

_SAME = """hash(team, volunteer, start % 60000, "end" - start)"""
"""Who comes again does so at another millisecond, and stays for another time; a copy may be moved by whole minutes."""
_SCANNED = """source = 'scanned' AND credited > 0 AND team IS NOT NULL AND start % 60000 <> 0 AND "end" % 60000 <> 0"""
"""Times of whole minutes were written by hand."""
_AGAIN = f"""CREATE OR REPLACE TEMP TABLE audit_again AS
SELECT same FROM (SELECT {_SAME} AS same FROM session WHERE {_SCANNED}) QUALIFY same = lead(same) OVER (ORDER BY same)"""
"""They are sorted: nearly all of a million differ, and so many groups cost more."""
_SQL = f"""
WITH again AS (
    SELECT {_SAME} AS same, key, activity_team, activity, day, team, volunteer, start FROM session
    WHERE {_SCANNED} AND {_SAME} IN (SELECT same FROM audit_again)),
pairs AS (
    SELECT later.*, earlier.key AS earlier_key, earlier.activity_team AS earlier_team, earlier.activity AS earlier_activity,
        earlier.day AS earlier_day
    FROM again later JOIN again earlier ON earlier.same = later.same AND earlier.team = later.team
        AND earlier.volunteer = later.volunteer AND earlier.start < later.start),
copies AS (
    SELECT activity_team, activity, day, earlier_team, earlier_activity, earlier_day, count(DISTINCT (team, volunteer)) AS persons,
        list(key) || list(earlier_key) AS keys
    FROM pairs GROUP BY ALL HAVING persons >= $least)
SELECT activity_team AS team, activity_team || '/' || activity || ' ' || strftime(day, '%Y-%m-%d') AS about,
    struct_pack(activity := split_part(activity, '/', 1), day := strftime(day, '%Y-%m-%d'), persons := max(persons),
        first := split_part(arg_max(earlier_activity, persons), '/', 1),
        first_day := strftime(arg_max(earlier_day, persons), '%Y-%m-%d')) AS facts,
    list_distinct(flatten(list(keys))) AS sessions
FROM copies GROUP BY activity_team, activity, day"""

COPIED = Measure(
    "copied",
    {"least": Limit(3, 1000)},
    _SQL,
    N_(
        "Activity {activity} on {day}: {persons} persons came and went in the same split seconds as at {first} on {first_day}."
    ),
    (_AGAIN,),
    needs="audit_again",
    sessions_alone=True,
)
"""`least` persons whose times of one day are those of an earlier one, moved by whole minutes, to the millisecond."""
