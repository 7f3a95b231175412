"""All kinds of conflicts, and all conflicts of a district. Nothing is decided here."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from checkin.progress import counted
from checkin.texts import _
from exports.district.asks.conflicts import kinds
from exports.district.asks.conflicts.conflict import Conflict, ConflictKind
from exports.district.district import District


@cache
def conflict_kinds() -> tuple[ConflictKind, ...]:
    """The kinds that the files of the folder `kinds` define, in the order in which they are listed."""
    found: list[ConflictKind] = [
        import_module(f"{kinds.__name__}.{module.name}").KIND for module in iter_modules(kinds.__path__)
    ]
    return tuple(sorted(found, key=lambda kind: kind.place))


def conflicts(district: District) -> list[Conflict]:
    """All conflicts: first those that nobody has decided yet; then by kind, team and volunteer."""
    return list(district.remembered("conflicts", lambda: _found(district)))


def _found(district: District) -> list[Conflict]:
    settled = {row[0] for row in district.db.execute("SELECT conflict FROM settled").fetchall()}
    schools, activities = district.team_names(), district.activity_names()
    found = (
        replace(conflict, ruled=conflict.ruled or conflict.name in settled, schools=schools, activities=activities)
        for kind in counted(conflict_kinds(), _("kinds of conflicts"))
        for conflict in kind.find(district)
    )
    return sorted(found, key=lambda c: (c.ruled, c.kind.place, c.team or "", c.volunteer or "", c.events))
