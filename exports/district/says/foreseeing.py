"""What a decision would do to people's hours, before it is written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from exports.district.asks.totals import KNOWN
from exports.district.district import District


class PersonChange(NamedTuple):
    """A person (`TEAM/NUMBER`, or the number of a badge that nobody has) whose credited minutes would change."""

    person: str
    name: str
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Foreseen:
    """The persons whose minutes change, those who lose or win most first, and how many sessions wait for review before and after."""

    persons: tuple[PersonChange, ...]
    waiting_before: int
    waiting_after: int


def foresee(district: District, decide: Callable[[District], object]) -> Foreseen:
    """Run a decision on trial, and compare. Nothing is kept of it; what it refuses comes through."""
    before, waited = _minutes(district), _waiting(district)
    with district.trial():
        decide(district)
        after, waits = _minutes(district), _waiting(district)
    changed = [one for one in {**before, **after} if before.get(one, 0) != after.get(one, 0)]
    names = _names(district, changed)
    rows = [PersonChange(one, names.get(one, ""), before.get(one, 0), after.get(one, 0)) for one in changed]
    return Foreseen(tuple(sorted(rows, key=lambda row: (-abs(row.after - row.before), row.person))), waited, waits)


def _minutes(district: District) -> dict[str, int]:
    rows = district.db.execute(
        "SELECT coalesce(team || '/', '') || volunteer AS person, coalesce(sum(credited), 0)::BIGINT FROM session GROUP BY person"
    ).fetchall()
    return dict(rows)


def _waiting(district: District) -> int:
    row = district.db.execute("SELECT count(*) FROM session WHERE status = 'needs_review'").fetchone()
    return int(row[0]) if row else 0


def _names(district: District, persons: list[str]) -> dict[str, str]:
    rows = district.db.execute(
        f"WITH {KNOWN} SELECT team || '/' || number AS person, any_value(name) FROM known "
        "WHERE team || '/' || number IN (SELECT unnest(?::VARCHAR[])) GROUP BY person",
        [persons],
    ).fetchall()
    return dict(rows)
