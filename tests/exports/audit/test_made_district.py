"""A made district with known cheats: the rules ask about the cheats, and leave honest schools in peace."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

import duckdb
import pytest

from bench.made_service.cheats import CHEATS
from bench.made_service.district import Truth, made_district, precision_and_recall, write_school
from bench.made_service.odd_cheats import ODD_CHEATS
from bench.made_service.odd_days import ODD_DAYS
from bench.made_service.odd_district import judged, odd_district
from bench.made_service.school import honest_school
from exports.audit.plausibility.asking import findings
from exports.audit.plausibility.crowds import find_crowds
from exports.audit.plausibility.finding import Finding
from exports.audit.plausibility.measure import Choice, Measure
from exports.audit.plausibility.measures import MEASURES
from exports.audit.plausibility.rules import read_rules, usual_table
from exports.audit.plausibility.shared_tables import make_shared_tables
from tests.portions import in_the_soak

SCHOOLS, PUPILS, OCCASIONS, THERE, SEED = 24, 180, 24, 20, 11


@pytest.fixture(scope="module")
def asked() -> Iterator[tuple[list[Finding], Truth]]:
    with duckdb.connect() as db:
        truth = made_district(db, SCHOOLS, PUPILS, OCCASIONS, THERE, SEED, cheating=0.6)
        yield findings(db, read_rules(usual_table(), ""), []), truth


def test_honest_schools_are_left_in_peace(asked: tuple[list[Finding], Truth]) -> None:
    found, truth = asked
    assert len(truth.schools) > SCHOOLS // 3
    assert {one.team for one in found} <= truth.schools.keys()


def test_each_way_to_cheat_is_asked_about_by_its_rule(asked: tuple[list[Finding], Truth]) -> None:
    found, truth = asked
    assert {name for ways in truth.schools.values() for name in ways} == set(CHEATS)
    measured = precision_and_recall(found, truth)
    assert {rule: hits for rule, hits in measured.items() if hits.precision < 1 or hits.recall < 0.9} == {}


def test_every_question_says_figures_and_names_sessions_of_the_record(asked: tuple[list[Finding], Truth]) -> None:
    found, _truth = asked
    assert all("{" not in one.text and one.text for one in found)
    assert all(one.sessions for one in found)
    assert len({one.name for one in found}) == len(found)


@pytest.mark.parametrize("extreme", ["least", "most"])
def test_every_measure_asks_at_the_ends_of_its_limits(extreme: str) -> None:
    """A rule may set a month of days, or a clock that was four months off."""
    with duckdb.connect() as db:
        made_district(db, 2, 80, 3, 10, SEED, cheating=1)
        asked = [(measure, _at(extreme, measure)) for measure in MEASURES.values()]
        make_shared_tables(db)
        find_crowds(db, asked)
        for measure, settings in asked:
            assert all("{" not in measure.say(facts) for _team, _about, facts, _keys in measure.ask(db, settings))


def test_two_rules_of_one_measure_look_at_the_crowds_that_each_sets() -> None:
    usual = {one.name: one for one in read_rules(usual_table(), "")}
    stack, slow = usual["badge_stack"], usual["same_order"]
    wide = [
        one._replace(name=f"wide {one.name}", settings={**one.settings, "least": 3, "seconds": 8.0})
        for one in (stack, slow)
    ]
    with duckdb.connect() as db:
        made_district(db, 2, 80, 3, 20, SEED, cheating=1)
        alone = [findings(db, [rule], [], alone=True) for rule in (stack, slow, *wide)]
        together = findings(db, [one._replace(unless=()) for one in (stack, slow, *wide)], [])
    assert [one.name for one in together] == [one.name for found in alone for one in found]
    assert len(alone[2]) > len(alone[0]) and alone[3]


def test_too_long_a_day_is_found_however_it_comes_together() -> None:
    """Who can't have too much is left out before the sums are made; nobody else is: ten scanned sessions of one minute, each counted as
    an hour, a ruled one beside a scanned one, two scanned ones on a day that went on into the evening.
    """
    usual = {one.name: one for one in read_rules(usual_table(), "")}["longer_than_activity"]
    parts = {
        "A000": [("scanned", 60, 1)] * 10,
        "A001": [("ruled", 150, 150), ("scanned", 150, 150)],
        "A002": [("scanned", 150, 150)] * 2,
    }
    with duckdb.connect() as db:
        made_district(db, 1, 80, 3, 10, SEED, cheating=0)
        for code, credits in parts.items():
            for n, (source, credited, minutes) in enumerate(credits):
                db.execute(
                    """INSERT INTO session BY NAME SELECT ? AS key, team, '99999' AS volunteer, activity_team, activity, day,
                    min(start) + ? * 60000 AS start, min(start) + ? * 60000 AS "end", ? AS seconds, ? AS credited, ? AS source,
                    '' AS flags, ? AS events FROM session WHERE activity = ? GROUP BY ALL LIMIT 1""",
                    [f"{code} {n}", 160 * n, 160 * n + minutes, minutes * 60, credited, source, f"{code} {n}", code],
                )
        found = findings(db, [usual], [])
    named = {one.about: (one.facts["persons"], one.facts["minutes"]) for one in found}
    assert named == {"S00/A000": (1, 600), "S00/A001": (1, 300), "S00/A002": (1, 300)}


@in_the_soak
def test_a_second_scanner_that_a_desk_got_is_asked_about_once() -> None:
    """At its last activities pairs come within a moment; what was answered after the first of them is known at the next ones."""
    usual = {one.name: one for one in read_rules(usual_table(), "")}["in_pairs"]._replace(unless=())
    school = honest_school("S00", 80, 14, 20, Random(SEED))
    last, asked = school.occasions[-3:], []
    for occasion in last:
        line = [one for one in occasion.visits if one.source == "scanned"][:12]
        for place, one in enumerate(line):
            pair, other = place // 2, (place + 1) // 2
            one.start, one.end = (
                occasion.start + pair * 20_000 + place % 2 * 400,
                occasion.end + other * 20_000 + place % 2 * 400,
            )
        with duckdb.connect() as db:
            made_district(db, 0, 0, 0, 0, SEED)
            write_school(db, school, Truth())
            asked += findings(db, [usual], [])
    first, second, third = asked
    assert [one.facts["activity"] for one in asked] == [", ".join(o.code for o in last[:n]) for n in (1, 2, 3)]
    assert first.name in second.names() and second.name in third.names()


def _at(extreme: str, measure: Measure) -> dict[str, object]:
    return {
        name: list(wanted.allowed) if isinstance(wanted, Choice) else getattr(wanted, extreme)
        for name, wanted in measure.settings.items()
    }


@in_the_soak
def test_cheats_that_no_rule_is_named_after_and_honest_days_that_look_odd() -> None:
    """Stacks however they are scanned, hours for friends however they are dealt out; and no honest day is asked about."""
    with duckdb.connect() as db:
        truth = odd_district(db, 2 * len(ODD_CHEATS), 5)
        cheats, days, precision = judged(findings(db, read_rules(usual_table(), ""), []), truth)
    assert {name for name, odd in cheats.items() if odd.found < odd.made} == set()
    assert {name for name, odd in days.items() if odd.found} == set()
    assert all(odd.made for odd in (*cheats.values(), *days.values())) and len(days) == len(ODD_DAYS)
    assert precision == 1
