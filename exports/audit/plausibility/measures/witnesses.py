"""What witnesses say of a log: it was written anew, dated back after the fact, or its clock stood elsewhere."""

from __future__ import annotations

from checkin.rules.problems import N_
from exports.audit.plausibility.measure import Limit, Measure, made_at

_REWRITTEN = """
WITH ends AS (SELECT desk, max(seq) AS seq, max("at") AS "at" FROM audit_place GROUP BY desk),
seen AS (
    SELECT w.*, p.hash AS there, e.seq AS last, e."at" AS last_at FROM audit_witness w JOIN ends e USING (desk)
    LEFT JOIN audit_place p ON p.desk = w.desk AND p.seq = w.seq)
-- A chain that is shorter and has nothing later than what was seen came in before; it is asked about when it comes again.
SELECT (SELECT any_value(team) FROM audit_event e WHERE e.desk = seen.desk) AS team, 'rewritten ' || desk AS about,
    struct_pack(desk := desk, seq := min(seq), witnesses := count(DISTINCT witness)) AS facts, []::VARCHAR[] AS sessions
FROM seen WHERE there <> hash OR (there IS NULL AND last < seq AND last_at > shown) GROUP BY desk HAVING count(*) >= $least"""
_DATED_BACK = f"""
WITH later AS (
    SELECT DISTINCT p.desk, p.id, p."at", w.shown FROM audit_witness w JOIN audit_place p ON p.desk = w.desk AND p.seq > w.seq
    WHERE p.kind = 'scan' AND p."at" < w.shown - $minutes * 60000),
-- A scan of a hand scanner's memory keeps the time at which it was made known in its id; one that is dated back has neither.
back AS (
    SELECT *, {made_at("id::VARCHAR")} AS made FROM later),
named AS (
    SELECT b.desk, s.activity_team, s.key, (b.shown - b."at") / 60000.0 AS minutes FROM back b JOIN session s
        ON TRY_CAST(s.open_event AS UUID) = b.id OR TRY_CAST(s.close_event AS UUID) = b.id
    WHERE b.made < b.shown - $minutes * 60000)
SELECT any_value(activity_team) AS team, 'dated back ' || desk AS about,
    struct_pack(desk := desk, count := count(DISTINCT key), minutes := max(minutes)) AS facts, list(DISTINCT key) AS sessions
FROM named GROUP BY desk"""
_APART = """
SELECT (SELECT any_value(team) FROM audit_event e WHERE e.desk = w.desk) AS team, 'clocks ' || w.desk || ' ' || w.witness AS about,
    struct_pack(desk := w.desk, witness := w.witness, minutes := max(abs(w."at" - w.shown)) / 60000.0) AS facts,
    []::VARCHAR[] AS sessions
FROM audit_witness w WHERE EXISTS (FROM audit_event e WHERE e.desk = w.desk)
GROUP BY w.desk, w.witness HAVING max(abs(w."at" - w.shown)) >= $minutes * 60000"""

REWRITTEN = Measure(
    "rewritten",
    {"least": Limit(1, 1000)},
    _REWRITTEN,
    N_("Desk {desk}: from place {seq} on, its log is not the one that others saw (desks that saw it: {witnesses})."),
    needs="audit_witness",
)
"""A log in which another event, or none, stands where `least` witnesses saw one."""
DATED_BACK = Measure(
    "dated_back",
    {"minutes": Limit(1, 100_000)},
    _DATED_BACK,
    N_(
        "Desk {desk}: {count} sessions have scans dated up to {minutes} hours before another desk saw that they were not there."
    ),
    needs="audit_witness",
)
"""Scans that stand behind what a witness saw, made and dated `minutes` or more before it."""
CLOCKS_APART = Measure(
    "clocks_apart",
    {"minutes": Limit(1, 100_000)},
    _APART,
    N_("Desks {desk} and {witness}: their clocks stood {minutes} hours apart."),
    needs="audit_witness",
)
"""Two desks at one activity whose clocks stood `minutes` or more apart."""
