"""How far somebody is towards what is asked: before, within and after the period."""

from __future__ import annotations

from datetime import date

import pytest

from checkin.rules.period import Period
from checkin.rules.school_year.requirements import Requirement, Span, progress
from checkin.words import progress_word

SPRING = Period(date(2026, 3, 1), date(2026, 6, 8))
"""A hundred days."""
TEN_HOURS = Requirement("春季", 600, 2, (), (), ("student",), (), Span.DAYS, SPRING, ())


@pytest.mark.parametrize(
    ("today", "minutes", "activities", "word", "by"),
    [
        (date(2026, 2, 28), 0, 0, "not begun", None),
        (date(2026, 2, 28), 60, 1, "not begun", None),
        (date(2026, 3, 20), 0, 0, "behind", None),
        (date(2026, 3, 20), 60, 1, "behind", date(2026, 9, 16)),
        (date(2026, 3, 20), 200, 1, "on the way", date(2026, 4, 29)),
        (date(2026, 3, 20), 600, 1, "on the way", date(2026, 4, 9)),
        (date(2026, 3, 20), 600, 2, "reached", None),
        (date(2026, 6, 8), 599, 2, "behind", date(2026, 6, 9)),
        (date(2026, 6, 9), 599, 2, "missed", None),
        (date(2026, 6, 9), 600, 2, "reached", None),
    ],
)
def test_the_word_and_the_day_at_this_pace(
    today: date, minutes: int, activities: int, word: str, by: date | None
) -> None:
    found = progress(TEN_HOURS, SPRING, minutes, activities, today)
    assert (progress_word(found), found.by) == (word, by)
