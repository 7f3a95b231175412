"""The retention rules in force: the school's own, else the usual ones (domain §7)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from checkin.rules.problems import N_, Problem, Refused
from checkin.rules.purges import PersonalField, Retention
from checkin.rules.table_problems import NO_RULE_NAME, TWO_RULES
from checkin.texts import enumerated
from storage.disk.folder import DataFolder
from storage.standard.tables import read_table

RETENTION = "retention.toml"
_LONGEST_MONTHS = 100 * 12
_LONGEST_NAME = 40
_UNITS = {"after_years": 12, "after_months": 1}
_NO_RULE = N_("write the rules as [[rule]] with name, fields, and after_years or after_months")


def retention_rules(folder: DataFolder) -> tuple[Retention, ...]:
    """The rules of `retention.toml` in the data folder, else those that come with the program, the shortest period first.

    Raises Refused naming the file and row of everything that is not possible.
    """
    table, where = read_table(folder, RETENTION)
    rows = table.get("rule")
    if not isinstance(rows, list) or not rows or set(table) != {"rule"}:
        raise Refused(Problem("bad_retention", where, _NO_RULE))
    rules: list[Retention] = []
    problems: list[Problem] = []
    for number, row in enumerate(rows, 1):
        read = _rule(row, f"{where} {number}")
        if isinstance(read, Problem):
            problems.append(read)
        elif read.name in {rule.name for rule in rules}:
            problems.append(Problem("bad_retention", f"{where} {number}", TWO_RULES, {"name": read.name}))
        else:
            rules.append(read)
    if problems:
        raise Refused(*problems)
    return tuple(sorted(rules, key=lambda rule: rule.months))


def _rule(row: Any, where: str) -> Retention | Problem:
    if not isinstance(row, Mapping):
        return Problem("bad_retention", where, _NO_RULE)
    name, fields = row.get("name"), row.get("fields")
    if not isinstance(name, str) or not 0 < len(name) <= _LONGEST_NAME or not name.isprintable():
        return Problem("bad_retention", where, NO_RULE_NAME, {"most": _LONGEST_NAME})
    known = [str(field) for field in PersonalField]
    if not isinstance(fields, list) or not fields or any(field not in known for field in fields):
        message = N_("fields is a list of some of these: {known}")
        return Problem("bad_retention", where, message, {"known": enumerated(known)})
    units = [unit for unit in _UNITS if unit in row]
    if len(units) != 1 or set(row) - {"name", "fields", *_UNITS}:
        return Problem("bad_retention", where, _NO_RULE)
    months = row[units[0]]
    if type(months) is not int or not 0 <= months * _UNITS[units[0]] <= _LONGEST_MONTHS:
        message = N_("the time after leaving is a whole number, of at most 100 years")
        return Problem("bad_retention", where, message)
    return Retention(name, tuple(PersonalField(field) for field in dict.fromkeys(fields)), months * _UNITS[units[0]])
