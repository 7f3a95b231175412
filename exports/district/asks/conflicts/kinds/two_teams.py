"""Two teams seem to have one person: by name and number, by a teacher's name, or by one badge number."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from checkin.rules.facts import Facts
from checkin.rules.identity import split
from checkin.rules.problems import N_
from exports.district.asks.conflicts.conflict import Conflict, ConflictKind
from exports.district.asks.totals import KNOWN
from exports.district.district import District
from exports.district.record.badge_owners import holders_given_twice
from exports.district.record.common_facts import common_facts

_SENTENCE = N_("{name} is number {number} of {team} and number {other} of {other_team}: perhaps one person")
_Pair = tuple[str, str, str, str, str, tuple[str, ...]]
"""Team and number of the first person, the name or badge number that both have, team and number of the second, the events of both."""


def _find(district: District) -> Iterator[Conflict]:
    facts = common_facts(district)
    for team, number, name, other_team, other, events in (*_by_name(district), *_by_badge(district, facts)):
        values = {"name": name, "number": number, "team": team, "other": other, "other_team": other_team}
        linked = facts.person(f"{team}/{number}") == facts.person(f"{other_team}/{other}")
        yield Conflict(KIND, team, number, events, _SENTENCE, values, linked)


def _by_name(district: District) -> Iterator[_Pair]:
    rows = district.db.execute(
        f"WITH {KNOWN} SELECT a.team, a.number, a.name, b.team, b.number FROM known a JOIN known b "
        "ON a.name = b.name AND a.team < b.team AND a.kind = b.kind AND a.name <> '' "
        "AND (a.number = b.number OR a.kind = 'teacher') ORDER BY ALL"
    ).fetchall()
    for team, number, name, other_team, other in rows:
        yield team, number, name, other_team, other, ()


def _by_badge(district: District, facts: Facts) -> Iterator[_Pair]:
    """Pairs of volunteers who got the same badge number, each from their own team."""
    holders = holders_given_twice(district.db, facts)
    for badge in sorted(holders.by_badge):
        for one, other in combinations(sorted(holders.claimants(badge)), 2):
            (team, number), (other_team, other_number) = split(one.volunteer), split(other.volunteer)
            yield team, number, badge, other_team, other_number, tuple(sorted((one.given[1], other.given[1])))


KIND = ConflictKind("two_teams", 3, N_("one person in two teams"), (_SENTENCE,), _find)
