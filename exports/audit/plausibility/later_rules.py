"""Rules that come with the program and that a table of one's own lacks: it was written before them, or left them out."""

from __future__ import annotations

import json
from collections.abc import Sequence
from importlib.resources import files
from typing import NamedTuple

from exports.audit.plausibility.rules import FILE, Rule, read_rules, usual_table

_HEAD = "[[rule]]"


def lacking_rules(rules: Sequence[Rule]) -> tuple[Rule, ...]:
    """The usual rules whose measure none of these rules has."""
    measured = {rule.measure.name for rule in rules}
    return tuple(rule for rule in read_rules(usual_table(), FILE) if rule.measure.name not in measured)


class Unsaid(NamedTuple):
    """A setting that a rule of one's own does not name, for its measure came to have it later; and what the usual rule sets it to."""

    rule: Rule
    setting: str
    usual: object

    @property
    def text(self) -> str:
        """As a line of the table, with the rule to which it belongs."""
        return f"{self.rule.name}: {self.setting} = {json.dumps(self.usual, ensure_ascii=False)}"


def unsaid_settings(rules: Sequence[Rule]) -> tuple[Unsaid, ...]:
    """The settings that the usual rules name and those of one's own with the same measure do not."""
    usual = {rule.measure.name: rule for rule in read_rules(usual_table(), FILE)}
    return tuple(
        Unsaid(rule, setting, known.settings[setting])
        for rule in rules
        if (known := usual.get(rule.measure.name)) is not None
        for setting in rule.unsaid
        if setting not in known.unsaid
    )


def lacking_table(rules: Sequence[Rule]) -> str:
    """The lacking rules as they stand in the usual table, to be put below those of one's own; `unless` names only what is there.
    Empty where none is lacking."""
    text, known = files("exports.audit").joinpath("data", FILE).read_text("utf-8"), {rule.name for rule in rules}
    blocks = {block.split('"')[1]: block for block in text.split(_HEAD)[1:]}
    found = []
    for rule in lacking_rules(rules):
        lines = [line for line in blocks[rule.name].strip().splitlines() if not line.startswith("unless")]
        unless = [one for one in rule.unless if one in known]
        found.append("\n".join([_HEAD, *lines, *([f"unless = {json.dumps(unless)}"] if unless else []), ""]))
        known.add(rule.name)
    return "\n".join(found)
