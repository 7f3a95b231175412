"""A made district of odd cheats and odd honest days: what do the usual rules make of what nobody thought of?"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import NamedTuple

import duckdb

from bench.made_service.district import TIMETABLE, Truth, write_school
from bench.made_service.held_out import HELD_OUT_CHEATS, HELD_OUT_DAYS
from bench.made_service.odd_cheats import ODD_CHEATS
from bench.made_service.odd_days import EXAM_DAY, ODD_DAYS
from bench.made_service.school import MadeSchool, honest_school
from checkin.rules.working_days import Calendar
from exports.audit.plausibility.finding import Finding
from exports.audit.plausibility.laid_out import SCHOOL_TABLES
from exports.audit.plausibility.timetable import lay_out


@dataclass(slots=True)
class OddTruth(Truth):
    """Beside the cheats: which odd day each activity is, by `SCHOOL/CODE`."""

    days: dict[str, str] = field(default_factory=dict)


class Kinds(NamedTuple):
    """Ways to cheat and honest days, each by its name."""

    cheats: Mapping[str, Callable[[MadeSchool, Random], None]]
    days: Mapping[str, Callable[[MadeSchool, Random], str]]


ODD, HELD_OUT = Kinds(ODD_CHEATS, ODD_DAYS), Kinds(HELD_OUT_CHEATS, HELD_OUT_DAYS)


def odd_district(db: duckdb.DuckDBPyConnection, schools: int, seed: int, kinds: Kinds = ODD) -> OddTruth:
    """Fill the tables of the audit with `schools` of which each second cheats, all ways in turn, and each other has an odd day."""
    random, truth = Random(seed), OddTruth()
    cheats, days = list(kinds.cheats), list(kinds.days)
    for table in SCHOOL_TABLES:
        db.execute(table)
    for number in range(schools):
        school = honest_school(f"S{number:03d}", 600, 40, 40, random)
        if number % 2:
            name = cheats[number // 2 % len(cheats)]
            truth.schools[school.code] = [name]
            kinds.cheats[name](school, random)
        else:
            name = days[number // 2 % len(days)]
            truth.days[f"{school.code}/{kinds.days[name](school, random)}"] = name
        write_school(db, school, truth)
    lay_out(db, TIMETABLE._replace(without=frozenset({EXAM_DAY})), Calendar())
    return truth


class Odd(NamedTuple):
    """`found` of `made` cheats of a kind were asked about; of honest days of a kind the same is no praise."""

    found: int
    made: int


def judged(
    found: Sequence[Finding], truth: OddTruth, kinds: Kinds = ODD
) -> tuple[dict[str, Odd], dict[str, Odd], float]:
    """By cheat how many schools' were asked about, by odd day how many were, and which part of all questions names a cheat."""
    right = [one for one in found if truth.cheats.keys() & set(one.sessions)]
    schools_asked = {one.team for one in right}
    by_cheat = {
        name: Odd(*(len(some) for some in (schools_asked & of, of)))
        for name in kinds.cheats
        for of in ({team for team, ways in truth.schools.items() if name in ways},)
    }
    teams = {one.team for one in found if one not in right}
    by_day = {
        name: Odd(sum(place.partition("/")[0] in teams for place in of), len(of))
        for name in kinds.days
        for of in ([place for place, day in truth.days.items() if day == name],)
    }
    return by_cheat, by_day, len(right) / len(found) if found else 1.0
