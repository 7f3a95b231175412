"""An activity much of whose hours come from elsewhere than from scans."""

from __future__ import annotations

from collections.abc import Mapping

from checkin.rules.problems import N_
from checkin.rules.sessions import Source
from exports.audit.plausibility.measure import Choice, Limit, Measure

_NAMED = 3
"""Of so many activities that are asked about together the codes are said."""
_FOUND = """
WITH summed AS MATERIALIZED (
    SELECT activity_team, activity, sum(minutes)::BIGINT AS whole,
        coalesce(sum(minutes) FILTER (list_contains($sources, source)), 0)::BIGINT AS part
    FROM (SELECT activity_team, activity, source, minutes FROM audit_sums
        UNION ALL SELECT activity_team, activity, source, -credited FROM session WHERE flags LIKE '%training%') GROUP BY ALL),
most_by_word AS MATERIALIZED (
    SELECT m.*, n.keys FROM (SELECT * FROM summed WHERE part >= $least_minutes AND part >= $least_share * whole) m JOIN (
        SELECT activity_team, activity, list(key) AS keys FROM audit_by_word
        WHERE list_contains($sources, source) AND NOT training GROUP BY ALL) n USING (activity_team, activity)),
without_desk AS MATERIALIZED (
    SELECT f.activity_team, f.activity, w.team, w.volunteer, w.credited, any_value(w.operator) OVER one AS hand,
        w.operator IS DISTINCT FROM any_value(w.operator) OVER one AS others
    FROM (SELECT * FROM most_by_word WHERE part = whole) f JOIN audit_by_word w USING (activity_team, activity)
    WINDOW one AS (PARTITION BY f.activity_team, f.activity)),
-- Where a small club has no laptop, word is all that there can be: it was written down before, and hours are no longer than planned.
clubs AS (
    SELECT d.activity_team, d.activity, any_value(d.hand) AS hand FROM without_desk d
    JOIN activity a ON a.team = d.activity_team AND a.code = d.activity JOIN audit_planned p
        ON p.team = d.activity_team AND p.code = split_part(d.activity, '/', 1)
    GROUP BY ALL
    HAVING NOT bool_or(others) AND any_value(d.hand) <> '' AND count(DISTINCT (d.team, volunteer)) <= $club_persons
        AND any_value(p."at") < any_value(a.start) AND max(credited) * 60000 <= any_value(a."end" - a.start)),
-- Whoever has much of such hours by one hand is asked about all the same, with the whole club.
much AS (
    SELECT DISTINCT activity_team, hand FROM (
        SELECT activity_team, hand FROM without_desk GROUP BY activity_team, hand, team, volunteer HAVING sum(credited) > $club_minutes)),
found AS (
    SELECT * FROM most_by_word ANTI JOIN (
        SELECT activity_team, activity FROM clubs ANTI JOIN much USING (activity_team, hand)) USING (activity_team, activity)),
"""
_SUMMED = f"""
    struct_pack(activity := array_to_string(list_sort(list(split_part(activity, '/', 1)))[:{_NAMED}], ', ')
            || CASE WHEN count(*) > {_NAMED} THEN ' … +' || (count(*) - {_NAMED}) ELSE '' END,
        activities := count(*), minutes := sum(part)::BIGINT, all_minutes := sum(whole)::BIGINT, share := sum(part) / sum(whole)) AS facts,
    flatten(list(keys)) AS sessions"""
_SQL = f"""{_FOUND}
-- A club without a desk is one question, however often it meets: of activities without any scan the school is asked by the hand.
hands AS (
    SELECT activity_team, activity, CASE WHEN NOT bool_or(others) THEN any_value(hand) END AS hand FROM without_desk GROUP BY ALL),
asked AS (
    SELECT f.*, CASE WHEN h.hand <> '' THEN 'without a desk ' || h.hand ELSE activity END AS about
    FROM found f LEFT JOIN hands h USING (activity_team, activity))
SELECT activity_team AS team, activity_team || '/' || about AS about, {_SUMMED}
FROM asked GROUP BY activity_team, asked.about"""
_OFTEN = f"""{_FOUND.rstrip().removesuffix(",")}
SELECT activity_team AS team, activity_team AS about, {_SUMMED}
FROM found GROUP BY activity_team HAVING count(*) >= $activities"""
_SETTINGS: Mapping[str, Limit | Choice] = {
    "sources": Choice(tuple(str(source) for source in Source if source is not Source.SCANNED)),
    "least_minutes": Limit(1, 1_000_000),
    "least_share": Limit(0, 1, whole=False),
    "club_persons": Limit(0, 1000, usual=0),
    "club_minutes": Limit(0, 1_000_000, usual=0),
}

SHARE = Measure(
    "share",
    _SETTINGS,
    _SQL,
    N_("Activity {activity}: {minutes} of {all_minutes} hours ({share}) don't rest on scans of badges."),
)
"""Of one activity `least_minutes` and `least_share` (0 to 1) of what is credited come from these `sources`; activities without any
scan by one hand are one question. A club of at most `club_persons` that was written down before it met, and from which nobody has more than
`club_minutes`, is not asked about."""
SHARE_OFTEN = Measure(
    "share_often",
    {**_SETTINGS, "activities": Limit(2, 1000)},
    _OFTEN,
    N_(
        "{activities} activities ({activity}): {minutes} of {all_minutes} hours ({share}) don't rest on scans of badges."
    ),
)
"""The same of so many `activities` of a school or more: one question about all of them."""
