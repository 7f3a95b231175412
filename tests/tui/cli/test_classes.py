"""A class in and out, who is left, the sheets and the muster list, by command: the same record as at the desk."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import openpyxl
import pypdfium2
import pytest

from tests.standing_clock import StandingClock
from tests.tui.cli.conftest import Run

BEGUN = "2024-03-05T09:00"


@pytest.fixture
def clock() -> StandingClock:
    """It is noon on the day of the activity."""
    return StandingClock(datetime(2024, 3, 5, 12, tzinfo=ZoneInfo("Asia/Shanghai")))


@pytest.fixture
def desk(desk: Run) -> Run:
    """七1班 came at nine, on the word of 陈老师."""
    came = desk("group", "in", "--activity", "A1", "--class", "七1班", "--teacher", "T01", "--at", BEGUN)
    assert came.code == 0 and "2 checked in; 陈老师 (T01) vouches for it" in came.out
    return desk


def text_of(file: Path) -> list[str]:
    """The text of each page, as another program reads it."""
    return [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(file)]


def test_a_class_leaves_but_one(desk: Run) -> None:
    out = desk(
        "group", "out", "--activity", "A1", "--class", "七 1班", "--teacher", "T01", "--except", "002",
        "--at", "2024-03-05T11:30", "--json",
    )  # fmt: skip
    (one,) = out.objects
    assert (one["volunteer"], one["outcome"], one["minutes"], one["vouched_by"]) == ("001", "closed", 150, "T01")
    rows = {row["volunteer"]: row for row in desk("sessions", "--json").objects}
    assert (rows["001"]["source"], rows["001"]["end"]) == ("vouched", "2024-03-05T11:30:00+08:00")
    assert rows["002"]["status"] == "open"
    said = desk("left", "--activity", "A1")
    assert said.lines == ["1 person has not checked out yet: 七1班 1", "七1班  (1)", "  002  李娜  09:00"]
    assert desk("left", "--activity", "A1", "--lang", "zh").lines[0] == "还有 1 人未签退：七1班 1 人"
    assert desk("left", "--activity", "A1", "--json").objects == [{"class": "七1班", "count": 1}]
    rest = ("group", "out", "--activity", "A1", "--class", "七1班", "--teacher", "T01", "--at", "2024-03-05T11:40")
    assert "1 人签退，陈老师（T01）代签" in desk(*rest, "--lang", "zh").out


@pytest.mark.parametrize(
    ("more", "code"),
    [
        (("--class", "七3班"), "there is no class"),
        (("--class", "七1班", "--teacher", "T9"), "nobody in the roster has the number T9"),
        (("--class", "七1班", "--except", "003"), "nobody in 七1班 has the number 003"),
        (("--class", "七1班", "--only", "2 2"), "can't be used as a code"),
        (("--class", "七2班"), "nobody is chosen"),
        (("--class", "七1班", "--at", "2024-03-04T11:30"), "another day"),
        (("--class", "七1班", "--at", "2024-03-05T08:30"), "was scanned at 09:00"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_written(desk: Run, more: tuple[str, ...], code: str) -> None:
    before = desk("sessions", "--json").objects
    refused = desk("group", "out", "--activity", "A1", "--teacher", "T01", *more)
    assert refused.code == 1 and code in refused.err and not refused.out
    assert desk("sessions", "--json").objects == before


def test_only_those_named_also_where_nobody_is_known_to_be_here(desk: Run) -> None:
    """003 came at the other gate: out is taken, and waits for that desk's pack or a supervisor."""
    out = desk("group", "out", "--activity", "A1", "--class", "七2班", "--teacher", "T01", "--only", "003", "--json")
    assert [one["outcome"] for one in out.objects] == ["no_check_in"]


def test_one_who_is_no_teacher_is_asked_about(desk: Run) -> None:
    came = desk("group", "in", "--activity", "A1", "--class", "七2班", "--teacher", "001", "--at", BEGUN)
    assert came.code == 0 and "is not a teacher" in came.err


def test_a_sheet_typed_up_in_a_spreadsheet(desk: Run, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        ["签到表"],
        ["编号", "姓名", "签到时间", "签退时间"],
        ["003", "王小明", 9.05, 1130],
        ["009", "", "9:00", ""],
    ):
        sheet.append(row)
    file = tmp_path / "sheet.xlsx"
    book.save(file)
    before = desk("sessions", "--json").objects
    look = desk("paper", "enter", file, "--activity", "A1", "--teacher", "T01", "--dry-run")
    assert "003 王小明 七2班  09:05 checked in; 11:30 checked out, 145 min" in look.out
    assert "sheet.xlsx Sheet 4: nobody in the roster has the number 009" in look.err and look.code == 1
    assert desk("sessions", "--json").objects == before
    done = desk("paper", "enter", file, "--activity", "A1", "--teacher", "T01", "--json")
    assert [(row["result"], row["volunteer"]) for row in done.objects] == [("entered", "003"), ("refused", "009")]
    assert [scan["outcome"] for scan in done.objects[0]["scans"]] == ["opened", "closed"] and done.code == 1
    again = desk("paper", "enter", file, "--activity", "A1", "--teacher", "T01")
    assert "on record already (09:05–11:30)" in again.out and "0 rows entered" in again.out


def test_lines_of_standard_input(desk: Run) -> None:
    typed = "003,9:05,11:30\r\nT01\t\r\n001,,0930\n"
    done = desk("paper", "enter", "-", "--activity", "A1", "--teacher", "T01", stdin=typed)
    assert done.code == 0 and "2 rows entered, 1 without a time" in done.out
    assert "line 3: 001 张伟 七1班  09:30 checked out, 30 min" in done.out
    for stdin, said in (("", "no rows"), ("\n\n", "no rows"), ("PK\x03\x04\x00", "not a table")):
        refused = desk("paper", "enter", "-", "--activity", "A1", "--teacher", "T01", stdin=stdin)
        assert refused.code == 1 and said in refused.err


def test_the_sign_in_sheet_has_a_page_for_each_class(desk: Run, tmp_path: Path) -> None:
    file = tmp_path / "sheets.pdf"
    assert desk("paper", "sheet", file, "--activity", "A1", "--json").objects == [
        {"file": str(file), "classes": 3, "pages": 3}
    ]
    first, second, _teachers = text_of(file)
    assert all(word in first for word in ("七1班", "001", "张伟", "李娜", "清洁家园", "公园", "2024-03-05 09:00–12:00"))
    assert "王小明" not in first and "王小明" in second and "page 2 of 3" in second
    assert desk("paper", "sheet", file, "--activity", "A1", "--class", "七2班", "--lang", "zh").code == 0
    (only,) = text_of(file)
    assert all(word in only for word in ("签到表", "签到时间", "签退时间", "签名", "带队老师", "第 1 页"))
    assert desk("paper", "sheet", file, "--activity", "A1", "--class", "九9班").code == 1
    assert desk("paper", "sheet", tmp_path / "sheet.docx", "--activity", "A1").code == 1


def test_a_sign_in_sheet_of_those_who_signed_up(desk: Run, tmp_path: Path) -> None:
    listed = tmp_path / "list.csv"
    listed.write_text("学号\n002\n", "utf-8")
    assert desk("activity", "edit", "A1", "--signup", listed).code == 0
    assert desk("paper", "sheet", tmp_path / "s.pdf", "--activity", "A1").code == 0
    (page,) = text_of(tmp_path / "s.pdf")
    assert "李娜" in page and "张伟" not in page


def test_the_muster_list_on_paper(desk: Run, badge: Callable[[str], str], tmp_path: Path) -> None:
    file = tmp_path / "muster.pdf"
    assert "2 persons on site" in desk("muster", "--activity", "A1", "--pdf", file).out
    (page,) = text_of(file)
    assert all(word in page for word in ("七1班", "张伟", "李娜", "09:00", "2 persons"))
    assert "王小明" not in page
    # Who has no class stands under a word, as on the screen.
    desk("scan", "--activity", "A1", "-", stdin=f"2024-03-05T09:05\t{badge('T01')}\n")
    assert "无班级  (1)" in desk("muster", "--activity", "A1", "--pdf", file, "--lang", "zh").out
    assert "无班级" in text_of(file)[0] and "陈老师" in text_of(file)[0]
