"""Two desks have different names for one volunteer number."""

from __future__ import annotations

from collections.abc import Iterator

from checkin.rules.problems import N_
from exports.district.asks.conflicts.conflict import Conflict, ConflictKind
from exports.district.district import District

_SENTENCE = N_("number {number} of {team} is called {names} by different desks (of {teams})")


def _find(district: District) -> Iterator[Conflict]:
    rows = district.db.execute(
        "SELECT team, number, list(DISTINCT name ORDER BY name) AS names, "
        "list(DISTINCT of_team ORDER BY of_team) FROM volunteer WHERE name <> '' "
        "GROUP BY team, number HAVING len(names) > 1 ORDER BY team, number"
    ).fetchall()
    for team, number, names, teams in rows:
        values = {"number": number, "team": team, "names": " / ".join(names), "teams": ", ".join(teams)}
        yield Conflict(KIND, team, number, (), _SENTENCE, values)


KIND = ConflictKind("two_names", 2, N_("one number, two names"), (_SENTENCE,), _find)
