"""Kinds of teams, and how many volunteers and cadres each asks for (domain §1): data, in `team_kinds.toml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from checkin.rules.problems import N_, Problem, Refused
from checkin.rules.table_problems import NO_SUCH_VALUE
from checkin.texts import enumerated, language
from storage.disk.folder import DataFolder
from storage.standard.tables import read_table

KINDS = "team_kinds.toml"
DEFAULT_KIND = "school"
_VALUES = ("name_zh", "name_en", "volunteers", "cadres")
Bounds = tuple[int, int]


@dataclass(frozen=True, slots=True)
class TeamKind:
    """`volunteers` and `cadres` are the least and the most; None where the number is free."""

    code: str
    name_zh: str
    name_en: str
    volunteers: Bounds | None = None
    cadres: Bounds | None = None

    @property
    def name(self) -> str:
        """The name of the kind in the language in use."""
        return self.name_zh if language() == "zh" else self.name_en


def read_kinds(folder: DataFolder) -> dict[str, TeamKind]:
    """The kinds by code. Raises Refused naming everything in the table that is not possible."""
    table, where = read_table(folder, KINDS)
    problems: list[Problem] = []
    kinds = {code: _kind(code, entry, where, problems) for code, entry in table.items()}
    if problems:
        raise Refused(*problems)
    return kinds


def _kind(code: str, entry: object, where: str, problems: list[Problem]) -> TeamKind:
    if not isinstance(entry, Mapping):
        message = N_(
            "write a table [{code}] with name_zh, name_en, and volunteers = [least, most] where it asks for that"
        )
        problems.append(Problem("bad_table", where, message, {"code": code[:40]}))
        return TeamKind(code, code, code)
    place = f"{where} [{code[:40]}]"
    for name in entry:
        if name not in _VALUES:
            names = {"names": enumerated(_VALUES)}
            problems.append(Problem("bad_table", f"{place} {name[:40]}", NO_SUCH_VALUE, names))
    return TeamKind(
        code,
        _name(entry, "name_zh", code),
        _name(entry, "name_en", code),
        _bounds(entry, "volunteers", place, problems),
        _bounds(entry, "cadres", place, problems),
    )


def _name(entry: Mapping[str, Any], name: str, code: str) -> str:
    value = entry.get(name)
    return value if isinstance(value, str) and value.strip() else code


def _bounds(entry: Mapping[str, Any], name: str, where: str, problems: list[Problem]) -> Bounds | None:
    value = entry.get(name)
    if value is None:
        return None
    if isinstance(value, list) and len(value) == 2 and all(type(v) is int for v in value) and 0 <= value[0] <= value[1]:
        return value[0], value[1]
    problems.append(
        Problem("bad_table", f"{where} {name}", N_("write the least and the most: {name} = [7, 10]"), {"name": name})
    )
    return None
