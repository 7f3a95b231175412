"""A table of one's own that was written before a rule is told what it lacks, and can be added to."""

from __future__ import annotations

import tomllib

from exports.audit.plausibility.later_rules import lacking_rules, lacking_table, unsaid_settings
from exports.audit.plausibility.rules import read_rules, usual_table


def test_what_a_table_lacks_is_printed_so_that_it_can_be_added() -> None:
    table = usual_table()
    assert lacking_rules(read_rules(table, "")) == ()
    older = {"rule": [row for row in table["rule"] if row["name"] in ("badge_stack", "one_hand")]}
    rules = read_rules(older, "")
    added = tomllib.loads(lacking_table(rules))
    whole = read_rules({"rule": [*older["rule"], *added["rule"]]}, "")
    assert {one.name for one in whole} == {row["name"] for row in table["rule"]} and lacking_rules(whole) == ()
    assert unsaid_settings(whole) == ()
    unless = {one.name: set(one.unless) for one in whole}
    assert unless["in_pairs"] == {"badge_stack", "same_order", "same_set"} and unless["several_hands"] == {"one_hand"}


def test_a_rule_that_was_written_before_its_measure_had_a_setting_is_told_it() -> None:
    """A rule of another name with that measure too; a setting that the usual rule leaves out itself is none."""
    table = usual_table()
    same_set = next(row for row in table["rule"] if row["name"] == "same_set")
    older = {name: value for name, value in same_set.items() if name not in ("quick_seconds", "unless")}
    rules = read_rules({"rule": [older, {**older, "name": "mine"}, older | {"name": "newer", "quick_seconds": 1}]}, "")
    assert [one.text for one in unsaid_settings(rules)] == [
        "same_set: quick_seconds = 1.3",
        "mine: quick_seconds = 1.3",
    ]
    assert unsaid_settings(read_rules(table, "")) == ()
