"""Limits that guard minors while it happens: by age class so many hours a day, a latest hour, a longest stretch, an adult beside.

Nothing here refuses or cuts anything: limits are told before they are passed, and listed afterwards.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta, tzinfo
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from checkin.rules.instants import instant, local_time
from checkin.rules.service import LAST

MINUTE_MS = 60_000
_QUARTER_MS = 15 * MINUTE_MS


class Limit(StrEnum):
    """Which limit it is; in the order in which people should look."""

    DAY = "day"
    LATEST = "latest"
    STRETCH = "stretch"
    ADULT = "adult"


_TIMED = (Limit.DAY, Limit.LATEST, Limit.STRETCH)
"""The limits of time."""


class AgeLimits(NamedTuple):
    """What holds for everybody who is younger than `under` years and in no younger class; None: no such limit.

    `day` are minutes on one local day, `stretch` minutes from check-in to check-out, `latest` is a time as minutes after
    midnight. `adult`: a teacher or parent must be on site.
    """

    under: int
    day: int | None = None
    latest: int | None = None
    stretch: int | None = None
    adult: bool = False


class GuardTable(NamedTuple):
    """The age classes, the youngest first, and how many minutes ahead people are told. `unknown_is_youngest`: pupils of
    whom no age is known are in the youngest class.
    """

    classes: tuple[AgeLimits, ...] = ()
    ahead: int = 15
    unknown_is_youngest: bool = False

    def of_age(self, years: int) -> AgeLimits | None:
        """The limits at an age in full years; None where no class reaches so far."""
        return next((one for one in self.classes if years < one.under), None)

    def of_class(self, under: int) -> AgeLimits | None:
        """The limits of somebody of whom is known that they are younger than `under`."""
        return next((one for one in self.classes if one.under >= under), None)


NO_GUARD = GuardTable()


class Reached(NamedTuple):
    """A limit, and the instant (milliseconds) at which it is reached."""

    limit: Limit
    at: int


def reached(limits: AgeLimits, since: int, served: int, zone: tzinfo) -> list[Reached]:
    """When somebody who is on site since `since` reaches each limit of time, the earliest first.

    `served` are milliseconds of sessions that ended on the same local day before; `zone` is that of the activity.
    """
    times = zip(_TIMED, _times(limits, since, served, zone), strict=True)
    return sorted([Reached(limit, at) for limit, at in times if at != LAST], key=lambda one: one.at)


def first_reached(limits: AgeLimits, since: int, served: int, zone: tzinfo) -> int:
    """When the first of these limits is reached; `LAST` where there is no limit of time. Of everybody on site it is asked anew
    with each scan."""
    return min(_times(limits, since, served, zone))


def _times(limits: AgeLimits, since: int, served: int, zone: tzinfo) -> tuple[int, int, int]:
    """When each limit of `_TIMED` is reached, in that order; `LAST` for one that is not set."""
    _under, day, latest, stretch, _adult = limits
    return (
        LAST if day is None else since + max(0, day * MINUTE_MS - served),
        LAST if latest is None else latest_instant(latest, since, zone),
        LAST if stretch is None else since + stretch * MINUTE_MS,
    )


def passed(limits: AgeLimits, start: int, end: int, served: int, zone: tzinfo) -> tuple[Limit, ...]:
    """The limits of time that a session from `start` to `end` went beyond; `served` as in `reached`."""
    return tuple(one.limit for one in reached(limits, start, served, zone) if end > one.at)


def latest_instant(latest: int, at: int, zone: tzinfo) -> int:
    """The instant of a time of day (minutes after midnight) on the local day of `at`; 24:00 is the next midnight."""
    # Offsets and their changes fall on quarters of an hour.
    return _latest_instant(latest, at // _QUARTER_MS, zone)


@lru_cache(maxsize=1024)
def _latest_instant(latest: int, quarter: int, zone: tzinfo) -> int:
    day = local_time(quarter * _QUARTER_MS, zone).date()
    # By the clock on the wall: a day with a changed hour has its 20:00 too.
    wall = datetime(day.year, day.month, day.day) + timedelta(minutes=latest)
    return instant(wall.replace(tzinfo=zone))


def without_adult(start: int, end: int, adults: Iterable[tuple[int, int]]) -> int:
    """The longest time (milliseconds) between `start` and `end` in which none of the spans of adults holds."""
    longest, covered = 0, start
    for since, until in sorted(adults):
        longest = max(longest, min(since, end) - covered)
        covered = max(covered, until)
    return max(longest, end - covered)
