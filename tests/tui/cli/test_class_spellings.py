"""One class is one class however it is spelt: in lists, groups, options, sheets and exports, and in registers of before."""

from __future__ import annotations

import csv
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pypdfium2
import pytest

from storage.disk import sqlite
from storage.people.class_spelling import class_key, class_order
from tests.portions import share
from tests.standing_clock import StandingClock
from tests.tui.cli.conftest import Run

SPELT = """学号,姓名,班级,人员类别
001,张伟,七1班,学生
002,李娜,七 1 班,学生
003,王明,七（1）班,学生
004,赵敏,七1班,学生
005,钱多,七(10)班,学生
006,孙小,七2班,学生
007,周大,Class 7A,学生
008,吴二,class 7 a,学生
009,郑三,class 7A,学生
T01,陈老师,,教师
"""
BEGUN = ("--activity", "A1", "--teacher", "T01", "--at", "2024-03-05T09:00")


@pytest.fixture
def clock() -> StandingClock:
    """It is noon on the day of the activity."""
    return StandingClock(datetime(2024, 3, 5, 12, tzinfo=ZoneInfo("Asia/Shanghai")))


@pytest.fixture
def desk(run: Run, tmp_path: Path) -> Run:
    """A desk with a list that spells its classes in several ways, and the activity A1."""
    roster = tmp_path / "roster.csv"
    roster.write_text(SPELT, "utf-8")
    activity = ("--code", "A1", "--name", "清洁家园", "--place", "公园")
    for command in (
        ("init", "--team", "FD", "--name", "复旦中学"),
        ("roster", "import", roster),
        ("activity", "add", *activity, "--start", "2024-03-05T09:00", "--end", "2024-03-05T12:00"),
    ):
        assert run(*command).code == 0
    return run


@pytest.mark.parametrize(
    "spellings",
    [
        ["七1班", "七 1 班", "七１班", "七(1)班", "七（1）班", "七 ( 1 ) 班", "七(01)班", "7(1)班", "七一班", "七（一）班",
         "七①班", "七-1班", "七年级1班", "七年级(1)班", "七【1】班", "七〔1〕", "7-1"],
        ["Class 7A", "class 7 a", "CLASS 7-A", "Ｃｌａｓｓ７Ａ"],
        ["2026级1班", "２０２６级(1)班", "二〇二六级1班", "二○二六级(一)班", "二零二六级 1 班"],
        ["初二3班", "初中二年级3班", "初二年级(3)班"],
        ["高一(11)班", "高中一年级11班", "高1(11)班", "高一（十一）班", "高一 11班"],
        ["十一班", "11班", "(11)班"],
        ["语文 组", "语文组"],
        ["71班", "７１班"],
        ["初一1班", "初一(1)班", "初1(1)班"],
        ["七班", "7班"], ["七", "7"], ["七(11)班", "七年级十一班"], ["七十一班"], ["高11班", "高十一班"], ["7A", "7a班"], ["1班"], ["一组"], [""],
    ],
)  # fmt: skip
def test_what_is_one_class_and_what_is_not(spellings: list[str]) -> None:
    keys = {class_key(one) for one in spellings}
    assert len(keys) == 1
    others = {"七1班", "Class 7A", "高一(11)班", "十一班", "语文组", "71班", "初一1班", "七班", "七", "七(11)班",
              "七十一班", "高11班", "7A", "1班", "一组", ""} - set(spellings)  # fmt: skip
    assert not keys & {class_key(one) for one in others}


def test_classes_in_the_order_of_their_numbers() -> None:
    written = [
        "高一(12)班",
        "教师",
        "Class 7B",
        "九1班",
        "七(10)班",
        "高一(2)班",
        "七(2)班",
        "Class 7A",
        "",
        "八(1)班",
        "七1班",
    ]
    ordered = [
        "",
        "七1班",
        "七(2)班",
        "七(10)班",
        "八(1)班",
        "九1班",
        "Class 7A",
        "Class 7B",
        "高一(2)班",
        "高一(12)班",
        "教师",
    ]
    assert sorted(written, key=class_order) == ordered


def test_a_file_with_several_spellings_comes_in_with_one_and_says_so(desk: Run, tmp_path: Path) -> None:
    people = desk("roster", "list", "--json").objects
    assert [(p["number"], p["class"]) for p in people] == [
        ("T01", ""), ("001", "七1班"), ("002", "七1班"), ("003", "七1班"), ("004", "七1班"), ("006", "七2班"),
        ("005", "七(10)班"), ("007", "Class 7A"), ("008", "Class 7A"), ("009", "Class 7A"),
    ]  # fmt: skip
    again = desk("roster", "import", tmp_path / "roster.csv")
    assert again.lines[-1].startswith("new 0, changed 0, unchanged 10, missing 0, refused 0")
    assert "七 1 班 and 七1班 are one class; it is shown as 七1班" in again.out + again.err


def test_a_class_that_is_spelt_otherwise_by_the_whole_list_is_shown_so(desk: Run, tmp_path: Path) -> None:
    newer = SPELT.replace("七1班", "七（1）班").replace("七 1 班", "七（1）班")
    (tmp_path / "roster.csv").write_text(newer, "utf-8")
    assert "changed 4" in desk("roster", "import", tmp_path / "roster.csv").lines[-1]
    assert [p["class"] for p in desk("roster", "list", "--json").objects[1:5]] == ["七(1)班"] * 4


@pytest.mark.parametrize("named", share(["七1班", "七（１）班", "7(1) 班", "七年级1班"], 0, 2))
def test_a_class_that_is_checked_in_as_a_group_comes_in_whole(desk: Run, named: str) -> None:
    came = desk("group", "in", *BEGUN, "--class", named)
    assert came.code == 0 and "4 checked in" in came.out
    assert "七1班  (4)" in desk("muster", "--activity", "A1").lines
    assert "七1班 4" in desk("left", "--activity", "A1").out
    gone = desk(
        "group", "out", "--activity", "A1", "--teacher", "T01", "--at", "2024-03-05T10:00", "--class", "七 1 班"
    )
    assert gone.code == 0 and "4 checked out" in gone.out


def test_every_option_for_a_class_takes_any_spelling(desk: Run, tmp_path: Path) -> None:
    assert desk("group", "in", *BEGUN, "--class", "七1班").code == 0
    assert desk("group", "out", "--activity", "A1", "--teacher", "T01", "--class", "七(1)班").code == 0
    issued = desk("certificate", "issue", tmp_path / "issued", "--class", "七（一）班", "--all", "--json")
    assert len(issued.objects) == 4, issued.err
    certificate = min((tmp_path / "issued").glob("*.pdf"))
    text = pypdfium2.PdfDocument(certificate)[0].get_textpage().get_text_range()
    assert "七1班" in text
    named = ("--class", "七(1)班", "--class", "七 1 班")
    sheet = desk("paper", "sheet", tmp_path / "sheet.pdf", "--activity", "A1", *named, "--json")
    assert sheet.objects[0]["classes"] == 1
    text = pypdfium2.PdfDocument(tmp_path / "sheet.pdf")[0].get_textpage().get_text_range()
    assert "七1班" in text and all(name in text for name in ("张伟", "李娜", "王明", "赵敏")) and "孙小" not in text


@pytest.mark.parametrize("typed", share(["七1班", "七(1)班", "七 1 班", "7(1)班", "七（1）", "七1班 张"], 0, 2))
def test_find_takes_any_spelling_of_a_class(desk: Run, typed: str) -> None:
    found = {p["number"] for p in desk("roster", "find", typed, "--json").objects}
    assert found - {"005"} == ({"001"} if "张" in typed else {"001", "002", "003", "004"})
    assert "005" not in found or " " in typed


def test_a_register_of_before_with_both_spellings_is_right_without_a_new_list(
    desk: Run, data: Path, tmp_path: Path
) -> None:
    connection = sqlite.connect(data / "desk.db")
    connection.execute("UPDATE person SET class_name = '七 1 班' WHERE number = '002'")
    connection.execute("UPDATE person SET class_name = '七(1)班' WHERE number = '003'")
    connection.commit()
    connection.close()
    assert [p["class"] for p in desk("roster", "list", "--json").objects[1:5]] == ["七1班"] * 4
    assert "4 checked in" in desk("group", "in", *BEGUN, "--class", "七(1)班").out
    assert "七1班  (4)" in desk("muster", "--activity", "A1").lines
    assert desk("export", tmp_path / "out.csv").code == 0
    rows = list(csv.DictReader((tmp_path / "out.csv").open(encoding="utf-8-sig")))
    assert {row["class"] for row in rows} == {"七1班"}
    assert desk("roster", "export", tmp_path / "people.csv").code == 0
    assert (tmp_path / "people.csv").read_text("utf-8-sig").count("七1班") == 4


def test_somebody_who_is_registered_on_the_spot_is_in_the_class_that_is_there(desk: Run) -> None:
    assert desk("roster", "add", "--name", "何新", "--class", "七（1）班").code == 0
    assert [p["class"] for p in desk("roster", "find", "何新", "--json").objects] == ["七1班"]


def test_a_class_that_is_not_there_is_refused_with_those_that_are(desk: Run) -> None:
    refused = desk("group", "in", *BEGUN, "--class", "初一1班")
    assert refused.code == 1 and "七1班, 七2班, 七(10)班" in refused.err
