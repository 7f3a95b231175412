"""Times as people write them on paper, and which instant they mean."""

from __future__ import annotations

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from checkin.rules.activities import Activity
from checkin.rules.instants import instant
from checkin.rules.problems import Problem
from checkin.rules.sheet_times import SheetTime, instant_of, read_time
from checkin.texts import say

SHANGHAI = ZoneInfo("Asia/Shanghai")


def at(text: str) -> int:
    return instant(datetime.fromisoformat(text).replace(tzinfo=SHANGHAI))


DAY = Activity("FD/A", start=at("2026-03-05T09:00"), end=at("2026-03-05T11:30"))
NIGHT = Activity("FD/N", start=at("2026-03-05T20:00"), end=at("2026-03-06T02:00"), overnight=True)
WEEK = Activity("FD/W", start=at("2026-03-02T09:00"), end=at("2026-03-06T11:30"))
LATER = at("2026-03-09T00:00")


def meant(text: str, activity: Activity = DAY, day: date | None = None, now: int = LATER) -> int | str:
    """The instant, or the code of what is wrong."""
    written = read_time(text)
    assert written is not None
    found = instant_of(written, activity, now, day, "") if isinstance(written, SheetTime) else written
    return found.code if isinstance(found, Problem) else found


@pytest.mark.parametrize(
    "text",
    ["9:05", "09:05", "9.05", "0905", "905", "9：05", "９：０５", "9。05", "9点05分", "9时05", "09:05:00", " 9:05 "],
)
def test_five_past_nine(text: str) -> None:
    assert read_time(text) == SheetTime(time(9, 5))


@pytest.mark.parametrize(
    "text", ["9.5", "9:5", "25:00", "25", "9:60", "2460", "0.378472", "nine", "9:05-11:30", "病假"]
)
def test_what_could_be_two_times_is_none(text: str) -> None:
    """A spreadsheet makes 9.5 of 9.50: it must not become five past nine."""
    assert meant(text) == "bad_time"


def test_an_empty_cell_is_no_time() -> None:
    assert read_time("") is None and read_time(" \t") is None


def test_the_day_is_that_of_the_activity() -> None:
    assert meant("9:05") == at("2026-03-05T09:05")
    assert meant("2026-03-05 09:05") == at("2026-03-05T09:05")
    assert meant("2026-03-06T09:05:00") == "another_day"
    assert meant("9:05", now=at("2026-03-05T09:04")) == "in_the_future"
    assert meant("9:05", Activity("FD/X")) == "no_planned_time"


def test_an_overnight_time_is_on_the_day_that_brings_it_nearer() -> None:
    assert meant("19:50", NIGHT) == at("2026-03-05T19:50")
    assert meant("02:10", NIGHT) == at("2026-03-06T02:10")


def test_of_several_days_the_sheet_must_say_which() -> None:
    assert meant("9:05", WEEK) == "which_day"
    assert meant("9:05", WEEK, date(2026, 3, 4)) == at("2026-03-04T09:05")
    assert meant("9:05", WEEK, date(2026, 3, 8)) == "another_day"
    assert meant("2026/3/3 9:05", WEEK, date(2026, 3, 4)) == at("2026-03-03T09:05")


ROW = "sheet 1, row 7"


def problem(text: str, activity: Activity = DAY, day: date | None = None, now: int = LATER) -> tuple[str, str, object]:
    """Code, place and values of what is wrong; all of it can be said."""
    written = read_time(text, ROW)
    assert written is not None
    found = instant_of(written, activity, now, day, ROW) if isinstance(written, SheetTime) else written
    assert isinstance(found, Problem) and found.message and "{" not in say(found)
    return found.code, found.where, found.values


def test_each_refusal_says_its_place_and_what_was_meant() -> None:
    assert problem("nine") == ("bad_time", ROW, {"text": "nine"})
    assert problem("2026-02-30 9:00") == ("no_such_day", ROW, {"text": "2026-02-30"})
    assert problem("9:05", Activity("FD/X")) == ("no_planned_time", ROW, {})
    assert problem("9:05", WEEK) == ("which_day", ROW, {})
    assert problem("9:05", WEEK, date(2026, 3, 8)) == ("another_day", ROW, {"day": "2026-03-08"})
    assert problem("9:05", now=at("2026-03-05T09:04")) == ("in_the_future", ROW, {"time": "09:05"})
    assert meant("9:05", now=at("2026-03-05T09:05")) == at("2026-03-05T09:05"), "just now"


def test_the_days_of_the_activity_to_the_edge() -> None:
    for day, code in {1: "another_day", 2: None, 6: None, 7: "another_day"}.items():
        told = meant("9:05", WEEK, date(2026, 3, day))
        assert told == (code or at(f"2026-03-0{day}T09:05"))


def test_seconds_of_a_spreadsheet_are_left_out() -> None:
    assert read_time("09:05:59.5") == SheetTime(time(9, 5))
    assert read_time("2026-03-05 09:05:59.5") == SheetTime(time(9, 5), date(2026, 3, 5))


def test_a_time_as_near_to_both_days_is_not_guessed() -> None:
    assert meant("11:00", NIGHT) == "which_day", "nine hours before the begin, and nine behind the end"
    assert meant("11:01", NIGHT) == at("2026-03-05T11:01") and meant("10:59", NIGHT) == at("2026-03-06T10:59")
    two = Activity("FD/T", start=at("2026-03-05T09:00"), end=at("2026-03-07T11:00"))
    assert meant("09:30", two) == meant("12:00", two) == "which_day"
    long_night = Activity("FD/L", start=at("2026-03-05T08:00"), end=at("2026-03-06T20:00"))
    assert meant("10:00", long_night) == "which_day", "both are within"
    assert meant("07:00", long_night) == at("2026-03-06T07:00")
