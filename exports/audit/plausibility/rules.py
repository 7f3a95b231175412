"""The rules of the audit as data: a table that names measures, limits and reasons."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from importlib.resources import files
from typing import Any, NamedTuple

from checkin.rules.problems import N_, Problem, Refused, unknown_setting
from checkin.rules.table_problems import NO_RULE_NAME, NO_WHOLE_NUMBER, TWO_RULES
from checkin.rules.typed_texts import is_text
from checkin.texts import LANGUAGES, enumerated, language
from exports.audit.plausibility.measure import Choice, Limit, Measure
from exports.audit.plausibility.measures import MEASURES

FILE = "plausibility.toml"
_CODE = "bad_audit_rules"
_LONGEST_NAME, _MOST_RULES = 40, 100
_TEXTS = {"title": 40, "reason": 300}
"""What a rule says in both languages, and the most characters of each."""


class Rule(NamedTuple):
    """One rule: what it measures, with which settings, and by language what it is called and why it asks.

    `unless` are other rules: what they ask about already is not asked again. `unsaid` are settings that the rule does not name: the
    measure came to have them later.
    """

    name: str
    measure: Measure
    settings: Mapping[str, float | int | list[str]]
    titles: Mapping[str, str]
    reasons: Mapping[str, str]
    unless: tuple[str, ...] = ()
    unsaid: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """What it is called, in the language in use."""
        return self.titles[language()]

    @property
    def reason(self) -> str:
        """Why it asks, in the language in use."""
        return self.reasons[language()]


def usual_table() -> Mapping[str, Any]:
    """The table that comes with the program."""
    return tomllib.loads(files("exports.audit").joinpath("data", FILE).read_text("utf-8"))


def read_rules(table: Mapping[str, Any], where: str) -> tuple[Rule, ...]:
    """The rules of a table, in its order. Raises Refused naming file, rule and setting of everything that is not possible."""
    rows = table.get("rule")
    if not isinstance(rows, list) or not 0 < len(rows) <= _MOST_RULES or set(table) != {"rule"}:
        message = N_("write the rules as [[rule]] with name, title, reason, measure and its settings, at most {most}")
        raise Refused(Problem(_CODE, where, message, {"most": _MOST_RULES}))
    problems = [problem for number, row in enumerate(rows, 1) for problem in _problems(row, f"{where} {number}")]
    names = [row.get("name") for row in rows if isinstance(row, Mapping)]
    for name in dict.fromkeys(one for one in names if isinstance(one, str) and names.count(one) > 1):
        problems.append(Problem(_CODE, where, TWO_RULES, {"name": name[:_LONGEST_NAME]}))
    problems += _unknown_rules([row for row in rows if isinstance(row, Mapping)], where)
    if problems:
        raise Refused(*problems)
    return tuple(_rule(row) for row in rows)


def _unknown_rules(rows: Sequence[Mapping[str, Any]], where: str) -> Iterator[Problem]:
    before: list[object] = []
    for number, row in enumerate(rows, 1):
        if not all(one in before for one in _unless(row)):
            yield Problem(_CODE, f"{where} {number} unless", N_("unless names a rule that stands before this one"))
        before.append(row.get("name"))


def _unless(row: Mapping[str, Any]) -> tuple[Any, ...]:
    """One name or a list of names."""
    named = row.get("unless", [])
    return tuple(named) if isinstance(named, list) else (named,)


def _rule(row: Mapping[str, Any]) -> Rule:
    measure = MEASURES[row["measure"]]
    unsaid = tuple(name for name in measure.settings if name not in row)
    return Rule(row["name"], measure, _settings(row, measure), row["title"], row["reason"], _unless(row), unsaid)


def _settings(row: Mapping[str, Any], measure: Measure) -> dict[str, Any]:
    """Each setting as the rule sets it, else as it is usual; None where neither says it."""
    return {name: row.get(name, getattr(wanted, "usual", None)) for name, wanted in measure.settings.items()}


def _problems(row: object, where: str) -> Iterator[Problem]:
    if not isinstance(row, Mapping):
        yield Problem(_CODE, where, N_("write a rule as [[rule]] with name, title, reason, measure and its settings"))
        return
    name, measure = row.get("name"), MEASURES.get(str(row.get("measure")))
    if not _is_line(name, _LONGEST_NAME):
        yield Problem(_CODE, f"{where} name", NO_RULE_NAME, {"most": _LONGEST_NAME})
    for part, most in _TEXTS.items():
        texts = row.get(part)
        if not isinstance(texts, Mapping) or not all(_is_line(texts.get(one), most) for one in LANGUAGES):
            message = N_(
                'write it in both languages, as {part} = {{ en = "…", zh = "…" }}, each of at most {most} characters'
            )
            yield Problem(_CODE, f"{where} {part}", message, {"part": part, "most": most})
    if measure is None:
        known = enumerated(MEASURES)
        yield Problem(_CODE, f"{where} measure", N_("measure is one of these: {known}"), {"known": known})
        return
    for unknown in sorted(set(row) - {"name", "measure", "unless", *_TEXTS} - set(measure.settings)):
        yield unknown_setting(_CODE, where, unknown, measure.settings)
    for setting, value in _settings(row, measure).items():
        problem = _of_setting(value, measure.settings[setting], f"{where} {setting}")
        if problem is not None:
            yield problem


def _is_line(value: object, most: int) -> bool:
    return isinstance(value, str) and 0 < len(value) <= most and value.isprintable() and is_text(value)


def _of_setting(value: object, wanted: Limit | Choice, where: str) -> Problem | None:
    if isinstance(wanted, Choice):
        if isinstance(value, list) and value and all(one in wanted.allowed for one in value):
            return None
        return Problem(
            _CODE, where, N_("write a list of some of these: {known}"), {"known": enumerated(wanted.allowed)}
        )
    if isinstance(value, int if wanted.whole else (int, float)) and not isinstance(value, bool):
        number = float(value)
        if wanted.least <= number <= wanted.most:
            return None
    message = NO_WHOLE_NUMBER if wanted.whole else N_("write a number from {least} to {most}")
    return Problem(_CODE, where, message, {"least": f"{wanted.least:g}", "most": f"{wanted.most:.0f}"})
