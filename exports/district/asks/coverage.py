"""Registered volunteers compared with enrolled pupils, and teams that have not reported yet."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from checkin.rules.activities import zone
from checkin.rules.identity import key
from checkin.rules.instants import instant
from exports.district.asks.totals import HERE
from exports.district.district import District
from exports.district.record.common_facts import common_facts
from exports.district.schema import TAKEN


@dataclass(frozen=True, slots=True)
class Coverage:
    """`registered` volunteers of a team, and `enrolled` pupils of its school (None: not known). `team` None means all teams.

    `comparable` counts only the registered volunteers of teams whose number of pupils is known, for the rate of all.
    """

    team: str | None
    name: str
    registered: int
    enrolled: int | None
    comparable: int

    @property
    def rate(self) -> float | None:
        """Registered ÷ enrolled; None if the number of pupils is not known."""
        return self.comparable / self.enrolled if self.enrolled else None


@dataclass(frozen=True, slots=True)
class MissingTeam:
    """A team that should have reported by the day `due` and did not. `last` is when it last sent anything (milliseconds), or None."""

    team: str
    name: str
    due: date
    last: int | None


def coverage(district: District) -> list[Coverage]:
    """A row for each team that should report or did, by code, and then one for all teams. Several numbers of one person
    within a team count once, and who left the school does not count.
    """
    twice = numbers_given_up(district)
    rows = district.db.execute(
        f"WITH {HERE} SELECT t.code, coalesce(t.name, ''), count(DISTINCT v.number), t.enrolled FROM team t "
        "LEFT JOIN here v ON v.team = t.code GROUP BY t.code, t.name, t.enrolled ORDER BY t.code"
    ).fetchall()
    teams = [
        Coverage(code, name, numbers - twice[code], enrolled, numbers - twice[code])
        for code, name, numbers, enrolled in rows
    ]
    counted = [team for team in teams if team.enrolled]
    enrolled = sum(team.enrolled or 0 for team in counted)
    everybody, comparable = (sum(team.registered for team in some) for some in (teams, counted))
    return [*teams, Coverage(None, "", everybody, enrolled or None, comparable)]


def numbers_given_up(district: District) -> Counter[str]:
    """By team how many numbers of its register belong to a person who has another number in it."""
    found: Counter[str] = Counter()
    if district.db.execute("SELECT 1 FROM event WHERE kind = 'link' LIMIT 1").fetchone() is None:
        return found
    facts = common_facts(district)
    rows = district.db.execute(f"WITH {HERE} SELECT DISTINCT team, number FROM here").fetchall()
    persons = {(team, facts.person(key(team, number))) for team, number in rows}
    found.update(team for team, _number in rows)
    found.subtract(Counter(team for team, _person in persons))
    return found


def missing(
    district: District, due: date, since: date | None = None, late_until: date | None = None
) -> list[MissingTeam]:
    """The expected teams of which neither a pack nor a return came in by the end of the day `due`, or of `late_until`.

    With no list of teams all known teams are expected. With `since` only files count that came after that day, because
    a team must report anew for each reporting date.
    """
    where = zone(district.identity.timezone)
    until = instant(datetime.combine((late_until or due) + timedelta(days=1), time(), where))
    after = 0 if since is None else instant(datetime.combine(since + timedelta(days=1), time(), where))
    rows = district.db.execute(
        f"WITH came AS (SELECT team, received FROM pack WHERE {TAKEN} "
        "UNION ALL SELECT team, received FROM returned) "
        "SELECT t.code, coalesce(t.name, ''), max(c.received) FROM team t LEFT JOIN came c ON c.team = t.code "
        "WHERE t.expected OR NOT EXISTS (SELECT 1 FROM team WHERE expected) GROUP BY t.code, t.name "
        "HAVING coalesce(max(c.received) FILTER (c.received < ? AND c.received >= ?), -1) < 0 ORDER BY t.code",
        [until, after],
    ).fetchall()
    return [MissingTeam(code, name, due, last) for code, name, last in rows]


def reported(district: District) -> tuple[int, int]:
    """How many of the expected teams have reported, and how many are expected (all known ones if there is no list)."""
    row = district.db.execute(
        f"WITH came AS (SELECT DISTINCT team FROM pack WHERE {TAKEN} "
        "UNION SELECT DISTINCT team FROM returned), wanted AS (SELECT code FROM team WHERE expected "
        "OR NOT EXISTS (SELECT 1 FROM team WHERE expected)) "
        "SELECT count(*) FILTER (code IN (SELECT team FROM came)), count(*) FROM wanted"
    ).fetchone()
    assert row is not None
    return int(row[0]), int(row[1])
