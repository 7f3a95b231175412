"""A stack of badges in any order: the same persons came in a row and left in a row, quicker than people do here, and otherwise
never come together, or quicker than any class is.
"""

from __future__ import annotations

from checkin.rules.problems import N_
from exports.audit.plausibility.crowds import in_crowds_with_desks, lines_of
from exports.audit.plausibility.measure import Crowd, Limit, Measure
from exports.audit.plausibility.shared_tables import elsewhere

_MOST = 60
"""A row of more persons is looked at in parts of so many: nobody holds more badges in one hand."""
_CROWD_MS = 20_000
"""Two scans that lie further apart are no crowd: they say nothing about how quickly a school scans."""
_USUAL = f"""CREATE OR REPLACE TEMP TABLE audit_usual_gap AS
WITH gaps AS (
    SELECT activity_team, unnest(times[2:]) - unnest(times[:-2]) AS gap
    FROM audit_times SEMI JOIN audit_set_block USING (activity_team))
SELECT activity_team, median(gap) AS gap FROM gaps WHERE gap BETWEEN 1 AND {_CROWD_MS} GROUP BY activity_team"""
_SERVED = """source = 'scanned' AND team IS NOT NULL AND start IS NOT NULL AND "end" IS NOT NULL"""
_BLOCKS = f"""CREATE OR REPLACE TEMP TABLE audit_set_block AS
WITH there AS ({in_crowds_with_desks("same_set", _SERVED)}),
{lines_of("there")},
counted AS (SELECT *, count(*) OVER (PARTITION BY line) AS in_line FROM placed),
-- Who comes next, until there are enough persons: do they lie as close as the longest row at most, in and out?
close AS (
    SELECT * FROM counted
    WINDOW enough AS (PARTITION BY line, went_by ORDER BY came ROWS BETWEEN CURRENT ROW AND CAST($least - 1 AS INTEGER) FOLLOWING)
    QUALIFY count(*) OVER enough = $least AND max(went) OVER enough - min(went) OVER enough < {_MOST} + $others
        AND greatest(max(start) OVER enough - start, max("end") OVER enough - min("end") OVER enough) <= {_MOST - 1} * $seconds * 1000),
-- From whom on do enough persons come quickly, and up to whom?
quick AS (
    SELECT f.line, f.went_by, f.in_line, f.came AS first, max(n.came) AS last
    FROM close f JOIN placed n ON n.line = f.line AND n.went_by = f.went_by
        AND n.came BETWEEN f.came + CAST($least AS INTEGER) - 1 AND f.came + {_MOST - 1}
    WHERE n.start - f.start <= (n.came - f.came) * $seconds * 1000 GROUP BY f.line, f.went_by, f.in_line, f.came),
-- From each such person on the row grows by those who came next; how far do those in it lie apart as they leave?
grown AS (
    SELECT f.line, f.went_by, f.in_line, f.first, n.came AS last,
        n.start - min(n.start) OVER row_so_far AS in_ms, count(*) OVER row_so_far AS persons, max(n.went) OVER row_so_far - min(n.went) OVER row_so_far + 1 AS places,
        max(n."end") OVER row_so_far - min(n."end") OVER row_so_far AS out_ms
    FROM quick f JOIN placed n ON n.line = f.line AND n.went_by = f.went_by AND n.came BETWEEN f.first AND f.last
    WINDOW row_so_far AS (PARTITION BY f.line, f.went_by, f.first ORDER BY n.came)),
blocks AS (
    SELECT * FROM grown WHERE persons >= $least AND places <= persons + $others AND persons <= $part * in_line
        AND greatest(in_ms, out_ms) <= (persons - 1) * $seconds * 1000),
-- Of the rows that one and the same line holds the longest counts.
longest AS (
    SELECT * FROM blocks QUALIFY row_number() OVER (PARTITION BY line, went_by ORDER BY persons DESC, in_ms + out_ms, first) = 1)
SELECT activity_team, activity, CASE WHEN whole THEN '*' ELSE desk_in END AS came_by, l.persons,
    greatest(l.in_ms, l.out_ms) / 1000.0 / (l.persons - 1) AS seconds, key, team, volunteer
FROM longest l JOIN placed p ON p.line = l.line AND p.went_by = l.went_by AND p.came BETWEEN l.first AND l.last
JOIN there t ON t.place = p.place"""
_SQL = f"""
WITH members AS (
    SELECT b.*, activity_team || '/' || activity || ' ' || came_by AS about FROM audit_set_block b
    LEFT JOIN audit_usual_gap u USING (activity_team) WHERE u.gap IS NULL OR seconds * 1000 <= $of_usual * u.gap),
-- Who else of them comes at those other times at which one of them does? Rows of this kind at other activities don't count.
arrivals AS (
    SELECT m.about, any_value(m.persons) AS persons, count(*) AS along FROM {elsewhere("members")}
    WHERE o.key NOT IN (SELECT key FROM audit_set_block)
    GROUP BY m.about, o.activity_team, o.activity, o.start // CAST($apart_minutes * 60000 AS BIGINT)),
otherwise AS (
    SELECT about, sum(along)::BIGINT AS times, sum(along * (along - 1.0)) / sum(along * (persons - 1.0)) AS together
    FROM arrivals GROUP BY about),
-- Of people who hardly come otherwise their classes must say it; those without one may be of any.
classed AS (
    SELECT DISTINCT m.about, m.team, m.volunteer, nullif(v.class, '') AS class FROM members m
    LEFT JOIN volunteer v ON v.team = m.team AND v.number = m.volunteer),
by_class AS (
    SELECT about, sum(persons * (persons - 1.0 + unknown)) / nullif(sum(persons) * (sum(persons) - 1), 0) AS together
    FROM (SELECT about, class, count(*) AS persons, any_value(unknown) AS unknown FROM (
        SELECT *, count(*) FILTER (class IS NULL) OVER (PARTITION BY about) AS unknown FROM classed)
        GROUP BY about, class) GROUP BY about),
judged AS (
    SELECT c.about, coalesce(o.times, 0) AS times,
        CASE WHEN coalesce(o.times, 0) >= m.persons THEN o.together ELSE least(c.together, 1) END AS together
    FROM by_class c JOIN (SELECT about, any_value(persons) AS persons FROM members GROUP BY about) m USING (about)
    LEFT JOIN otherwise o USING (about))
SELECT any_value(m.activity_team) AS team, m.about,
    struct_pack(activity := split_part(any_value(m.activity), '/', 1), persons := any_value(m.persons),
        seconds := round(any_value(m.seconds), 1), times := any_value(j.times), together_share := any_value(j.together)) AS facts,
    list_distinct(list(m.key)) AS sessions
FROM members m JOIN judged j USING (about) WHERE j.together <= $together_share OR m.seconds <= $quick_seconds GROUP BY m.about"""

SAME_SET = Measure(
    "same_set",
    {
        "least": Limit(4, _MOST),
        "seconds": Limit(0.05, 60, whole=False),
        "of_usual": Limit(0.01, 1, whole=False),
        "others": Limit(0, 100),
        "part": Limit(0.01, 1, whole=False),
        "apart_minutes": Limit(1, 240),
        "together_share": Limit(0, 1, whole=False),
        "quick_seconds": Limit(0, 60, whole=False, usual=0),
    },
    _SQL,
    N_(
        "Activity {activity}: {persons} persons came in a row and left in a row, on the average {seconds} s apart; otherwise {together_share} "
        "of them belong together ({times} other arrivals)."
    ),
    (_BLOCKS, _USUAL),
    Crowd("{seconds} * 1000 * ({least} - 1)", twice=True),
    "audit_set_block",
)
"""`least` persons in a row at one desk, or dealt out to several, who also leave in a row, in any order, with at most `others` between
them; they are at most `part` (0 to 1) of that desk's line, for everybody together is no row. Both times on the average at most `seconds` apart, and at most `of_usual` (0 to 1) of the usual time between two scans at this
school. When one of them comes otherwise, at most `together_share` (0 to 1) of the others come within `apart_minutes`; of persons
who hardly come otherwise, so many are of one class. Rows that are on the average at most `quick_seconds` apart are asked about also where
they belong together; 0: never."""
