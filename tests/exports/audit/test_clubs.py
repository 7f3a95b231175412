"""A small club without a desk is left in peace; what only looks like one is not."""

from __future__ import annotations

from random import Random

import duckdb
import pytest

from bench.made_service.district import Truth, write_school
from bench.made_service.lines import DAY, saturday
from bench.made_service.school import MINUTE, Visit, honest_school
from checkin.rules.working_days import Calendar
from exports.audit.plausibility.asking import findings
from exports.audit.plausibility.laid_out import SCHOOL_TABLES
from exports.audit.plausibility.rules import FILE, read_rules, usual_table
from exports.audit.plausibility.timetable import NO_TIMETABLE, lay_out
from tests.portions import share

RULES = [rule for rule in read_rules(usual_table(), FILE) if rule.measure.name in ("share", "share_often", "circle")]


@pytest.mark.parametrize(
    ("changed", "asked"),
    share(
        [
            pytest.param({}, 0, id="a club"),
            pytest.param({"members": 16}, 1, id="too many"),
            pytest.param({"planned": 1}, 1, id="written down afterwards"),
            pytest.param({"longer": 1}, 1, id="longer than planned"),
            pytest.param({"times": 11}, 1, id="much for each"),
            pytest.param({"hands": 2}, 6, id="by several hands"),
        ],
        0,
        3,
    ),
)
def test_what_is_asked_about_a_club(changed: dict[str, int], asked: int) -> None:
    """Eight members and six meetings of two hours; of each case one thing is other."""
    said = {"members": 8, "planned": 0, "longer": 0, "times": 6, "hands": 1} | changed
    random = Random(7)
    school = honest_school("S1", 60, 4, 10, random)
    members = random.sample(list(school.pupils), said["members"])
    for turn in range(said["times"]):
        occasion = saturday(school, f"CLUB{turn}")
        occasion.planned = said["planned"] and occasion.end + DAY
        for place, one in enumerate(members):
            end = occasion.end + said["longer"] * MINUTE
            hand = f"teacher {place % said['hands']}"
            occasion.visits.append(Visit(one, occasion.start, end, "added", written=occasion.end + DAY, operator=hand))
        school.occasions.append(occasion)
    with duckdb.connect() as db:
        for table in SCHOOL_TABLES:
            db.execute(table)
        write_school(db, school, Truth())
        lay_out(db, NO_TIMETABLE, Calendar())
        found = findings(db, RULES, [])
    assert len(found) == asked, [one.text for one in found]
