"""A made district: most schools are honest, some cheat in known ways."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, time
from random import Random
from typing import Any, NamedTuple

import duckdb

from bench.made_service.cheats import CHEATS
from bench.made_service.school import CLASS, MINUTE, MadeSchool, clock_rows, honest_school, session_rows
from checkin.rules.working_days import Calendar
from exports.audit.plausibility.finding import Finding
from exports.audit.plausibility.laid_out import SCHOOL_TABLES, fill
from exports.audit.plausibility.timetable import Timetable, lay_out
from exports.district.columns import SESSION

TIMETABLE = Timetable(
    {day: ((time(8), time(11, 50)), (time(14), time(17))) for day in range(5)},
    ((date(2026, 2, 23), date(2027, 1, 22)),),
)

_WEEK = 7 * 24 * 60 * MINUTE


@dataclass(slots=True)
class Truth:
    """What is known of a made district: the cheat of each session that is one, by its key, and which schools cheat."""

    cheats: dict[str, str] = field(default_factory=dict)
    schools: dict[str, list[str]] = field(default_factory=dict)
    sessions: int = 0


def made_district(
    db: duckdb.DuckDBPyConnection,
    schools: int,
    pupils: int,
    occasions: int,
    there: int,
    seed: int,
    *,
    cheating: float = 0.25,
) -> Truth:
    """Fill the tables of the audit, and tell the truth about them: `cheating` of the schools cheat in two ways each.

    Each school has so many `pupils`, of whom about `there` come to each of its `occasions`.
    """
    random = Random(seed)
    for table in SCHOOL_TABLES:
        db.execute(table)
    truth, names = Truth(), list(CHEATS)
    for number in range(schools):
        school = honest_school(f"S{number:02d}", pupils, occasions, there, random)
        if random.random() < cheating:
            truth.schools[school.code] = random.sample(names, 2)
            for name in truth.schools[school.code]:
                CHEATS[name](school, random)
        write_school(db, school, truth)
    lay_out(db, TIMETABLE, Calendar())
    return truth


def write_school(db: duckdb.DuckDBPyConnection, school: MadeSchool, truth: Truth) -> None:
    """Put a school into the tables of the audit, and its cheats into the truth."""
    sessions, events = [], clock_rows(school)
    for row, made_of, cheat in session_rows(school):
        sessions.append(row)
        events += made_of
        if cheat:
            truth.cheats[str(row[0])] = cheat
    truth.sessions += len(sessions)
    fill(db, "session", [name for name, _holds in SESSION], sessions)
    fill(db, "audit_event", ("id", "team", "desk", "kind", "operator", "change_ms"), events)
    pupils = [(school.code, one, f"class {place // CLASS + 1}", "student") for place, one in enumerate(school.pupils)]
    fill(db, "volunteer", ("team", "number", "class", "kind"), pupils)
    fill(db, "activity", ("team", "code", "place", "start", "end", "timezone"), _activities(school))
    planned = [(school.code, one.code, one.planned or one.start - _WEEK) for one in school.occasions]
    fill(db, "audit_planned", ("team", "code", "at"), planned)


def _activities(school: MadeSchool) -> Iterator[tuple[Any, ...]]:
    for one in school.occasions:
        yield (school.code, one.code, one.place, one.start, one.end, "Asia/Shanghai")


class Hits(NamedTuple):
    """Of one rule: which part of its questions names a cheat, which part of the sessions of its own cheat it named, and how many
    questions it asked.
    """

    precision: float
    recall: float
    questions: int


def precision_and_recall(found: Sequence[Finding], truth: Truth) -> dict[str, Hits]:
    """What the questions came to, by rule. A cheat of another kind is one too: a stack may also have the same times."""
    hits = {}
    for rule in CHEATS:
        asked = [set(one.sessions) for one in found if one.rule.name == rule]
        own = {key for key, cheat in truth.cheats.items() if cheat == rule}
        right, named = sum(bool(truth.cheats.keys() & keys) for keys in asked), own & set().union(*asked)
        hits[rule] = Hits(right / len(asked) if asked else 1.0, len(named) / len(own) if own else 1.0, len(asked))
    return hits
