"""Days that a change fills beyond what a day has, or beyond what the age class of a minor allows: told before it is written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from checkin.rules.guarding import MINUTE_MS
from checkin.rules.hours_change import FullerDay
from storage.people.ages import limits_of
from storage.presence.served_today import guard_of
from storage.store import Store

WHOLE_DAY = 24 * 60
"""Minutes."""


class Overfull(NamedTuple):
    """A day of a volunteer (a key) that holds more than `most` minutes afterwards, and did not before. `under` is the age class that
    sets `most`; None where it is the length of a day.
    """

    volunteer: str
    day: date
    before: int
    after: int
    most: int
    under: int | None = None


def overfull_days(store: Store, days: Iterable[FullerDay]) -> Iterator[Overfull]:
    """The days that a change makes too full, in their order. Nothing is refused for it."""
    table = guard_of(store)
    for volunteer, day, (before, after), there in days:
        if before <= WHOLE_DAY < after:
            yield Overfull(volunteer, day, before, after, WHOLE_DAY)
        limits = limits_of(table, store.register.person(volunteer), day) if table.classes else None
        if limits is not None and limits.day is not None and there[0] <= limits.day * MINUTE_MS < there[1]:
            yield Overfull(volunteer, day, there[0] // MINUTE_MS, there[1] // MINUTE_MS, limits.day, limits.under)
