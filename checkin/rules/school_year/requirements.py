"""What a pupil must reach, and how far each is: hours and activities within a period, and when they would get there."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum
from math import ceil
from typing import NamedTuple

from checkin.rules.period import Period

_FAR = 40_000
"""Days; whoever would need longer never gets there."""


FEWEST = 5
"""Of fewer persons no count is told to others: it would be somebody's."""


class Span(StrEnum):
    """The period in which hours count."""

    STAGE = "stage"
    YEAR = "year"
    DAYS = "days"


class Requirement(NamedTuple):
    """One row of the table: `minutes` and `activities` are the least that is asked for, 0 for none. Empty `stages`, `grades` and
    `categories` mean all. `period` is that of `Span.DAYS`. `milestones` are shares in percent, rising.
    """

    name: str
    minutes: int
    activities: int
    stages: tuple[str, ...]
    grades: tuple[str, ...]
    kinds: tuple[str, ...]
    categories: tuple[str, ...]
    span: Span
    period: Period
    milestones: tuple[int, ...]


class Progress(NamedTuple):
    """How far somebody is on the day `today` of a period. `by` is the day on which they get there at this pace, None where they
    served nothing yet, or never would; of somebody who is there it is None too. `begun` is false before the first day of the
    period, when nobody can be behind; `over` is true after its last one, when nobody gets there any more.
    """

    minutes: int
    activities: int
    missing_minutes: int
    missing_activities: int
    behind: bool
    by: date | None
    begun: bool = True
    over: bool = False

    @property
    def reached(self) -> bool:
        """Whether nothing is missing."""
        return not self.missing_minutes and not self.missing_activities


def progress(requirement: Requirement, period: Period, minutes: int, activities: int, today: date) -> Progress:
    """How far somebody is who has `minutes` in `activities` different activities of the period up to `today`.

    The pace is that of the days since the period began; behind is who has less than their share of it by now.
    """
    first, last = period.first or today, period.last or today
    gone = max(1, min((today - first).days + 1, (last - first).days + 1))
    whole = max(1, (last - first).days + 1)
    needed = ((requirement.minutes, minutes), (requirement.activities, activities))
    begun, over = first <= today, last < today
    behind = begun and any(have * whole < need * gone and have < need for need, have in needed)
    days = [_days_to_go(need, have, gone) for need, have in needed if have < need]
    by = None
    if begun and not over and days and all(one is not None for one in days):
        by = today + timedelta(days=max(one for one in days if one is not None))
    lacks = [max(0, need - have) for need, have in needed]
    return Progress(minutes, activities, lacks[0], lacks[1], behind, by, begun, over)


def milestone(requirement: Requirement, before: int, after: int) -> int | None:
    """The highest milestone (percent) that lies above `before` minutes and not above `after`; None for none."""
    if not requirement.minutes:
        return None
    crossed = [one for one in requirement.milestones if before * 100 < requirement.minutes * one <= after * 100]
    return max(crossed, default=None)


def _days_to_go(need: int, have: int, gone: int) -> int | None:
    if not have:
        return None
    days = ceil((need - have) * gone / have)
    return days if days <= _FAR else None
