"""A class is checked out by its teacher, a paper sheet is entered, and who is left is said: by command."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pypdfium2
import pytest

from tests.standing_clock import StandingClock
from tests.tui.cli.conftest import Run

Badge = Callable[[str], str]


def come(desk: Run, badge: Badge, *numbers: str) -> None:
    lines = "".join(f"2024-03-05T09:0{i}:00\t{badge(n)}\n" for i, n in enumerate(numbers))
    assert desk("scan", "--activity", "A1", "-", stdin=lines).code == 0


@pytest.fixture
def clock() -> StandingClock:
    """It is 5 March 2024, half past eleven in Shanghai."""
    return StandingClock(datetime(2024, 3, 5, 11, 30, tzinfo=ZoneInfo("Asia/Shanghai")))


def test_a_class_goes_home(desk: Run, badge: Badge) -> None:
    """001 and 002 are in class 七1班; 002 has left by herself in between, the rest is checked out by the teacher."""
    come(desk, badge, "001", "002", "003")
    assert "3 persons have not checked out yet: 七1班 2, 七2班 1" in desk("left", "--activity", "A1").out
    out = ("group", "out", "--activity", "A1", "--class", "七1班")
    assert desk(*out, "--teacher", "001").code == 1, "teachers can't vouch for themselves"
    assert desk(*out, "--teacher", "999").code == 1
    assert desk(*out, "--teacher", "T01", "--except", "003").code == 1
    assert all(row["status"] == "open" for row in desk("sessions", "--json").objects)
    done = desk(*out, "--teacher", "T01", "--except", "002", "--json")
    assert [(row["volunteer"], row["outcome"]) for row in done.objects] == [("001", "closed")]
    rows = {row["volunteer"]: row for row in desk("sessions", "--json").objects}
    assert (rows["001"]["source"], rows["001"]["minutes"], rows["001"]["end"]) == (
        "vouched", 150, "2024-03-05T11:30:00+08:00",
    )  # fmt: skip
    assert rows["002"]["status"] == "open"
    assert desk("left", "--activity", "A1", "--json").objects == [
        {"class": "七1班", "count": 1}, {"class": "七2班", "count": 1},
    ]  # fmt: skip


def test_a_class_arrives(desk: Run, badge: Badge) -> None:
    """Who came by badge already stays scanned."""
    come(desk, badge, "001")
    done = desk("group", "in", "--activity", "A1", "--class", "七1班", "--teacher", "T01")
    assert done.code == 0 and "002" in done.out and "001" not in done.out
    assert desk("group", "in", "--activity", "A1", "--class", "七1班", "--teacher", "T01").code == 1, "nobody is left"
    assert desk("group", "in", "--activity", "A1", "--class", "九9班", "--teacher", "T01").code == 1


def test_a_paper_sheet_is_entered_once(desk: Run, badge: Badge, tmp_path: Path) -> None:
    sheet = tmp_path / "sheet.csv"
    sheet.write_text(
        "学号,姓名,签到时间,签退时间\n001,张伟,9:00,11.00\n002,李娜,0905,\n003,王小明,11:00,10:00\n"
        "999,谁,9:00,10:00\n001,张伟,9:30,10:00\n003,,25:00,\nT01,,,\n003,王小明,9:00,23:00\n888,谁,x,x\n",
        "utf-8",
    )
    enter = ("paper", "enter", sheet, "--activity", "A1", "--teacher", "T01")
    shown = desk(*enter, "--dry-run", "--json")
    assert shown.code == 1
    results = [(row["volunteer"], row["in"], row["out"], row["result"]) for row in shown.objects]
    assert results[:2] == [("001", "09:00", "11:00", "ready"), ("002", "09:05", None, "ready")]
    # Nobody wrote a time for T01: the row of somebody who did not come is no fault.
    assert [row[3] for row in results[2:]] == ["refused"] * 4 + ["empty", "refused", "refused"]
    assert desk("sessions", "--json").objects == []
    assert desk(*enter, "--strict").code == 1 and desk("sessions", "--json").objects == []
    done = desk(*enter)
    assert done.code == 1 and "�" not in done.err
    assert len([line for line in done.err.splitlines() if " 10: " in line]) == 2, (
        "a line for who, and one for both times"
    )
    rows = {row["volunteer"]: row for row in desk("sessions", "--json").objects}
    assert (rows["001"]["source"], rows["001"]["minutes"]) == ("vouched", 120)
    assert rows["002"]["status"] == "open" and set(rows) == {"001", "002"}
    again = desk(*enter, "--json").objects
    assert [row["result"] for row in again[:2]] == ["known", "known"]
    assert len(desk("sessions", "--json").objects) == 2


def test_the_sheets_and_the_muster_list_on_paper(desk: Run, badge: Badge, tmp_path: Path) -> None:
    assert desk("team", "set", "safety=李强").code == 0
    assert desk("paper", "sheet", tmp_path / "sheet.pdf", "--activity", "A1", "--json").objects == [
        {"file": str(tmp_path / "sheet.pdf"), "classes": 3, "pages": 3}
    ]
    pages = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(tmp_path / "sheet.pdf")]
    assert ["陈老师" in page for page in pages] == [False, False, True], "those without a class come last"
    assert desk("paper", "sheet", tmp_path / "x.pdf", "--activity", "A1", "--class", "九9班").code == 1
    come(desk, badge, "001", "003")
    assert desk("muster", "--activity", "A1", "--pdf", tmp_path / "muster.pdf").code == 0
    (page,) = pypdfium2.PdfDocument(tmp_path / "muster.pdf")
    text = page.get_textpage().get_text_range()
    assert all(word in text for word in ("张伟", "王小明", "七2班", "李强", "2 persons")) and "李娜" not in text
