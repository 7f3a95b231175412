"""Stars: the table is data, each fault of it is named, levels come in order."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checkin.rules.events import Quality
from checkin.rules.stars import (
    DEFAULT_STARS,
    Missing,
    Standing,
    Star,
    level_of,
    missing,
    months_before,
    next_star,
    read_stars,
)

DAY = date(2026, 6, 30)


def test_the_usual_table() -> None:
    assert [star.hours for star in DEFAULT_STARS] == [100, 300, 600, 1000, 1500]
    assert [level_of(minutes, DEFAULT_STARS) for minutes in (5999, 6000, 17999, 18000, 10**6)] == [0, 1, 1, 2, 5]


def test_one_level_after_the_other() -> None:
    assert [next_star(awarded, DEFAULT_STARS) for awarded in (0, 2, 5)] == [DEFAULT_STARS[0], DEFAULT_STARS[2], None]


def test_a_star_may_ask_for_an_evaluation() -> None:
    star = Star(1, 10, quality=Quality.GOOD)
    for quality, lacking in (
        (None, Quality.GOOD),
        (Quality.PASSED, Quality.GOOD),
        (Quality.GOOD, None),
        (Quality.EXCELLENT, None),
    ):
        assert missing(star, Standing(DAY, 600, quality=quality)) == Missing(0, lacking)
    assert missing(star, Standing(DAY, 599, quality=Quality.GOOD)) == Missing(1)


def test_a_star_may_count_the_last_months_only() -> None:
    """Twelve months up to 30 June 2026: 30 June 2025 is too long ago, the day after is not."""
    served = ((date(2025, 6, 30), 600), (date(2025, 7, 1), 300), (DAY, 60), (date(2026, 7, 1), 600))
    assert missing(Star(1, 10, months=12), Standing(DAY, 1560, served)) == Missing(240)
    assert missing(Star(1, 10), Standing(DAY, 1560, served)).nothing


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(1, 600))
def test_so_many_months_ago(day: date, months: int) -> None:
    before = months_before(day, months)
    assert (day.year - before.year) * 12 + day.month - before.month == months
    assert before.day == day.day or (
        before.day < day.day and (before.replace(day=28).month != (date.fromordinal(before.toordinal() + 1)).month)
    )


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({"stars": 2, "hours": 300}, "stars 2"),
        ({"stars": 1, "hours": 400}, "stars 2"),
        ({"stars": 3, "hours": 300.5}, "stars 2"),
        ({"stars": True, "hours": 400}, "stars 2"),
        ({"stars": 21, "hours": 400}, "stars 2"),
        ({"stars": 3, "hours": 0}, "stars 2"),
        ({"stars": 3, "hours": 400, "quality": "best"}, "stars 2 quality"),
        ({"stars": 3, "hours": 400, "quality": ["good"]}, "stars 2 quality"),
        ({"stars": 3, "hours": 400, "months": 0}, "stars 2"),
        ({"stars": 3, "hours": 400, "colour": "red"}, "stars 2 colour"),
        ("three", "stars 2"),
    ],
)
def test_every_fault_names_its_row(row: object, said: str) -> None:
    stars, problems = read_stars([{"stars": 2, "hours": 300}, row], "stars.toml", "bad_stars")
    assert [(p.code, p.where) for p in problems] == [("bad_stars", f"stars.toml {said}")]
    assert stars == (Star(2, 300),)


def test_all_faults_at_once_and_no_table_at_all() -> None:
    rows = [{"stars": 1, "hours": 10}, {"stars": 1, "hours": 9}, {"stars": "2"}, {"stars": 3, "hours": -1}]
    assert [p.where for p in read_stars(rows, "f", "bad_stars")[1]] == ["f stars 2", "f stars 3", "f stars 4"]
    for nothing in (None, 5, {"stars": 1}, [1] * 101):
        assert len(read_stars(nothing, "f", "bad_stars")[1]) == 1
    assert read_stars([], "f", "bad_stars") == ((), [])
