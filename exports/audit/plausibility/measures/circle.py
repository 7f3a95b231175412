"""A few persons who get far more by word than chance would give to so many: hours for friends."""

from __future__ import annotations

from checkin.rules.problems import N_
from checkin.rules.sessions import Source
from exports.audit.plausibility.measure import Choice, Limit, Measure

_STEPS = 8
"""A circle may be small and get much, or larger and get less: persons are counted from `least` times on, and from more on."""
_WORDS = """CREATE OR REPLACE TEMP TABLE audit_circle_word AS
SELECT * FROM audit_by_word SEMI JOIN (
    SELECT activity_team, activity FROM audit_sums GROUP BY ALL HAVING bool_or(NOT list_contains($sources, source) AND minutes > 0))
    USING (activity_team, activity)
WHERE list_contains($sources, source) AND kind IS NOT NULL AND team IS NOT NULL"""
"""Where everybody has hours by word, as in a club without a desk, nobody is preferred."""
_DEEDS = """CREATE OR REPLACE TEMP TABLE audit_circle_deed AS
SELECT activity_team, activity, operator, count(*) AS times FROM audit_circle_word GROUP BY ALL"""
_OFTEN = """CREATE OR REPLACE TEMP TABLE audit_circle_often AS
WITH deeds AS (FROM audit_circle_word),
persons AS (
    SELECT * FROM deeds SEMI JOIN (
        SELECT activity_team, team, volunteer FROM deeds GROUP BY ALL HAVING count(*) >= $least) USING (activity_team, team, volunteer)),
several AS (SELECT activity_team FROM audit_circle_deed GROUP BY activity_team HAVING count(DISTINCT operator) > 1)
-- Each hand by itself, and all hands of a school together, for friends who are served by turns.
SELECT activity_team, hand, team, volunteer, count(*) AS times, list(DISTINCT operator) AS operators,
    sum(credited)::BIGINT AS minutes, list(key) AS keys
FROM (SELECT *, operator AS hand FROM persons UNION ALL SELECT *, '*' AS hand FROM persons SEMI JOIN several USING (activity_team))
GROUP BY activity_team, hand, team, volunteer HAVING count(*) >= $least"""
_SQL = f"""
-- A hand acts at some activities: each session there has the same chance.
WITH acted AS (
    SELECT d.*, n.sessions FROM (
        SELECT activity_team, hand, activity, sum(times) AS times FROM (
            SELECT *, operator AS hand FROM audit_circle_deed UNION ALL SELECT *, '*' FROM audit_circle_deed)
        SEMI JOIN audit_circle_often USING (activity_team, hand) GROUP BY ALL) d
    JOIN (SELECT activity_team, activity, sum(sessions) AS sessions FROM audit_sums GROUP BY ALL) n USING (activity_team, activity)),
hands AS (SELECT activity_team, hand, sum(times) / sum(sessions) AS rate FROM acted GROUP BY ALL),
served AS (
    SELECT s.activity_team, a.hand, s.team, s.volunteer, count(*) AS sessions
    FROM (SELECT activity_team, activity, team, volunteer FROM session
        SEMI JOIN audit_circle_often USING (activity_team, team, volunteer)) s
    JOIN acted a USING (activity_team, activity) GROUP BY ALL),
known AS (SELECT team AS activity_team, count(DISTINCT number) AS people FROM volunteer GROUP BY team),
persons AS (
    SELECT o.*, s.sessions * h.rate AS expected, k.people FROM audit_circle_often o
    JOIN served s USING (activity_team, hand, team, volunteer) JOIN hands h USING (activity_team, hand)
    JOIN known k USING (activity_team)),
-- How many persons would get so much by chance (Poisson), and how likely is it that they are as many as there are?
counted AS (
    SELECT p.activity_team, p.hand, s.step, count(*) AS persons, avg(p.expected) AS expected, any_value(p.people) AS people,
        sum(p.minutes)::BIGINT AS minutes, list_sort(list_distinct(flatten(list(p.operators)))) AS operators, flatten(list(p.keys)) AS keys
    FROM persons p JOIN (SELECT CAST($least AS INTEGER) + unnest(range({_STEPS})) AS step) s ON p.times >= s.step
    GROUP BY p.activity_team, p.hand, s.step HAVING count(*) >= $persons AND sum(p.minutes) >= $least_minutes),
chances AS (
    SELECT *, ln(people) + least(0, step * ln(expected) - expected - lgamma(step + 1)) AS by_chance FROM counted WHERE expected > 0),
circles AS (
    SELECT *, persons * by_chance - exp(by_chance) - lgamma(persons + 1) AS chance FROM chances
    WHERE exp(by_chance) < persons QUALIFY row_number() OVER (PARTITION BY activity_team, hand ORDER BY chance, step) = 1),
-- All hands together are asked about only where no hand alone is.
asked AS (
    SELECT *, count(*) FILTER (hand <> '*') OVER (PARTITION BY activity_team) AS alone FROM circles WHERE chance <= -ln($once_in))
SELECT activity_team AS team, 'circle ' || hand AS about,
    struct_pack(operator := array_to_string(operators, ', '), persons := persons, times := step, usual := round(exp(by_chance), 1), minutes := minutes) AS facts,
    keys AS sessions
FROM asked WHERE hand <> '*' OR (alone = 0 AND len(operators) > 1)"""

CIRCLE = Measure(
    "circle",
    {
        "sources": Choice(tuple(str(source) for source in Source)),
        "persons": Limit(2, 1000),
        "least": Limit(2, 10_000),
        "least_minutes": Limit(1, 1_000_000),
        "once_in": Limit(10, 1_000_000_000),
    },
    _SQL,
    N_(
        "{persons} persons got {minutes} hours by word from “{operator}”, each at least {times} times; by chance {usual} persons would "
        "get as often."
    ),
    (_WORDS, _DEEDS, _OFTEN),
    needs="audit_circle_often",
)
"""`persons` or more for each of whom one operator, or all of a school together (`*`), ruled or added `least` times, `least_minutes`
in all, where chance would bring that at most once in `once_in` times if each session at these activities were ruled or added alike.
`sources` are those that count."""
