"""A scanner's memory with times of 2000 or 2036: by command."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pypdfium2
import pytest

from checkin.texts import enumerated
from checkin.words import flag_word
from tests.portions import share
from tests.standing_clock import StandingClock
from tests.tui.cli.conftest import Run

SHANGHAI = ZoneInfo("Asia/Shanghai")
Badge = Callable[[str], str]


@pytest.fixture
def clock() -> StandingClock:
    """It is eight in the evening of the day of the activity."""
    return StandingClock(datetime(2024, 3, 5, 20, tzinfo=SHANGHAI))


def served(desk: Run, badge: str, day: str, start: str = "09:00", end: str = "11:00") -> str:
    """Two scans of a scanner's memory; what was said to people beside the answers."""
    done = desk("scan", "--activity", "A1", "-", stdin=f"{day}T{start}\t{badge}\n{day}T{end}\t{badge}\n")
    assert done.code == 0 and "checked in" in done.out and "checked out" in done.out
    return done.err


@pytest.mark.parametrize("day", share(["2000-01-01", "2024-03-03", "2024-03-07", "2036-02-07"], 0, 2))
def test_a_scanners_memory_with_times_of_2000_or_2036(desk: Run, badge: Badge, tmp_path: Path, day: str) -> None:
    """002 was scanned on the day. 001 waits for review with the reason, and only 002 is confirmed."""
    said = served(desk, badge("001"), day)
    assert said.count("A1 is planned for 2024-03-05 09:00–12:00. Scans more than a day before or after wait") == 1
    assert served(desk, badge("002"), "2024-03-05") == ""
    rows = {row["volunteer"]: row for row in desk("sessions", "--json").objects}
    flags = ["replayed", "far"]
    assert (rows["001"]["status"], rows["001"]["minutes"], rows["001"]["flags"]) == ("needs_review", 0, flags)
    assert (rows["002"]["status"], rows["002"]["minutes"], rows["002"]["flags"]) == ("closed", 120, ["replayed"])
    assert enumerated(map(flag_word, flags)) in desk("sessions").out
    (waiting,) = desk("review", "--json").objects
    assert (waiting["volunteer"], waiting["waits"], waiting["remedies"]) == (
        "001", ["far"], ["minutes", "void", "amend"],
    )  # fmt: skip
    assert "far from the planned day" in desk("review").out and "远离活动日期" in desk("review", "--lang", "zh").out
    assert "scanned more than a day before or after the planned days" in desk("explain", "001").out
    assert (f"{day} 09:00" in desk("review").out) != day.startswith("2024"), "another year is said"
    assert (f"{day} 09:00:00" in desk("review", rows["001"]["open_event"]).out) != day.startswith("2024")
    file = tmp_path / "hours.pdf"
    assert desk("explain", "001", "--pdf", file, "--lang", "zh").code == 0
    text = "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(file))
    assert "扫码时间比活动日期早或晚一天以上" in "".join(text.split())
    assert [row["session"] for row in desk("confirm", "--activity", "A1", "--json").objects] == [
        rows["002"]["open_event"]
    ]
    named = desk("confirm", rows["001"]["open_event"])
    assert named.code == 1 and "waits for review" in named.err


def test_the_day_before_and_the_day_after_are_not_far(desk: Run, badge: Badge) -> None:
    """Who prepares the evening before or tidies up the morning after is credited as ever."""
    served(desk, badge("001"), "2024-03-04", "00:00", "23:59")
    served(desk, badge("002"), "2024-03-06", "00:00", "23:59")
    assert [(row["status"], row["flags"]) for row in desk("sessions", "--json").objects] == [
        ("closed", ["replayed"]),
        ("closed", ["replayed"]),
    ]


def test_days_are_those_of_the_activitys_zone(desk: Run, badge: Badge) -> None:
    """In Shanghai it is the 7th, where the activity is (London) still the 6th."""
    assert desk("activity", "edit", "A1", "--timezone", "Europe/London").code == 0
    lines = f"2024-03-07T07:00+08:00\t{badge('001')}\n2024-03-07T09:00+08:00\t{badge('002')}\n"
    desk("scan", "--activity", "A1", "-", stdin=lines)
    assert {row["volunteer"]: row["flags"] for row in desk("sessions", "--json").objects} == {
        "001": ["replayed"],
        "002": ["replayed", "far"],
    }


def test_an_activity_that_was_entered_for_the_wrong_day_is_put_right(desk: Run, badge: Badge) -> None:
    """All scans were far; the activity's day was wrong. Once it is right nothing waits any more."""
    served(desk, badge("001"), "2024-03-25")
    assert [row["waits"] for row in desk("review", "--json").objects] == [["far"]]
    assert desk("activity", "edit", "A1", "--start", "2024-03-25T09:00", "--end", "2024-03-25T12:00").code == 0
    assert desk("review", "--json").out == ""
    assert [(row["status"], row["minutes"]) for row in desk("sessions", "--json").objects] == [("closed", 120)]


def test_a_scan_of_2036_is_moved_to_the_day_of_the_activity(desk: Run, badge: Badge) -> None:
    served(desk, badge("001"), "2036-02-07")
    (row,) = desk("sessions", "--json").objects
    for event, at in ((row["open_event"], "2024-03-05T09:00"), (row["close_event"], "2024-03-05T11:00")):
        moved = desk("amend", event, "--at", at, "--reason", "时钟错了")
        assert moved.code == 0, moved.err
    (row,) = desk("sessions", "--json").objects
    assert (row["status"], row["minutes"], row["source"]) == ("closed", 120, "corrected")
    assert row["flags"] == ["replayed"], "its times were brought by a file"
    assert desk("confirm", "--activity", "A1").code == 0


def test_nothing_that_lies_in_the_future_is_confirmed(desk: Run, badge: Badge, clock: StandingClock) -> None:
    """A desk's clock was an hour ahead, a supervisor ruled on a scan of 2036, hours were added for tomorrow."""
    served(desk, badge("001"), "2024-03-05", "20:30", "21:00")
    served(desk, badge("002"), "2036-02-07")
    sessions = {row["volunteer"]: row["open_event"] for row in desk("sessions", "--json").objects}
    assert desk("rule", sessions["002"], "--minutes", "60", "--reason", "在场").code == 0
    tomorrow = ("--start", "2024-03-06T09:00", "--end", "2024-03-06T12:00", "--name", "植树", "--place", "山")
    assert desk("activity", "add", "--code", "A2", *tomorrow).code == 0
    added = desk("add", "--volunteer", "003", "--activity", "A2", "--minutes", "30", "--reason", "准备", "--json")
    (made,) = added.objects
    for event in (*sessions.values(), made["event"]):
        refused = desk("confirm", event)
        assert refused.code == 1 and "lie in the future" in refused.err
    nothing = desk("confirm", "--activity", "A1")
    assert nothing.code == 1 and "2 sessions lie in the future and are left out" in nothing.err
    assert all("confirm" not in row["remedies"] for row in desk("review", "--all", "--json").objects)
    clock.set(datetime(2024, 3, 6, 12, tzinfo=SHANGHAI))
    done = desk("confirm", "--activity", "A1")
    assert done.code == 0 and done.out == "1 session is confirmed.\n"
    assert desk("confirm", made["event"]).code == 0
