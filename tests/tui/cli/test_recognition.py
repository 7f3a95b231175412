"""Commendations, evaluations, stars, redemptions and the diary by command: what they record, and what they refuse."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from tests.exports.reading_back import values_as_text
from tests.portions import share
from tests.tui.cli.conftest import Run

HOSTILE = "=1+1 [red]<b>‮x​\x07" + "名" * 181
"""A formula, markup of terminals and web pages, marks that turn the direction, a bell; 200 characters without them."""


@pytest.fixture
def served(desk: Run, data: Path, badge: Callable[[str], str]) -> Run:
    """001 served 150 confirmed minutes and has 30 added ones; stars come from 2, 4 and 9 hours on."""
    line = "2024-03-05T09:00\t{0}\n2024-03-05T11:30\t{0}\n".format(badge("001"))
    assert desk("scan", "--activity", "A1", "-", stdin=line).code == 0
    assert desk("confirm", "--activity", "A1").code == 0
    desk("add", "--volunteer", "001", "--activity", "A1", "--minutes", "30", "--reason", "prepared it")
    table = '[[stars]]\nstars = 1\nhours = 2\n[[stars]]\nstars = 2\nhours = 3\nquality = "good"\n'
    (data / "stars.toml").write_text(table, "utf-8")
    return desk


def page(run: Run, number: str = "001") -> dict[str, object]:
    (found,) = run("volunteer", number, "--json").objects
    return found


def test_stars_in_order_by_hours_and_quality(served: Run) -> None:
    """Eligible for one; awarded one; two needs an evaluation too; three is not there."""
    (ana,) = served("stars", "--json").objects
    assert (ana["volunteer"], ana["eligible"], ana["awarded"], ana["minutes"]) == ("001", 1, 0, 180)
    (award,) = served("stars", "award", "001", "--on", "2024-03-06", "--json").objects
    assert (award["stars"], award["day"]) == (1, "2024-03-06")
    refused = served("stars", "award", "001")
    assert refused.code == 1 and "2-star" in refused.err and "evaluation" in refused.err
    assert served("evaluate", "001", "--quality", "passed", "--on", "2024-03-06").code == 0
    assert served("stars", "award", "001").code == 1
    assert served("evaluate", "001", "--quality", "good", "--on", "2024-03-07").code == 0
    assert [a["stars"] for a in served("stars", "award", "--all", "--json").objects] == [2]
    assert served("stars", "award", "--all").code == 1
    top = served("stars", "award", "001")
    assert top.code == 1 and "no level above" in top.err
    assert page(served)["stars"]["awarded"] == 2  # type: ignore[index]


def test_who_became_eligible_lately(served: Run) -> None:
    """By 4 March nobody had served; by 5 March 001 had reached the first star already."""
    assert [one["new"] for one in served("stars", "--new-since", "2024-03-04", "--json").objects] == [True]
    assert served("stars", "--new-since", "2024-03-05", "--json").objects == []


def test_who_is_not_eligible_is_named_and_nobody_gets_a_star(served: Run) -> None:
    refused = served("stars", "award", "001", "002", "003")
    assert refused.code == 1 and len(refused.err.splitlines()) == 2 and "120 minutes" in refused.err
    assert served("stars", "--json").objects[0]["awarded"] == 0


def test_an_award_is_taken_back_by_a_void(served: Run, data: Path) -> None:
    """It is said before → after first, as on the volunteer's page; so it is where the void is struck out again."""
    (award,) = served("stars", "award", "001", "--json").objects
    taken = served("void", award["event"], "--reason", "too soon")
    assert taken.code == 0 and "001  Stars: ★ → none" in taken.err.splitlines()
    assert served("stars", "--json").objects[0]["awarded"] == 0
    back = served("void", taken.lines[0].split()[2].rstrip("."), "--reason", "it was right")
    assert back.code == 0 and "001  Stars: none → ★" in back.err.splitlines()
    assert served("stars", "--json").objects[0]["awarded"] == 1
    (data / "stars.toml").write_text("stars = 5", "utf-8")
    assert served("void", award["event"], "--reason", "a spoiled table hinders no correction").code == 0


def test_what_else_was_given_is_taken_back_with_before_and_after(served: Run) -> None:
    (given,) = served("commend", "001", "--title", "优秀志愿者", "--by", "区教委", "--json").objects
    (judged,) = served("evaluate", "001", "--quality", "good", "--json").objects
    taken = served("void", given["event"], judged["event"], "--reason", "another one's")
    said = taken.err.splitlines()
    assert taken.code == 0 and "001  Commendations: 1 → 0" in said and "001  Evaluation: good → none" in said


@pytest.mark.parametrize(
    ("table", "said"),
    share(
        [
            ("[[stars]]\nstars = 1\nhours = 300\n[[stars]]\nstars = 2\nhours = 100\n", "stars 2"),
            ('[[stars]]\nstars = 1\nhours = 10\n[[stars]]\nstars = 2\nhours = 20\nquality = "best"', "stars 2 quality"),
            ("stars = 5", "stars"),
            ("[[star]]\nstars = 1\nhours = 300\n", "star"),
            ("[[stars]\n", "stars.toml"),
        ],
        0,
        2,
    ),
)
def test_a_bad_star_table_is_said_with_file_and_row(served: Run, data: Path, table: str, said: str) -> None:
    (data / "stars.toml").write_text(table, "utf-8")
    for command in (("stars",), ("stars", "award", "001"), ("volunteer", "001")):
        answer = served(*command)
        assert answer.code == 1 and str(data / "stars.toml") in answer.err and said in answer.err
    assert served("sessions").code == 0


def test_a_redemption_never_goes_below_zero_and_leaves_the_service_record(served: Run) -> None:
    """150 confirmed minutes; the 30 added ones can't be spent."""
    before = served("sessions", "--json").out
    (first,) = served("redeem", "001", "--minutes", "100", "--for", "社区理发", "--json").objects
    assert first["balance"] == 50
    refused = served("redeem", "001", "--minutes", "51", "--for", "x")
    assert refused.code == 1 and "50 minutes" in refused.err
    for bad in ("0", "-5", "6000001"):
        assert served("redeem", "001", "--minutes", bad, "--for", "x").code == 1
    taken = served("void", first["event"], "--reason", "r")
    assert taken.code == 0 and "001  Hours to exchange: 50 min → 2 h 30 min" in taken.err.splitlines()
    assert page(served)["redemptions"] == {"income": 150, "spent": 0, "balance": 150, "list": []}
    assert served("sessions", "--json").out == before


def test_added_hours_are_spent_where_the_policy_lets_them(served: Run) -> None:
    served("policy", "set", "redeem_added_hours=true")
    assert served("confirm", "--activity", "A1").code == 0
    assert page(served)["redemptions"]["income"] == 180  # type: ignore[index]
    served("redeem", "001", "--minutes", "60", "--for", "x")
    assert [(o["minutes"], o["covered"]) for o in served("redeem", "list", "--json").objects] == [(60, True)]
    assert "Balance now: 2 h " in served("redeem", "list", "--volunteer", "001").out


def test_a_commendation_is_recorded_once_and_without_a_name(desk: Run) -> None:
    said = ("--title", " 优秀\u202e志愿者\u0007 ", "--by", "区团委", "--on", "2024-05-04")
    (made,) = desk("commend", "001", *said, "--json").objects
    assert (made["title"], made["day"]) == ("优秀志愿者", "2024-05-04")
    assert "already" in desk("commend", "001", *said).err
    for bad, words in (
        (("--title", "张伟标兵", "--by", "x"), "without the name"),
        (("--title", "x" * 201, "--by", "x"), "201"),
        (("--title", "\u202e", "--by", "x"), "title"),
        (("--title", "x", "--by", "x", "--on", "2099-01-01"), "in the future"),
    ):
        answer = desk("commend", "001", *bad)
        assert answer.code == 1 and words in answer.err
    assert desk("commend", "999", "--title", "x", "--by", "y").code == 1
    assert len(page(desk)["commendations"]) == 1  # type: ignore[arg-type]


def test_texts_of_200_characters_with_markup_and_marks(desk: Run, tmp_path: Path) -> None:
    """They are kept without what steers a terminal, and stay texts in a workbook."""
    assert desk("commend", "001", "--title", HOSTILE, "--by", HOSTILE[:40]).code == 0
    assert desk("diary", "add", "001", HOSTILE).code == 0
    (found,) = page(desk)["commendations"]  # type: ignore[misc]
    assert found["title"].startswith("=1+1 [red]<b>x名") and "\u202e" not in found["title"]
    assert "\u202e" not in desk("volunteer", "001").out and "[red]" in desk("volunteer", "001").out
    assert desk("volunteer", "--all", tmp_path / "out.xlsx").code == 0
    cell = load_workbook(tmp_path / "out.xlsx")["Commendations"]["E2"]
    assert (cell.value, cell.data_type) == (found["title"], "s")


def test_a_list_of_commendations_row_by_row(desk: Run, tmp_path: Path) -> None:
    """Three rows are good, four are not: each says why; nothing comes in before it is asked for."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        ["学号", "姓名", "荣誉称号", "日期"],
        ["001", "张伟", "优秀志愿者", "2024-05-04"],
        ["002", None, None, "2024/5/4"],
        ["T01", "陈老师", "优秀组织者", None],
        ["002", "王小明", "x", None],
        ["777", "没有", "x", None],
        ["003", None, "x", "昨天"],
        ["001", "张 伟", "优秀志愿者", "2024-05-04"],
    ):
        sheet.append(row)
    file = tmp_path / "list.xlsx"
    book.save(file)
    command = ("commend", "--file", file, "--title", "先进个人", "--by", "校团委", "--on", "2024-06-01")
    looked = desk(*command, "--dry-run")
    assert looked.code == 1 and "3 commendations would be recorded" in looked.out
    assert len(looked.err.splitlines()) == 4 and "Sheet 8" in looked.err
    assert desk(*command, "--strict").code == 1
    assert page(desk)["commendations"] == []
    done = desk(*command, "--json")
    assert done.code == 1
    assert [o["result"] for o in done.objects] == ["recorded"] * 3 + ["refused"] * 4
    assert [(o["volunteer"], o["title"], o["day"]) for o in done.objects[:3]] == [
        ("001", "优秀志愿者", "2024-05-04"), ("002", "先进个人", "2024-05-04"), ("T01", "优秀组织者", "2024-06-01"),
    ]  # fmt: skip
    assert "3 commendations" not in desk(*command).out


def test_a_list_of_commendations_may_be_headed_as_a_roster_is(desk: Run, tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_text("学生学号,名字（必填）,奖项,组别,备注\n001,张伟,优秀志愿者,甲组,\n", "utf-8")
    done = desk("commend", "--file", file, "--by", "校团委", "--on", "2024-06-01", "--json")
    assert (done.code, [one["volunteer"] for one in done.objects]) == (0, ["001"])
    assert "not read: 组别" in done.err and "备注" not in done.err


def test_a_training_is_no_service(desk: Run, badge: Callable[[str], str]) -> None:
    planned = ("--start", "2024-03-01T09:00", "--end", "2024-03-01T12:00")
    told = ("--kind", "training", "--content", "包扎", "--organiser", "红十字会")
    assert desk("activity", "add", "--code", "T1", "--name", "急救", "--place", "礼堂", *planned, *told).code == 0
    line = "2024-03-01T09:00\t{0}\n2024-03-01T10:30\t{0}\n".format(badge("001"))
    desk("scan", "--activity", "T1", "-", stdin=line)
    (training,) = desk("training", "--volunteer", "001", "--json").objects
    assert (training["content"], training["organiser"], training["day"], training["minutes"]) == ("包扎", "红十字会", "2024-03-01", 90)  # fmt: skip
    assert "1 h 30 min of training" in desk("training").out
    assert page(desk)["minutes"] == 0 and len(page(desk)["trainings"]) == 1  # type: ignore[arg-type]


def test_the_diary_stays_beside_the_log(desk: Run, data: Path, tmp_path: Path) -> None:
    log = b"".join(file.read_bytes() for file in sorted(data.glob("desk.db*")))
    assert "河岸".encode() not in log
    answer = desk(
        "--operator", "li", "diary", "add", "001", "=清洁了", "河岸", "--on", "2024-03-05", "--activity", "A1"
    )
    assert answer.out == "Entry 1 is written.\n"
    assert desk("export", tmp_path / "out.hdpack").code == 0
    assert "河岸".encode() not in (tmp_path / "out.hdpack").read_bytes()
    assert desk("diary", "export", tmp_path / "diary.csv").code == 0
    with (tmp_path / "diary.csv").open(encoding="utf-8-sig", newline="") as file:
        assert list(csv.reader(file))[1] == ["2024-03-05", "001", "张伟", "七1班", "清洁家园", "'=清洁了 河岸", "li"]
    assert desk("diary", "export", tmp_path / "diary.xlsx", "--volunteer", "002").code == 0
    assert load_workbook(tmp_path / "diary.xlsx").active.max_row == 1  # type: ignore[union-attr]
    assert desk("diary", "export", tmp_path / "diary.pdf").code == 1
    for bad in (
        ("999", "x"),
        ("001", "x", "--on", "2099-01-01"),
        ("001", " "),
        ("001", "x", "--activity", "Z"),
    ):
        assert desk("diary", "add", *bad).code == 1
    assert desk("diary", "add", "001", "x" * 4001).code == 2
    assert desk("diary", "remove", "1").code == 0 and desk("diary", "remove", "1").code == 1
    assert desk("diary", "list").out == "The diary is empty.\n"


def test_all_of_it_asks_for_the_pin_and_writes_nothing_without(served: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOURDESK_NEW_PIN", "4711")
    assert served("pin", "set").code == 0
    before = page(served)
    for command in (
        ("commend", "001", "--title", "x", "--by", "y"), ("evaluate", "001", "--quality", "good"),
        ("redeem", "001", "--minutes", "1", "--for", "x"), ("stars", "award", "--all"), ("diary", "add", "001", "x"),
    ):  # fmt: skip
        answer = served(*command)
        assert answer.code == 1 and "PIN" in answer.err
    assert page(served) == before


def test_wrong_usage(served: Run, tmp_path: Path) -> None:
    for command in (
        ("volunteer",), ("volunteer", "001", "--all", "x.xlsx"), ("commend",), ("commend", "001", "--title", "x"),
        ("stars", "award"), ("stars", "award", "001", "--all"), ("redeem", "001"), ("redeem", "list", "--minutes", "1"),
        ("evaluate", "001", "--quality", "best"),
    ):  # fmt: skip
        assert served(*command).code == 2, command
    assert served("volunteer", "--all", tmp_path / "x.csv").code == 1
    assert served("volunteer", "999").code == 1


def test_the_page_as_text_and_as_a_workbook(served: Run, tmp_path: Path) -> None:
    served("redeem", "001", "--minutes", "60", "--for", "理发")
    out = served("volunteer", "001").out
    for words in ("张伟", "2024-03", "Balance 1 h 30 min", "Eligible for ★", "No trainings yet."):
        assert words in out
    assert "姓名" not in out and "服务时长" in served("--lang", "zh", "volunteer", "001").out
    assert served("--lang", "en", "volunteer", "--all", tmp_path / "all.xlsx").code == 0
    assert not values_as_text(tmp_path / "all.xlsx")
    book = load_workbook(tmp_path / "all.xlsx")
    assert book.sheetnames == ["Volunteers", "Stars", "Commendations", "Evaluations", "Trainings", "Redemptions"]
    headings, given = ([cell.value for cell in row] for row in book["Redemptions"].iter_rows())
    spent = dict(zip(headings, given, strict=True))
    assert (spent["number"], spent["service"], spent["hours"], spent["state"]) == (
        "001",
        "理发",
        timedelta(hours=1),
        "exchanged",
    )
    assert str(spent["date"]).startswith("20")
    rows = [[cell.value for cell in row] for row in book["Volunteers"].iter_rows()]
    ana = dict(zip(rows[0], next(row for row in rows if row[0] == "001"), strict=True))
    assert (ana["scanned, entered at another time"], ana["added"], ana["together"], ana["confirmed"]) == tuple(
        timedelta(hours=hours) for hours in (2.5, 0.5, 3, 2.5)
    )
    assert (ana["eligible"], ana["balance"]) == (1, timedelta(hours=1.5))
    assert json.loads(served("volunteer", "001", "--json").out)["number"] == "001"
