"""One person who is checked in at X is scanned at Y: by command."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from tests.standing_clock import StandingClock
from tests.tui.cli.conftest import Run

Badge = Callable[[str], str]
THERE = "still checked in at 清洁家园, 公园 since 09:00"


@pytest.fixture
def clock() -> StandingClock:
    """It is noon on the day of both activities."""
    return StandingClock(datetime(2024, 3, 5, 12, tzinfo=ZoneInfo("Asia/Shanghai")))


@pytest.fixture
def both(desk: Run, badge: Badge) -> Run:
    """A1 in the park from nine, A2 at the hill from ten; 001 came to the park at nine."""
    planned = ("--start", "2024-03-05T10:00", "--end", "2024-03-05T12:00")
    assert desk("activity", "add", "--code", "A2", "--name", "植树", "--place", "山", *planned).code == 0
    assert at(desk, badge("001"), "09:00", "A1").endswith("checked in\n")
    return desk


def at(desk: Run, badge: str, clock: str, activity: str, *more: str, day: str = "2024-03-05") -> str:
    done = desk("scan", "--activity", activity, "-", *more, stdin=f"{day}T{clock}\t{badge}\n")
    assert done.code == 0
    return done.out


def test_one_person_checked_in_at_x_is_scanned_at_y(both: Run, badge: Badge) -> None:
    """The line names the other place and since when; once 001 has left there, nothing is said."""
    assert at(both, badge("001"), "10:00", "A2").endswith(f"checked in; {THERE}\n")
    assert "09:00 起仍在清洁家园、公园签到中" in at(both, badge("001"), "10:02", "A2", "--lang", "zh")
    assert at(both, badge("001"), "10:30", "A1").count("still checked in at 植树, 山 since 10:00") == 1
    assert "still" not in at(both, badge("001"), "11:00", "A2")


def test_programs_read_what_they_have_always_read(both: Run, badge: Badge) -> None:
    done = both("scan", "--activity", "A2", "--json", "-", stdin=f"2024-03-05T10:00\t{badge('001')}\n")
    (answer,) = done.objects
    assert list(answer) == ["event", "outcome", "volunteer", "name", "at", "session_start", "seconds", "minutes"]
    assert (answer["outcome"], done.err) == ("opened", "")


def test_a_class_and_a_sheet_of_paper_say_it_too(both: Run) -> None:
    came = both("group", "in", "--activity", "A2", "--class", "七1班", "--teacher", "T01", "--at", "2024-03-05T10:00")
    assert came.out.count(THERE) == 1 and came.code == 0
    sheet = ("paper", "enter", "-", "--activity", "A2", "--teacher", "T01")
    assert both(*sheet, stdin="003,10:05,\n").out.count("still checked in") == 0
    park = ("paper", "enter", "-", "--activity", "A1", "--teacher", "T01")
    assert "still checked in at 植树, 山 since 10:05" in both(*park, stdin="003,10:10,\n").out


def test_whoever_forgot_yesterday_or_was_left_at_a_closed_activity_is_not_elsewhere(both: Run, badge: Badge) -> None:
    """Only a session that a scan may still close: not one that midnight or the close has ended."""
    at(both, badge("002"), "18:00", "A1", day="2024-03-04")
    assert "still" in at(both, badge("002"), "18:30", "A2", day="2024-03-04")
    assert "still" not in at(both, badge("002"), "10:00", "A2")
    assert both("activity", "close", "A1").code == 0
    assert "still" not in at(both, badge("001"), "10:00", "A2")
