"""Which day is proposed for the copy of an activity: the one that a teacher most likely means."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from storage.activities.activities import find_activity
from storage.activities.copying import first_of_series, proposed_day, span_on, write_copies
from storage.store import Store
from tests.standing_clock import StandingClock

HERE = ZoneInfo("Asia/Shanghai")
DAYS = [
    (datetime(2026, 3, 5, 12), date(2026, 3, 12)),
    (datetime(2026, 2, 1, 12), date(2026, 3, 12)),
    (datetime(2026, 3, 18, 23), date(2026, 3, 19)),
    (datetime(2026, 3, 19, 14), date(2026, 3, 19)),
    (datetime(2026, 3, 19, 15), date(2026, 3, 26)),
]
"""When it is, and the day that is proposed for a copy of an activity of Thursday, 5 March, 11:00 to 15:00."""


@pytest.mark.parametrize(("now", "day"), DAYS)
def test_the_same_weekday_in_the_next_week_that_is_not_over(
    store: Store, clock: StandingClock, now: datetime, day: date
) -> None:
    old = find_activity(store, "A1", "CODE")
    clock.set(now.replace(tzinfo=HERE))
    assert proposed_day(store, old) == day
    assert first_of_series(store, old, date(2026, 4, 30)) == day
    # A series that is over is one of the past, and begins a week after its pattern.
    assert first_of_series(store, old, date(2026, 3, 13)) == date(2026, 3, 12)


def test_not_on_a_day_on_which_it_is_made_already_nor_of_another_name(store: Store) -> None:
    old = find_activity(store, "A1", "CODE")
    write_copies(store, old, old.name, [span_on(old, date(2026, 3, 12))])
    write_copies(store, old, "敬老", [span_on(old, date(2026, 3, 19))])
    assert proposed_day(store, old) == date(2026, 3, 19)
    assert proposed_day(store, old._replace(start=None, end=None)) == date(2026, 3, 5)
