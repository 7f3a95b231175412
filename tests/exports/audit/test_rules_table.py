"""A table of rules that is no table, or holds a rule that is none: each fault is named with its place."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest

from checkin.rules.problems import Refused
from checkin.texts import say
from exports.audit.plausibility.rules import read_rules, usual_table
from exports.audit.plausibility.timetable import read_timetable


def changed(**change: Any) -> dict[str, Any]:
    table = deepcopy(dict(usual_table()))
    table["rule"][0].update(change)
    return table


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ({}, "t: write the rules as [[rule]]"),
        ({"rule": []}, "t: write the rules as [[rule]]"),
        ({"rule": ["x"]}, "t 1: write a rule"),
        (changed(measure="luck"), "t 1 measure: measure is one of these: stack"),
        (changed(least=1), "t 1 least: write a whole number from 2 to 1000"),
        (changed(least=True), "t 1 least: write a whole number from 2 to 1000"),
        (changed(least=8.5), "t 1 least: write a whole number from 2 to 1000"),
        (changed(seconds=float("nan")), "t 1 seconds: write a number from 0.05 to 60"),
        (changed(seconds="soon"), "t 1 seconds: write a number from 0.05 to 60"),
        (changed(days=3), "t 1 days: there is no such setting; the settings are least, seconds"),
        (changed(reason="because"), "t 1 reason: write it in both languages"),
        (changed(title={"en": "x", "zh": ""}), "t 1 title: write it in both languages"),
        (changed(unless="one_hand"), "t 1 unless: unless names a rule that stands before this one"),
        (changed(unless=["x"]), "t 1 unless: unless names a rule that stands before this one"),
        (changed(name=""), "t 1 name: give the rule a name"),
        (changed(name="one_hand"), "t: two rules have the name “one_hand”"),
    ],
)  # fmt: skip
def test_a_rule_that_is_no_rule(table: dict[str, Any], said: str) -> None:
    with pytest.raises(Refused) as refused:
        read_rules(table, "t")
    assert any(say(one).startswith(said) for one in refused.value.problems), [say(p) for p in refused.value.problems]


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ({"terms": []}, "t terms: write first and last days"),
        ({"terms": [["2026-09-01", "2027-01-22"]]}, "t terms: write first and last days"),
        ({"holiday": []}, "t holiday: there are only terms"),
        ({"monday": ["12:00-8:00"]}, "t monday: write times of a day in order"),
        ({"monday": ["8:00-10:00", "9:00-11:00"]}, "t monday: write times of a day in order"),
        ({"without": ["soon"]}, "t without: write days without lessons"),
        ({"monday": ["soon"]}, "t monday: write times of a day in order"),
    ],
)
def test_a_timetable_that_is_none(table: dict[str, Any], said: str) -> None:
    with pytest.raises(Refused) as refused:
        read_timetable(table, "t")
    assert any(say(one).startswith(said) for one in refused.value.problems), [say(p) for p in refused.value.problems]
