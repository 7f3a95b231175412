"""A table of one's own that was written before a rule is told what it lacks, and can be added to."""

from __future__ import annotations

import tomllib

from exports.audit.plausibility.later_rules import as_table, lacking_rules
from exports.audit.plausibility.rules import read_rules, usual_table


def test_what_a_table_lacks_is_printed_so_that_it_can_be_added() -> None:
    table = usual_table()
    assert lacking_rules(read_rules(table, "")) == ()
    older = {"rule": [row for row in table["rule"] if row["name"] in ("badge_stack", "one_hand")]}
    rules = read_rules(older, "")
    added = tomllib.loads(as_table(lacking_rules(rules), rules))
    whole = read_rules({"rule": [*older["rule"], *added["rule"]]}, "")
    assert {one.name for one in whole} == {row["name"] for row in table["rule"]} and lacking_rules(whole) == ()
    unless = {one.name: set(one.unless) for one in whole}
    assert unless["in_pairs"] == {"badge_stack", "same_order", "same_set"} and unless["several_hands"] == {"one_hand"}
