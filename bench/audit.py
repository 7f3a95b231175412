"""The audit of a district-year beside DuckDB grouping the same sessions alone, and how well the rules find known cheats."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

import duckdb

from bench.figures import Figure, Limit, alternate, figure
from bench.made_service.district import TIMETABLE, Truth, made_district, precision_and_recall
from bench.made_service.odd_district import HELD_OUT, ODD, Kinds, judged, odd_district
from checkin.rules.working_days import Calendar
from exports.audit.plausibility.asking import findings
from exports.audit.plausibility.rules import read_rules, usual_table
from exports.audit.plausibility.timetable import lay_out

TO_DUCKDB = 4.0
_WARM = 1
_BUILD = 2
"""A kept district of another build lacks tables that the measures read."""
HELD_OUT_SEED = 1000
"""No rule was tried on a seed beyond it."""
_FLOOR = """CREATE OR REPLACE TEMP TABLE grouped AS
    SELECT team, volunteer, activity_team, activity, day, source, sum(credited), min(start), max("end"), count(*)
    FROM session GROUP BY ALL"""


@dataclass(frozen=True, slots=True)
class Audited:
    """How large the made district is: schools, pupils of each, activities, and pupils at each of them; and how many schools the
    one of odd cheats and odd days has.
    """

    schools: int
    pupils: int
    occasions: int
    there: int
    odd: int


def measure(size: Audited, cache: Path, runs: int, seed: int) -> list[Figure | Limit]:
    """All usual rules on the made district, then by rule which part of its questions and of its cheats it got right."""
    kept = cache / f"made-service-{size.schools}-{size.occasions}-{size.there}-{seed}-{_BUILD}"
    with duckdb.connect(f"{kept}.duckdb") as db:
        truth = _made(db, size, kept, seed)
        lay_out(db, TIMETABLE, Calendar())
        rules = read_rules(usual_table(), "")
        found = findings(db, rules, [])
        worked: tuple[list[float], list[float]] = ([], [])
        ours, floor = alternate(
            [
                lambda _turn: _timed(lambda: findings(db, rules, []), worked[0]),
                lambda _turn: _timed(lambda: db.execute(_FLOOR), worked[1]),
            ],
            runs,
            warm=_WARM,
        )
    title = f"audit of {truth.sessions} sessions : DuckDB grouping them"
    lines: list[Figure | Limit] = [
        figure(title, ours, floor, "s", TO_DUCKDB),
        figure("  the same in processor time", worked[0][_WARM:], worked[1][_WARM:], "s", TO_DUCKDB),
    ]
    for rule, hits in precision_and_recall(found, truth).items():
        lines.append(Limit(f"  {rule}, {hits.questions} questions: precision", hits.precision, ""))
        lines.append(Limit(f"  {rule}: recall", hits.recall, ""))
    asked = {one.team for one in found}
    lines.append(
        Limit(
            f"  honest schools of {size.schools - len(truth.schools)} that were asked",
            len(asked - truth.schools.keys()),
            "",
        )
    )
    return [
        *lines,
        *_of_odd("odd", size.odd, seed, ODD),
        *_of_odd("held out", size.odd, seed + HELD_OUT_SEED, HELD_OUT),
    ]


def _of_odd(what: str, schools: int, seed: int, kinds: Kinds) -> list[Limit]:
    """What the rules make of cheats and days that no rule is named after; those held out were made after the rules, but for `in_pairs`."""
    with duckdb.connect() as db:
        truth = odd_district(db, schools, seed, kinds)
        cheats, days, precision = judged(findings(db, read_rules(usual_table(), ""), []), truth, kinds)
    return [
        Limit(f"  of {schools} schools, {what}, cheats and honest days: precision", precision, ""),
        *(
            Limit(f"  {name}, {odd.made} made: recall", odd.found / max(odd.made, 1), "")
            for name, odd in cheats.items()
        ),
        *(Limit(f"  honest {name}, {odd.made} made: asked about", odd.found, "") for name, odd in days.items()),
    ]


def _made(db: duckdb.DuckDBPyConnection, size: Audited, kept: Path, seed: int) -> Truth:
    """The district in the file, made at the first time."""
    told = Path(f"{kept}.json")
    if told.exists():
        return Truth(**json.loads(told.read_text("utf-8")))
    for (name,) in db.execute(
        "SELECT table_name FROM information_schema.tables WHERE table_schema = 'main'"
    ).fetchall():
        db.execute(f'DROP TABLE "{name}"')
    truth = made_district(db, size.schools, size.pupils, size.occasions, size.there, seed)
    told.write_text(json.dumps(asdict(truth)), "utf-8")
    return truth


def _timed(work: Callable[[], object], worked: list[float]) -> float:
    """How long it took; the processor time of all threads, which hardly depends on what else the machine does, goes into `worked`."""
    begun, worked_before = time.perf_counter(), time.process_time()
    work()
    worked.append(time.process_time() - worked_before)
    return time.perf_counter() - begun
