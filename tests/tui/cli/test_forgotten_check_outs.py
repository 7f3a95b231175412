"""Somebody forgot to check out days ago: by command, and on the printed list."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pypdfium2
import pytest

from tests.standing_clock import StandingClock
from tests.tui.cli.conftest import Answer, Run

SHANGHAI = ZoneInfo("Asia/Shanghai")
HOUR = 3_600_000
Badge = Callable[[str], str]


@pytest.fixture
def clock() -> StandingClock:
    """It is eleven on the day of the activity."""
    return StandingClock(datetime(2024, 3, 5, 11, tzinfo=SHANGHAI))


@pytest.fixture
def forgot(desk: Run, badge: Badge) -> Run:
    """001 came at nine and never checks out; 002 comes and leaves."""
    lines = f"2024-03-05T09:00\t{badge('001')}\n2024-03-05T09:01\t{badge('002')}\n2024-03-05T10:30\t{badge('002')}\n"
    assert desk("scan", "--activity", "A1", "-", stdin=lines).code == 0
    return desk


def out(desk: Run, *more: str) -> Answer:
    return desk("group", "out", "--activity", "A1", "--class", "七1班", "--teacher", "T01", *more)


def test_somebody_forgot_to_check_out_days_ago(forgot: Run, clock: StandingClock, tmp_path: Path) -> None:
    """On the day 001 is on site. Three days later no list has 001 any more, and the review has."""
    assert [row["volunteer"] for row in forgot("muster", "--activity", "A1", "--json").objects] == ["001"]
    clock.advance(72 * HOUR)
    assert forgot("muster", "--activity", "A1", "--json").out == ""
    assert "0 persons on site" in forgot("muster", "--activity", "A1").out
    assert forgot("left", "--activity", "A1", "--json").out == ""
    said = forgot("left", "--activity", "A1").out
    assert said == "1 person forgot to check out, is no longer counted as on site, and waits for review.\n"
    assert "1 人忘记签退" in forgot("left", "--activity", "A1", "--lang", "zh").out
    file = tmp_path / "muster.pdf"
    assert forgot("muster", "--activity", "A1", "--pdf", file).code == 0
    text = "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(file))
    assert "张伟" not in text and "0 persons at 2024-03-08" in text
    (row,) = forgot("review", "--activity", "A1", "--json").objects
    assert (row["volunteer"], row["waits"], row["minutes"]) == ("001", ["midnight"], 0)
    assert "planned_end" in row["remedies"]
    (session,) = (one for one in forgot("sessions", "--json").objects if one["volunteer"] == "001")
    assert (session["status"], session["minutes"]) == ("open", 0), "every desk says so, whenever it is asked"
    assert "not checked out" in forgot("sessions").out and "on site" not in forgot("sessions").out


def test_a_class_is_checked_out_days_later_without_whoever_forgot(forgot: Run, clock: StandingClock) -> None:
    clock.advance(72 * HOUR)
    before = forgot("sessions", "--json").objects
    assert "nobody is chosen" in out(forgot).err
    named = out(forgot, "--only", "001")
    assert named.code == 1 and "checked in at 2024-03-05 09:00 and never out" in named.err
    assert forgot("sessions", "--json").objects == before, "no second row"


def test_a_teacher_who_says_when_it_was_checks_the_class_out_of_that_day(forgot: Run, clock: StandingClock) -> None:
    clock.advance(72 * HOUR)
    assert out(forgot, "--at", "2024-03-05T11:45").code == 0
    assert {row["volunteer"]: row["minutes"] for row in forgot("sessions", "--json").objects} == {"001": 165, "002": 89}
    assert forgot("review", "--json").out == ""


def test_the_next_morning_of_an_activity_of_several_days(desk: Run, badge: Badge, clock: StandingClock) -> None:
    """001 forgot yesterday and is here again: on site since this morning, and yesterday waits at once."""
    assert desk("activity", "edit", "A1", "--end", "2024-03-07T12:00").code == 0
    desk("scan", "--activity", "A1", "-", stdin=f"2024-03-05T09:00\t{badge('001')}\n2024-03-05T09:00\t{badge('003')}\n")
    clock.advance(24 * HOUR)
    desk("scan", "--activity", "A1", "-", stdin=f"2024-03-06T08:00\t{badge('001')}\n")
    assert desk("muster", "--activity", "A1", "--json").objects == [
        {"volunteer": "001", "name": "张伟", "class": "七1班", "under_14": False, "since": "2024-03-06T08:00:00+08:00"}
    ]
    waiting = [(row["volunteer"], row["start"][:10]) for row in desk("review", "--json").objects]
    assert sorted(waiting) == [("001", "2024-03-05"), ("003", "2024-03-05")]
    said = desk("left", "--activity", "A1").out
    assert "not checked out yet: 七1班 1" in said and "1 person forgot" in said
    forgotten = [line.split(" ", 2)[2] for line in said.splitlines() if "forgot" in line]
    assert [text[:6] for text in forgotten] == ["forgot", "came a"], "a line each"


def test_whoever_forgot_yesterday_and_came_again_is_still_told_of(
    desk: Run, badge: Badge, clock: StandingClock
) -> None:
    """001 forgot yesterday and is here; in the evening 001 leaves, and yesterday's session still waits, until it is ruled."""
    assert desk("activity", "edit", "A1", "--end", "2024-03-07T12:00").code == 0
    desk("scan", "--activity", "A1", "-", stdin=f"2024-03-05T09:00\t{badge('001')}\n")
    clock.advance(24 * HOUR)
    desk("scan", "--activity", "A1", "-", stdin=f"2024-03-06T08:00\t{badge('001')}\n")
    forgot = "1 person came again, and forgot to check out before: that session waits for review."
    assert desk("left", "--activity", "A1").lines == [
        "1 person has not checked out yet: 七1班 1", "七1班  (1)", "  001  张伟  08:00", forgot,
    ]  # fmt: skip
    desk("scan", "--activity", "A1", "-", stdin=f"2024-03-06T10:00\t{badge('001')}\n")
    assert desk("left", "--activity", "A1").lines == [forgot]
    assert desk("left", "--activity", "A1", "--lang", "zh").lines == ["1 人再次前来，但此前忘记签退：该时段待核实。"]
    (row,) = desk("review", "--json").objects
    assert desk("rule", row["open_event"], "--minutes", "60", "--reason", "在场").code == 0
    assert desk("left", "--activity", "A1").lines == ["Everybody has checked out."]


def test_a_night_is_on_site_past_midnight_until_twelve_hours_after_its_end(
    desk: Run, badge: Badge, clock: StandingClock
) -> None:
    """On the list of the next day the time carries its date."""
    desk("activity", "edit", "A1", "--overnight", "--start", "2024-03-05T10:00", "--end", "2024-03-06T06:00")
    desk("scan", "--activity", "A1", "-", stdin=f"2024-03-05T10:30\t{badge('001')}\n")
    clock.set(datetime(2024, 3, 6, 17, 59, tzinfo=SHANGHAI))
    assert "张伟  2024-03-05 10:30" in desk("muster", "--activity", "A1").out
    assert "张伟  2024-03-05 10:30" in desk("left", "--activity", "A1").out
    assert [row["waits"] for row in desk("review", "--json").objects] == [["not_out"]]
    clock.advance(2 * 60_000)
    assert "0 persons on site" in desk("muster", "--activity", "A1").out
    assert [row["waits"] for row in desk("review", "--json").objects] == [["too_long"]]


def test_midnight_is_that_of_the_activity_and_not_of_the_computer(
    desk: Run, badge: Badge, clock: StandingClock
) -> None:
    """In London it is still the same day when it is past midnight in Shanghai."""
    desk("activity", "edit", "A1", "--timezone", "Europe/London")
    desk("scan", "--activity", "A1", "-", stdin=f"2024-03-05T02:00\t{badge('001')}\n")
    clock.set(datetime(2024, 3, 6, 7, 30, tzinfo=SHANGHAI))
    assert "1 person on site" in desk("muster", "--activity", "A1").out
    clock.advance(HOUR)
    assert "0 persons on site" in desk("muster", "--activity", "A1").out
