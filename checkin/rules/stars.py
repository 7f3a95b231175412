"""Stars by a table that is data: levels in order. The rules find eligible volunteers, a
supervisor awards the stars (domain §3).
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import takewhile
from typing import Any

from checkin.rules.events import Quality
from checkin.rules.field_values import MOST_STARS
from checkin.rules.problems import N_, Problem, unknown_setting
from checkin.rules.table_problems import NO_CHOICE, NO_LIST

MOST_HOURS, MOST_MONTHS, MOST_ROWS = 100_000, 600, 100
PLAIN = ("stars", "hours")
WITH_QUALITY = (*PLAIN, "quality", "months")
"""What a row of a star table may say; a district counts hours alone."""

_QUALITIES = tuple(Quality)


@dataclass(frozen=True, slots=True)
class Star:
    """A volunteer with so many hours is eligible for so many stars.

    With `quality`, the last evaluation must be at least that good. With `months`, only the hours
    of the last so many months count.
    """

    stars: int
    hours: int
    quality: Quality | None = None
    months: int | None = None


DEFAULT_STARS = tuple(Star(stars, hours) for stars, hours in enumerate((100, 300, 600, 1000, 1500), 1))
"""The usual table (domain §3)."""
SCHOOL_MINUTES = 40 * 60
"""What senior school asks for in three years: 40 hours (domain §2)."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What counts for stars on `day`: all credited minutes, the minutes of each local day, and the last evaluation."""

    day: date
    minutes: int = 0
    by_day: Sequence[tuple[date, int]] = ()
    quality: Quality | None = None


@dataclass(frozen=True, slots=True)
class Missing:
    """What a volunteer lacks for a star: minutes, and the evaluation that it asks for."""

    minutes: int = 0
    quality: Quality | None = None

    @property
    def nothing(self) -> bool:
        """Whether nothing is missing: then the volunteer is eligible."""
        return not self.minutes and self.quality is None


def level_of(minutes: int, stars: Sequence[Star]) -> int:
    """The highest star whose hours are reached; 0 for none. Levels rise with the hours."""
    reached = [star.stars for star in takewhile(lambda star: minutes >= star.hours * 60, stars)]
    return reached[-1] if reached else 0


def next_star(awarded: int, stars: Sequence[Star]) -> Star | None:
    """The one level that can be awarded next after `awarded` stars; None where there is no higher level."""
    return next((star for star in stars if star.stars > awarded), None)


def missing(star: Star, standing: Standing) -> Missing:
    """The minutes and the evaluation that a volunteer lacks for a star."""
    minutes = standing.minutes
    if star.months is not None:
        first = months_before(standing.day, star.months)
        minutes = sum(credited for day, credited in standing.by_day if first < day <= standing.day)
    good_enough = star.quality is None or (
        standing.quality is not None and _QUALITIES.index(standing.quality) <= _QUALITIES.index(star.quality)
    )
    return Missing(max(0, star.hours * 60 - minutes), None if good_enough else star.quality)


def months_before(day: date, months: int) -> date:
    """The same day of the month, so many months earlier, or that month's last day; `date.min` at the earliest."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    if year < 1:
        return date.min
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def read_stars(
    rows: object, where: str, code: str, known: Collection[str] = WITH_QUALITY
) -> tuple[tuple[Star, ...], list[Problem]]:
    """The stars of a table as TOML gives it, and everything in it that is not possible, by row from 1."""
    if not isinstance(rows, list) or len(rows) > MOST_ROWS:
        return (), [Problem(code, f"{where} stars", NO_LIST, {"name": "stars"})]
    reader = _Reader(where, code, known)
    for place, row in enumerate(rows, 1):
        reader.read(place, row)
    return tuple(reader.stars), reader.problems


class _Reader:
    def __init__(self, where: str, code: str, known: Collection[str]) -> None:
        self.stars: list[Star] = []
        self.problems: list[Problem] = []
        self._where, self._code, self._known = where, code, known

    def read(self, place: int, row: object) -> None:
        before = len(self.problems)
        if not isinstance(row, Mapping) or not all(_is_whole(row.get(name)) for name in PLAIN):
            self._say(place, N_("each star needs stars = N and hours = N, whole numbers"))
            return
        here = f"{self._where} stars {place}"
        self.problems += [
            unknown_setting(self._code, here, str(name), self._known) for name in row if name not in self._known
        ]
        self._within(place, "stars", row["stars"], MOST_STARS)
        self._within(place, "hours", row["hours"], MOST_HOURS)
        if "months" in row:
            self._within(place, "months", row["months"], MOST_MONTHS)
        quality = row.get("quality")
        if quality is not None and quality not in _QUALITIES:
            self._one_of(place, "quality", str(quality)[:40], _QUALITIES)
        if len(self.problems) > before:
            return
        star = Star(row["stars"], row["hours"], None if quality is None else Quality(quality), row.get("months"))
        last = self.stars[-1] if self.stars else None
        if last is not None and (star.stars <= last.stars or star.hours <= last.hours):
            self._say(
                place, N_("stars and hours must rise from row to row: {stars} and {hours} come after {last} and {least}"),
                stars=star.stars, hours=star.hours, last=last.stars, least=last.hours,
            )  # fmt: skip
            return
        self.stars.append(star)

    def _within(self, place: int, name: str, value: object, most: int) -> None:
        if not _is_whole(value) or not 1 <= value <= most:  # type: ignore[operator]
            self._say(place, N_("{name} must be a whole number from 1 to {most}"), name=name, most=most)

    def _one_of(self, place: int, name: str, value: str, choices: Iterable[str]) -> None:
        self._say(place, NO_CHOICE, value=value, choices=tuple(choices), also=name)

    def _say(self, place: int, message: str, /, also: str = "", **values: object) -> None:
        self.problems.append(Problem(self._code, f"{self._where} stars {place} {also}".rstrip(), message, values))


def _is_whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)
