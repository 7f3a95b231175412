"""Tables of stars: the exact bounds of each column, and which row and which numbers a refusal names."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from checkin.rules.events import Quality
from checkin.rules.stars import (
    DEFAULT_STARS,
    PLAIN,
    Missing,
    Standing,
    Star,
    level_of,
    missing,
    months_before,
    read_stars,
)

FIRST = {"stars": 2, "hours": 300}
RISES = "stars and hours must rise from row to row: {stars} and {hours} come after {last} and {least}"
NOT_POSSIBLE = "{value} is not possible here; write {choices}"
WHOLE = "{name} must be a whole number from 1 to {most}"
NO_SUCH = "there is no such setting; the settings are {known}"
PAIR = "each star needs stars = N and hours = N, whole numbers"


@pytest.mark.parametrize(
    ("row", "star"),
    [
        ({"stars": 3, "hours": 301}, Star(3, 301)),
        ({"stars": 20, "hours": 100_000}, Star(20, 100_000)),
        ({"stars": 3, "hours": 400, "months": 1}, Star(3, 400, None, 1)),
        ({"stars": 3, "hours": 400, "months": 600}, Star(3, 400, None, 600)),
        ({"stars": 3, "hours": 400, "quality": "good"}, Star(3, 400, Quality.GOOD)),
        ({"stars": 3, "hours": 400, "quality": None}, Star(3, 400)),
        ({"stars": 3, "hours": 400, "quality": "passed", "months": 12}, Star(3, 400, Quality.PASSED, 12)),
    ],
)
def test_a_row_that_is_possible(row: object, star: Star) -> None:
    assert read_stars([FIRST, row], "f", "bad_stars") == ((Star(2, 300), star), [])


@pytest.mark.parametrize(
    ("row", "place", "message", "values"),
    [
        ({"stars": 2, "hours": 301}, "", RISES, {"stars": 2, "hours": 301, "last": 2, "least": 300}),
        ({"stars": 3, "hours": 300}, "", RISES, {"stars": 3, "hours": 300, "last": 2, "least": 300}),
        ({"stars": 21, "hours": 400}, "", WHOLE, {"name": "stars", "most": 20}),
        ({"stars": 0, "hours": 400}, "", WHOLE, {"name": "stars", "most": 20}),
        ({"stars": 3, "hours": 100_001}, "", WHOLE, {"name": "hours", "most": 100_000}),
        ({"stars": 3, "hours": 0}, "", WHOLE, {"name": "hours", "most": 100_000}),
        ({"stars": 3, "hours": 400, "months": 601}, "", WHOLE, {"name": "months", "most": 600}),
        ({"stars": 3, "hours": 400, "months": 0}, "", WHOLE, {"name": "months", "most": 600}),
        ({"stars": 3, "hours": 400, "months": "12"}, "", WHOLE, {"name": "months", "most": 600}),
        ({"stars": 3, "hours": 400, "months": True}, "", WHOLE, {"name": "months", "most": 600}),
        (
            {"stars": 3, "hours": 400, "quality": "b" * 41},
            " quality",
            NOT_POSSIBLE,
            {"value": "b" * 40, "choices": tuple(Quality)},
        ),
        (
            {"stars": 3, "hours": 400, "c" * 41: 1},
            " " + "c" * 40,
            NO_SUCH,
            {"known": ("stars", "hours", "quality", "months")},
        ),
        ({"stars": 3}, "", PAIR, {}),
        ({"hours": 400}, "", PAIR, {}),
        ({"stars": 3, "hours": True}, "", PAIR, {}),
        ({"stars": 3, "hours": 400.5}, "", PAIR, {}),
        ("three", "", PAIR, {}),
    ],
)
def test_a_row_that_is_not_possible(row: object, place: str, message: str, values: dict[str, Any]) -> None:
    stars, (problem,) = read_stars([FIRST, row], "f.toml", "bad_stars")
    assert stars == (Star(2, 300),)
    assert (problem.code, problem.where) == ("bad_stars", f"f.toml stars 2{place}")
    assert (problem.message, problem.values) == (message, values)


def test_a_wrong_row_is_passed_over_and_those_after_it_are_read() -> None:
    rows = [
        FIRST,
        {"stars": 3, "hours": 0, "months": 0, "x": 1},
        {"stars": 4, "hours": 400},
        5,
        {"stars": 5, "hours": 500},
    ]
    stars, problems = read_stars(rows, "f", "bad_stars")
    assert stars == (Star(2, 300), Star(4, 400), Star(5, 500))
    assert [problem.where for problem in problems] == ["f stars 2 x", "f stars 2", "f stars 2", "f stars 4"]


def test_the_district_counts_hours_alone() -> None:
    row = {"stars": 1, "hours": 100, "quality": "good"}
    _none, (problem,) = read_stars([row], "f", "code", PLAIN)
    assert (problem.where, problem.values) == ("f stars 1 quality", {"known": ("stars", "hours")})


def test_a_hundred_rows_are_a_table_and_one_more_is_none() -> None:
    rows = [{"stars": 1, "hours": 1}] * 101
    assert len(read_stars(rows[:100], "f", "c")[1]) == 99, "each but the first does not rise"
    for value in (rows, None, {"stars": 1}):
        stars, (problem,) = read_stars(value, "f", "c")
        assert (stars, problem.code, problem.where, problem.values) == ((), "c", "f stars", {"name": "stars"})
        assert problem.message == "write a list: {name} = […]"


@pytest.mark.parametrize(
    ("day", "months", "before"),
    [
        ("2026-03-31", 1, "2026-02-28"),
        ("2024-03-31", 1, "2024-02-29"),
        ("2026-01-15", 1, "2025-12-15"),
        ("2026-12-15", 12, "2025-12-15"),
        ("2026-12-31", 1, "2026-11-30"),
        ("2026-06-30", 0, "2026-06-30"),
        ("0001-12-31", 11, "0001-01-31"),
        ("0001-12-31", 12, "0001-01-01"),
        ("0050-06-15", 600, "0001-01-01"),
    ],
)
def test_months_ago(day: str, months: int, before: str) -> None:
    assert months_before(date.fromisoformat(day), months) == date.fromisoformat(before)


def test_a_level_is_reached_with_its_last_minute() -> None:
    day, star = date(2026, 6, 30), DEFAULT_STARS[0]
    assert [missing(star, Standing(day, minutes)).minutes for minutes in (0, 5999, 6000, 6001)] == [6000, 1, 0, 0]
    assert [level_of(minutes, DEFAULT_STARS) for minutes in (0, 35_999, 36_000, 60_000, 90_000)] == [0, 2, 3, 4, 5]
    assert (level_of(10**9, ()), level_of(120, (Star(3, 2), Star(4, 5)))) == (0, 3)


def test_one_thing_that_lacks_is_enough() -> None:
    assert Missing().nothing
    assert not Missing(1).nothing and not Missing(0, Quality.GOOD).nothing
