"""The times until which every scan is a check-in and from which every scan is a check-out: by command."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from tests.standing_clock import StandingClock
from tests.tui.cli.conftest import Run

Badge = Callable[[str], str]


@pytest.fixture
def windows(desk: Run) -> Run:
    """W1 on 8 March, nine to twelve: check-in until half past nine, check-out from half past eleven."""
    what = ("--code", "W1", "--name", "清洁", "--place", "公园", "--start", "2024-03-08T09:00", "--end", "12:00")
    assert desk("activity", "add", *what, "--check-in-until", "9:30", "--check-out-from", "11:30").code == 0
    return desk


def window(desk: Run, code: str = "W1") -> tuple[str, str]:
    (one,) = (row for row in desk("activity", "list", "--json").objects if row["code"] == code)
    return one["check_in_until"][:16], one["check_out_from"][:16]


def test_an_activity_is_put_off_a_week_and_its_check_in_and_check_out_windows_go_along(
    windows: Run, badge: Badge, clock: StandingClock
) -> None:
    """It rains on the 8th. On the 15th the first scan is a check-in and the last a check-out, as it was planned."""
    done = windows("activity", "edit", "W1", "--start", "2024-03-15T09:00", "--end", "12:00")
    assert done.code == 0 and window(windows) == ("2024-03-15T09:30", "2024-03-15T11:30")
    assert "until 2024-03-15 09:30 every scan is a check-in" in done.err
    assert "from 2024-03-15 11:30 every scan is a check-out" in done.err
    clock.set(datetime(2024, 3, 15, 13, tzinfo=ZoneInfo("Asia/Shanghai")))
    lines = f"2024-03-15T09:05\t{badge('001')}\n2024-03-15T11:45\t{badge('001')}\n"
    assert windows("scan", "--activity", "W1", "-", stdin=lines).code == 0
    assert [(row["status"], row["minutes"]) for row in windows("sessions", "--json").objects] == [("closed", 160)]


def test_windows_that_are_said_or_whose_day_stays_are_left_alone(windows: Run) -> None:
    later = windows("activity", "edit", "W1", "--start", "10:00", "--end", "13:00")
    assert later.err == "" and window(windows) == ("2024-03-08T09:30", "2024-03-08T11:30")
    said = ("--start", "2024-03-09T09:00", "--end", "12:00", "--check-in-until", "10:00")
    assert "check-in." not in windows("activity", "edit", "W1", *said).err
    assert window(windows) == ("2024-03-09T10:00", "2024-03-09T11:30")


def test_a_check_out_window_before_the_start_would_let_nobody_in(windows: Run) -> None:
    """Every scan would be a check-out: refused when it is made, and when the start is moved past it."""
    moved = windows("activity", "edit", "W1", "--start", "14:00", "--end", "16:00", "--lang", "zh")
    assert moved.code == 1 and "--check-out-from" in moved.err and "签退" in moved.err
    typed = windows("activity", "edit", "W1", "--check-in-until", "", "--check-out-from", "8:30")
    assert typed.code == 1 and "nobody could check in" in typed.err


def test_a_check_in_window_that_ends_before_the_start_is_not_of_the_next_day(windows: Run) -> None:
    """8:30 for 9:00 to 12:00 means that morning; read as the next one, nobody could ever check out."""
    assert windows("activity", "edit", "W1", "--check-in-until", "8:30").code == 0
    assert window(windows)[0] == "2024-03-08T08:30"


def test_the_windows_of_a_night_lie_in_the_night(desk: Run) -> None:
    night = ("--code", "N1", "--name", "守夜", "--place", "操场", "--start", "2024-03-05T20:00", "--end", "02:00")
    desk("activity", "add", *night, "--check-in-until", "21:00", "--check-out-from", "1:30")
    assert window(desk, "N1") == ("2024-03-05T21:00", "2024-03-06T01:30")
    assert desk("activity", "edit", "N1", "--start", "2024-03-12T20:00", "--end", "02:00").code == 0
    assert window(desk, "N1") == ("2024-03-12T21:00", "2024-03-13T01:30")
