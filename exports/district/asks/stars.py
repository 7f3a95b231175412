"""Which volunteers are eligible for which star, by all credited hours. Only a supervisor awards stars (domain §3)."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from checkin.rules.stars import level_of
from exports.district.asks.class_names import TeamClasses
from exports.district.asks.totals import KNOWN
from exports.district.district import District
from exports.district.standard import read_tables


@dataclass(frozen=True, slots=True)
class StarCount:
    """How many volunteers are eligible for exactly `stars` stars (0: for none). `hours` are what that level needs."""

    stars: int
    hours: int
    persons: int


@dataclass(frozen=True, slots=True)
class Eligible:
    """A volunteer who reached a new level since a day. `minutes` are all credited minutes, `before` those up to that day."""

    team: str
    volunteer: str
    name: str
    class_name: str
    stars: int
    minutes: int
    before: int


def star_distribution(district: District) -> list[StarCount]:
    """A row for each level, from no star upwards, over everybody in the registers. Minutes of all sources count."""
    stars = read_tables(district).stars
    rows = district.db.execute(
        f"WITH {KNOWN} SELECT coalesce(sum(s.credited), 0)::BIGINT FROM known v "
        "LEFT JOIN session s ON s.team = v.team AND s.volunteer = v.number GROUP BY v.team, v.number"
    ).fetchall()
    levels = Counter(level_of(minutes, stars) for (minutes,) in rows)
    hours = {star.stars: star.hours for star in stars}
    return [StarCount(level, hours.get(level, 0), levels[level]) for level in (0, *hours)]


def newly_eligible(district: District, since: date) -> list[Eligible]:
    """The volunteers who reached a new level through sessions after the day `since`, the highest level first."""
    stars = read_tables(district).stars
    rows = district.db.execute(
        f"WITH {KNOWN} SELECT s.team, s.volunteer, coalesce(any_value(v.name), ''), coalesce(any_value(v.class), ''), "
        "sum(s.credited)::BIGINT, coalesce(sum(s.credited) FILTER (s.day <= ?), 0)::BIGINT FROM session s "
        "LEFT JOIN known v ON v.team = s.team AND v.number = s.volunteer WHERE s.team IS NOT NULL "
        "GROUP BY s.team, s.volunteer",
        [since],
    ).fetchall()
    classes = TeamClasses(district.db)
    found = [
        Eligible(team, number, name, classes.shown(team, class_name), level_of(minutes, stars), minutes, before)
        for team, number, name, class_name, minutes, before in rows
        if level_of(minutes, stars) > level_of(before, stars)
    ]
    return sorted(found, key=lambda one: (-one.stars, one.team, one.volunteer))
