"""A night shift, 20:00 to 02:00: by command."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from tests.standing_clock import StandingClock
from tests.tui.cli.conftest import Answer, Run

Badge = Callable[[str], str]
NIGHT = "until 2024-03-06 02:00"


@pytest.fixture
def clock() -> StandingClock:
    """It is six in the morning after the night."""
    return StandingClock(datetime(2024, 3, 6, 6, tzinfo=ZoneInfo("Asia/Shanghai")))


def add(desk: Run, start: str, end: str, *more: str) -> Answer:
    what = ("--code", "N1", "--name", "守夜", "--place", "操场")
    return desk("activity", "add", *what, "--start", start, "--end", end, *more)


def overnight(desk: Run, code: str = "N1") -> tuple[bool, str]:
    (one,) = (row for row in desk("activity", "list", "--json").objects if row["code"] == code)
    return one["overnight"], one["end"][:16]


@pytest.mark.parametrize("end", ["2024-03-06T02:00", "02:00", "2:00"])
def test_a_night_shift_from_20_to_2(desk: Run, badge: Badge, end: str) -> None:
    """Nobody says --overnight; it is said that it is one, and the check-out after midnight counts."""
    made = add(desk, "2024-03-05T20:00", end)
    assert made.code == 0 and NIGHT in made.err
    assert overnight(desk) == (True, "2024-03-06T02:00")
    lines = f"2024-03-05T20:05\t{badge('001')}\n2024-03-06T01:55\t{badge('001')}\n"
    assert desk("scan", "--activity", "N1", "-", stdin=lines).code == 0
    (row,) = desk("sessions", "--json").objects
    assert (row["status"], row["minutes"], row["flags"]) == ("closed", 350, ["replayed"])


def test_it_is_said_in_chinese_too(desk: Run) -> None:
    assert "2024-03-06 02:00" in add(desk, "2024-03-05T20:00", "02:00", "--lang", "zh").err


def test_a_full_date_before_the_begin_is_refused(desk: Run) -> None:
    refused = add(desk, "2024-03-05T20:00", "2024-03-05T02:00")
    assert refused.code == 1 and "ends before it" in refused.err
    assert [row["code"] for row in desk("activity", "list", "--json").objects] == ["A1"]


@pytest.mark.parametrize(("end", "why"), [("2024-03-06T20:00", "24 hours"), ("2024-03-08T12:00", "a camp of days")])
def test_a_camp_of_days_is_never_a_night(desk: Run, end: str, why: str) -> None:
    made = add(desk, "2024-03-05T20:00", end)
    assert made.code == 0 and made.err == "", why
    assert overnight(desk)[0] is False


def test_what_somebody_says_holds(desk: Run) -> None:
    made = add(desk, "2024-03-05T20:00", "02:00", "--not-overnight")
    assert made.code == 0 and made.err == "" and overnight(desk)[0] is False


def test_a_day_that_becomes_a_night_and_a_day_again(desk: Run) -> None:
    """A1 goes from nine to twelve. Its end is moved past midnight, then its name is changed, then it is a day again."""
    night = desk("activity", "edit", "A1", "--start", "2024-03-05T20:00", "--end", "02:00")
    assert night.code == 0 and NIGHT in night.err and overnight(desk, "A1") == (True, "2024-03-06T02:00")
    renamed = desk("activity", "edit", "A1", "--name", "守夜")
    assert renamed.err == "" and overnight(desk, "A1")[0] is True
    day = desk("activity", "edit", "A1", "--end", "22:00")
    assert "no night any more" in day.err and overnight(desk, "A1") == (False, "2024-03-05T22:00")


def test_times_of_a_night_are_put_right_by_the_time_of_day_alone(desk: Run, badge: Badge) -> None:
    """001 left at half past eleven and not at two; 002 came at half past twelve and not at eight."""
    add(desk, "2024-03-05T20:00", "02:00")
    lines = "".join(
        f"2024-03-05T20:05\t{badge(number)}\n2024-03-06T02:00\t{badge(number)}\n" for number in ("001", "002")
    )
    assert desk("scan", "--activity", "N1", "-", stdin=lines).code == 0
    rows = {row["volunteer"]: row for row in desk("sessions", "--json").objects}
    for event, time in (
        (rows["001"]["close_event"], "23:30"),
        (rows["001"]["open_event"], "19:50"),
        (rows["002"]["open_event"], "0:30"),
    ):
        assert desk("amend", event, "--at", time, "--reason", "看错了").code == 0
    spans = [(row["start"][:16], row["end"][:16], row["minutes"]) for row in desk("sessions", "--json").objects]
    assert spans == [
        ("2024-03-05T19:50", "2024-03-05T23:30", 220),
        ("2024-03-06T00:30", "2024-03-06T02:00", 90),
    ]


def test_a_board_at_a_time_of_day_is_of_the_night_and_not_of_the_day_before_it(desk: Run) -> None:
    """21:00 is in its evening, 1:00 in its morning; nobody is asked which day is meant."""
    assert add(desk, "2024-03-05T20:00", "02:00").code == 0
    assert desk("post", "add", "门", "--shift", "0:00-2:00", "--activity", "N1").code == 0
    states = [desk("post", "board", "--at", at, "--activity", "N1").out for at in ("21:00", "1:00", "2024-03-05T01:00")]
    assert ["now" in state for state in states] == [False, True, False]
