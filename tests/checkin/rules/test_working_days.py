"""Working days: weekends, holidays, and the weekend days that are worked for them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checkin.rules.working_days import Calendar

MOON_2026 = Calendar(
    frozenset(date(2026, 10, day) for day in range(1, 8)), frozenset({date(2026, 9, 27), date(2026, 10, 10)})
)
DAYS = st.dates(date(2026, 1, 1), date(2027, 1, 1))
CALENDARS = st.builds(Calendar, st.frozensets(DAYS, max_size=20), st.frozensets(DAYS, max_size=20))


@pytest.mark.parametrize(
    ("first", "days", "last"),
    [
        ("2026-11-23", 0, "2026-11-23"),
        ("2026-11-23", 3, "2026-11-26"),
        ("2026-11-27", 3, "2026-12-02"),
        ("2026-11-28", 1, "2026-11-30"),
        ("2026-11-23", 7, "2026-12-02"),
    ],
)
def test_without_holidays(first: str, days: int, last: str) -> None:
    assert Calendar().after(date.fromisoformat(first), days) == date.fromisoformat(last)


def test_the_week_of_the_national_day() -> None:
    """After Wednesday 30 September: 8 and 9 October, then the worked Saturday 10."""
    assert MOON_2026.after(date(2026, 9, 30), 3) == date(2026, 10, 10)
    assert MOON_2026.until(date(2026, 9, 30), date(2026, 10, 12)) == 4


def test_days_that_are_over_are_counted_below_zero() -> None:
    """Due on Friday, looked at on Tuesday: Monday and Tuesday have passed."""
    assert Calendar().until(date(2026, 11, 24), date(2026, 11, 20)) == -2


@given(CALENDARS, DAYS, st.integers(1, 20))
def test_what_is_left_is_what_was_given(calendar: Calendar, first: date, days: int) -> None:
    last = calendar.after(first, days)
    assert calendar.is_working_day(last)
    assert calendar.until(first, last) == days
    assert calendar.until(first, last - timedelta(days=1)) == days - 1
