"""What a decision would do to people's hours, before it is written."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from checkin.rules.hours_change import Overfull, over_a_day
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
    """The persons whose minutes change, those who lose or win most first, how many sessions wait for review before and after, and
    the days of these persons that hold more than a day has by it.
    """

    persons: tuple[PersonChange, ...]
    waiting_before: int
    waiting_after: int
    overfull: tuple[Overfull, ...] = ()


def foresee(district: District, decide: Callable[[District], object]) -> Foreseen:
    """Run a decision on trial, and compare. Nothing is kept of it; what it refuses comes through."""
    before, waited = _minutes(district), _waiting(district)
    with district.trial():
        decide(district)
        after, waits = _minutes(district), _waiting(district)
        changed = [one for one in {**before, **after} if before.get(one, 0) != after.get(one, 0)]
        days = _days(district, changed)
    names, days_before = _names(district, changed), _days(district, changed)
    fuller = (over_a_day(*key, days_before.get(key, 0), minutes) for key, minutes in sorted(days.items()))
    rows = [PersonChange(one, names.get(one, ""), before.get(one, 0), after.get(one, 0)) for one in changed]
    persons = tuple(sorted(rows, key=lambda row: (-abs(row.after - row.before), row.person)))
    return Foreseen(persons, waited, waits, tuple(one for one in fuller if one is not None))


_PERSON = "coalesce(team || '/', '') || volunteer AS person"


def _minutes(district: District) -> dict[str, int]:
    sums = f"SELECT {_PERSON}, coalesce(sum(credited), 0)::BIGINT FROM session GROUP BY person"
    return dict(district.db.execute(sums).fetchall())


def _days(district: District, persons: Iterable[str]) -> dict[tuple[str, date], int]:
    """The credited minutes of these persons by day; added hours may stand for several days, as at a desk."""
    rows = district.db.execute(
        f"SELECT {_PERSON}, day, coalesce(sum(credited), 0)::BIGINT FROM session WHERE source <> 'added' AND day IS NOT NULL "
        "GROUP BY ALL HAVING person IN (SELECT unnest(?::VARCHAR[]))",
        [list(persons)],
    ).fetchall()
    return {(person, day): minutes for person, day, minutes in rows}


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
