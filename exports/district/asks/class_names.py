"""How the district shows a team's classes: each by one spelling, the one that most of its people have in the registers."""

from __future__ import annotations

from collections.abc import Iterable

import duckdb

from storage.people.class_spelling import class_key, shown_spellings

_COUNTS = "SELECT team, class, count(DISTINCT number) FROM volunteer WHERE class <> '' GROUP BY team, class"


class TeamClasses:
    """The classes of all registers as they are now; those of two teams are never the same."""

    def __init__(self, db: duckdb.DuckDBPyConnection) -> None:
        self._spellings: dict[str, dict[str, tuple[int, int]]] = {}
        for team, spelling, count in db.execute(_COUNTS).fetchall():
            self._spellings.setdefault(team, {})[spelling] = (count, count)
        self._others = {team: shown_spellings(counts) for team, counts in self._spellings.items()}

    def shown(self, team: str | None, spelling: str) -> str:
        """The spelling of a class that is shown for this one."""
        return self._others.get(team or "", {}).get(spelling, spelling)

    def spellings(self, team: str, name: str) -> list[str]:
        """All spellings of the class that somebody wrote; none where the team has no such class."""
        wanted = class_key(name)
        return [one for one in self._spellings.get(team, {}) if wanted and class_key(one) == wanted]


def write_class_keys(db: duckdb.DuckDBPyConnection, classes: Iterable[str]) -> None:
    """The table `class_key(class, key)` of this connection, for queries that compare classes however they are spelt."""
    named = list(dict.fromkeys(["", *classes]))
    db.execute("CREATE OR REPLACE TEMP TABLE class_key (class VARCHAR, key VARCHAR)")
    db.execute("INSERT INTO class_key SELECT unnest(?), unnest(?)", [named, [class_key(one) for one in named]])
