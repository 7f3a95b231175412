"""Days that a change fills beyond what a day has, or beyond what the age class of a minor allows: told before it is written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from checkin.rules.guarding import MINUTE_MS
from checkin.rules.hours_change import FullerDay, Overfull, over_a_day
from storage.people.ages import limits_of
from storage.people.names import persons_of_numbers
from storage.presence.served_today import guard_of
from storage.store import Store


def overfull_days(store: Store, days: Iterable[FullerDay]) -> Iterator[Overfull]:
    """The days that a change makes too full, in their order. Nothing is refused for it."""
    table, days = guard_of(store), list(days)
    persons = persons_of_numbers(store, {one.volunteer: one.numbers for one in days}) if table.classes else {}
    for volunteer, day, (before, after), there, _numbers in days:
        if found := over_a_day(volunteer, day, before, after):
            yield found
        limits = limits_of(table, persons.get(volunteer), day)
        if limits is not None and limits.day is not None and there[0] <= limits.day * MINUTE_MS < there[1]:
            yield Overfull(volunteer, day, there[0] // MINUTE_MS, there[1] // MINUTE_MS, limits.day, limits.under)
