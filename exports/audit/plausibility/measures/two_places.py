"""A person at two places at once, or with too little time between them."""

from __future__ import annotations

from checkin.rules.problems import N_
from exports.audit.plausibility.measure import Limit, Measure

_SERVED = """source NOT IN ('added', 'claimed') AND team IS NOT NULL AND start IS NOT NULL AND "end" IS NOT NULL"""
_AT_ONCE = f"""CREATE OR REPLACE TEMP TABLE audit_at_once AS
WITH spans AS (
    SELECT s.*, trim(coalesce(a.place, '')) AS place FROM (
        SELECT activity_team, activity, team, day, min(start) AS start, max("end") AS "end" FROM audit_sums WHERE {_SERVED} GROUP BY ALL) s
    LEFT JOIN activity a ON a.team = s.activity_team AND a.code = s.activity)
SELECT DISTINCT one.activity_team, one.activity, one.team, one.day FROM spans one JOIN spans other
    ON one.team = other.team AND one.day = other.day AND one.place <> other.place
    AND one.start < other."end" + $between_minutes * 60000 AND other.start < one."end" + $between_minutes * 60000"""
"""Few activities take place at once at different places: only their sessions are compared person by person."""
_SQL = f"""
WITH compared AS (
    SELECT key, team, volunteer, day, activity_team, activity, start, "end" FROM session WHERE rowid IN (
        SELECT s.rowid FROM session s SEMI JOIN audit_at_once USING (activity_team, activity, team, day) WHERE {_SERVED})),
several AS (SELECT hash(team, volunteer, day) AS person_day FROM compared GROUP BY ALL HAVING count(*) > 1),
timed AS (
    SELECT s.*, lag(s."end") OVER (PARTITION BY hash(team, volunteer, day) ORDER BY s.start, s.key) AS before
    FROM compared s SEMI JOIN several o ON o.person_day = hash(s.team, s.volunteer, s.day)),
tight AS (
    SELECT DISTINCT hash(team, volunteer, day) AS person_day FROM timed WHERE start < before + $between_minutes * 60000),
placed AS (
    SELECT t.*, trim(coalesce(a.place, '')) AS place FROM timed t SEMI JOIN tight o ON o.person_day = hash(t.team, t.volunteer, t.day)
    LEFT JOIN activity a ON a.team = t.activity_team AND a.code = t.activity),
pairs AS (
    SELECT one.team, one.volunteer, one.day, one.activity AS first, other.activity AS second,
        one.activity_team AS first_team, other.activity_team AS second_team,
        one.key AS first_key, other.key AS second_key, (least(one."end", other."end") - other.start) // 60000 AS minutes
    FROM placed one JOIN placed other ON one.team = other.team AND one.volunteer = other.volunteer AND one.day = other.day
        AND (one.start, one.key) < (other.start, other.key)
        AND (one.activity_team, one.activity) <> (other.activity_team, other.activity) AND one.place <> other.place
    WHERE other.start < one."end" + $between_minutes * 60000)
SELECT first_team AS team, team || '/' || volunteer || ' ' || strftime(day, '%Y-%m-%d') AS about,
    struct_pack(volunteer := team || '/' || volunteer, day := strftime(day, '%Y-%m-%d'),
        first := first_team || '/' || split_part(min(first), '/', 1),
        second := min(second_team || '/' || split_part(second, '/', 1)), minutes := greatest(max(minutes), 0)) AS facts,
    list_distinct(flatten(list([first_key, second_key]))) AS sessions
FROM pairs GROUP BY first_team, team, volunteer, day"""

TWO_PLACES = Measure(
    "two_places",
    {"between_minutes": Limit(0, 240)},
    _SQL,
    N_("{volunteer} was at {first} and at {second} on {day}, at different places, {minutes} of it at once."),
    (_AT_ONCE,),
    needs="audit_at_once",
)
"""Two activities at different places whose times overlap, or lie less than `between_minutes` apart."""
