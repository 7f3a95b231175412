"""A teacher writes posts, shifts, needed numbers and people into one spreadsheet and brings it in."""

from __future__ import annotations

import json
from datetime import datetime, time
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.portions import share
from tests.tui.cli.conftest import Run
from tests.tui.cli.posts.conftest import Bring


def plan(day: Run) -> list[tuple[Any, ...]]:
    """Post, from, to, needed and people, a row for each shift."""
    return [
        (one["post"], (one["start"] or "")[5:16], (one["end"] or "")[5:16], one["needed"], one["signed_up"])
        for one in day("post", "list", "--activity", "A1", "--json").objects
    ]


def test_one_spreadsheet_is_the_whole_plan(day: Run, bring: Bring) -> None:
    looked = bring("岗位,需要人数\n校门,3\n", "--dry-run")
    assert (looked.code, plan(day)) == (0, []) and "Nothing was written" in looked.out
    answer = bring()
    assert (answer.code, answer.err) == (0, "")
    assert plan(day) == [
        ("校门", "03-05T08:00", "03-05T10:00", 2, ["001", "002"]),
        ("校门", "03-05T10:00", "03-05T12:00", 2, ["003"]),
        ("检录处", "03-05T08:00", "03-05T12:00", 1, ["T01"]),
        ("机动", "", "", None, []),
    ]
    assert bring('岗位,班次,需要人数,学号\n校门,8:00-10:00,1,"001,003"\n').code == 0
    assert plan(day) == [("校门", "03-05T08:00", "03-05T10:00", 1, ["001", "003"])]


def test_the_list_that_we_write_comes_back_the_same(day: Run, bring: Bring, tmp_path: Path) -> None:
    bring()
    before, file = plan(day), tmp_path / "out.xlsx"
    assert day("post", "template", file, "--activity", "A1").code == 0
    told = day("post", "import", file, "--json").objects[-1]
    assert plan(day) == before and (told["new_signups"], told["lost_signups"], told["posts"]) == (0, 0, 3)


def test_names_that_look_like_formulas_come_back_unharmed(day: Run, tmp_path: Path) -> None:
    for name in ("=1+1", "@x", "+岗", "A/B 岗", "😀 岗", "岗位"):
        assert day("post", "add", "--activity", "A1", "--", name).code == 0
    before, file = day("post", "list", "--json").out, tmp_path / "out.xlsx"
    assert day("post", "template", file, "--activity", "A1").code == 0
    assert day("post", "import", file).code == 0 and day("post", "list", "--json").out == before


@pytest.mark.parametrize("language", ["en", "zh"])
def test_our_own_empty_list_with_its_examples(day: Run, tmp_path: Path, language: str) -> None:
    file = tmp_path / "empty.xlsx"
    assert day("post", "template", file, "--lang", language).code == 0
    book = openpyxl.load_workbook(file)
    assert next(book.worksheets[0].values)[4] == {"en": "Number", "zh": "编号"}[language]
    for row in (["校门", "8:00", "10:00", "2", "001"], [None, None, None, None, "002"], ["合计", None, None, "2"]):
        book.worksheets[0].append(row)
    book.save(file)
    assert day("post", "import", file, "--lang", language).code == 0
    assert plan(day) == [("校门", "03-05T08:00", "03-05T10:00", 2, ["001", "002"])]


def test_times_and_numbers_as_excel_keeps_them(day: Run, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        ["岗位", "开始", "结束", "人数", "学号"],
        ["校门", time(8, 0), time(10, 0), 2.0, 1],
        ["夜班", datetime(2024, 3, 5, 22, 0), datetime(2024, 3, 6, 1, 30), 1, 2],
    ):
        sheet.append(row)
    book.save(tmp_path / "excel.xlsx")
    assert day("post", "import", tmp_path / "excel.xlsx").code == 0
    assert plan(day) == [
        ("校门", "03-05T08:00", "03-05T10:00", 2, ["001"]),
        ("夜班", "03-05T22:00", "03-06T01:30", 1, ["002"]),
    ]


@pytest.mark.parametrize(
    ("row", "told"),
    share(
        [
            ("校门,8:00,,2,001", "alone"),
            ("校门,8:00,7:00,2,001", "ends before it starts"),
            ("校门,25:00,26:00,2,001", "25:00"),
            ("校门,8:00,10:00,many,001", "many"),
            ("校门,8:00,10:00,0,001", "people can't be needed"),
            ("校门,8:00,10:00,-3,001", "people can't be needed"),
            ("校门,8:00,10:00,2,999", "999"),
            ("校门,8:00,10:00,2,001,李娜", "001"),
            ("校门,8:00,10:00,2,,李娜", "has no number"),
            ("校门,#N/A,10:00,2,001", "#N/A"),
            (",8:00,10:00,2,001", "names no post"),
            ("校门,2024-03-09 8:00,2024-03-09 10:00,2,001", "over a day"),
            (f"{'长' * 61},8:00,10:00,2,001", "at most 60"),
            ("校门,8:00,10:00,2,001\n检录处,9:00,11:00,1,001", "two posts at a time"),
            ("校门,8:00,10:00,2,001\n校门,8:00,10:00,3,002", "needs 2 people"),
            ("\n".join(f"岗{n},8:00,10:00,1," for n in range(3000)), "at most 60"),
        ],
        0,
        3,
    ),
)
def test_a_bad_row_is_named_and_nothing_is_taken_in(day: Run, bring: Bring, row: str, told: str) -> None:
    answer = bring(f"岗位,开始,结束,需要人数,学号,姓名\n{row}\n")
    assert (answer.code, answer.out) == (1, "") and told in answer.err, answer.err
    assert "posts.csv" in answer.err and plan(day) == []


def test_every_bad_row_is_named_at_once(bring: Bring) -> None:
    answer = bring("岗位,开始,结束,学号\n校门,8:00,10:00,999\n,,,998\n检录处,8:00,x,001\n")
    assert [line.split(":")[0] for line in answer.err.splitlines()] == ["posts.csv 2", "posts.csv 3", "posts.csv 4"]


def test_a_list_without_a_column_of_posts_or_without_rows(bring: Bring) -> None:
    assert "one must hold post" in bring("姓名,学号\n张伟,001\n").err
    assert "no post below" in bring("岗位,学号\n").err


def test_a_night_has_shifts_over_midnight_by_their_hours_alone(desk: Run, tmp_path: Path) -> None:
    night = ("--start", "2024-03-08T20:00", "--end", "02:00")
    assert desk("activity", "add", "--code", "N", "--name", "夜", "--place", "园", *night).code == 0
    file = tmp_path / "n.csv"
    file.write_text("岗位,开始,结束,需要人数\n门,20:00,23:00,1\n门,23:00,2:00,1\n灯,0:30,1:30,1\n", "utf-8")
    assert desk("post", "import", file, "--activity", "N").code == 0
    shifts = [
        (one["start"][5:16], one["end"][5:16]) for one in desk("post", "list", "--activity", "N", "--json").objects
    ]
    assert shifts == [
        ("03-08T20:00", "03-08T23:00"), ("03-08T23:00", "03-09T02:00"), ("03-09T00:30", "03-09T01:30")
    ]  # fmt: skip


def test_a_camp_of_three_days_wants_the_day_with_the_time(desk: Run, tmp_path: Path) -> None:
    camp = ("--start", "2024-03-08T08:00", "--end", "2024-03-10T17:00")
    assert desk("activity", "add", "--code", "C", "--name", "营", "--place", "园", *camp).code == 0
    file = tmp_path / "c.csv"
    file.write_text("岗位,开始,结束\n厨房,8:00,10:00\n", "utf-8")
    assert "write the day" in desk("post", "import", file, "--activity", "C").err
    file.write_text("岗位,日期,开始,结束\n厨房,2024-03-09,8:00,10:00\n", "utf-8")
    assert desk("post", "import", file, "--activity", "C").code == 0
    told = desk("post", "edit", "厨房", "--shift", "7:00", "--needed", "2", "--activity", "C").err
    assert "there are: 2024-03-09 08:00–10:00" in told, "with its day, and what is told can be typed"
    assert (
        desk("post", "edit", "厨房", "--shift", "2024-03-09 08:00–10:00", "--needed", "2", "--activity", "C").code == 0
    )


def test_without_numbers_the_sign_ups_of_shifts_that_stay_are_kept(day: Run, bring: Bring) -> None:
    bring()
    told = bring("岗位,开始,结束,需要人数\n校门,8:00,10:00,5\n校门,10:30,12:00,1\n", "--json").objects[-1]
    assert plan(day) == [
        ("校门", "03-05T08:00", "03-05T10:00", 5, ["001", "002"]), ("校门", "03-05T10:30", "03-05T12:00", 1, [])
    ]  # fmt: skip
    assert (told["lost_signups"], told["gone"]) == (2, ["检录处", "机动"])


def test_more_signed_up_than_are_needed_is_said(bring: Bring) -> None:
    answer = bring("岗位,需要人数,学号\n校门,1,001 002 003\n")
    assert answer.code == 0 and "3 signed up, 1 needed" in answer.err


def test_sign_up_by_a_list_adds_to_who_is_there(day: Run, bring: Bring) -> None:
    bring()
    text = "学号,岗位,班次\n002,校门,10:00\nT01,校门,10:00-12:00\n003,机动,\n001,校门,8:00\n"
    problem = bring(text, command="signup")
    assert problem.code == 1 and "two posts at a time" in problem.err and "陈老师" in problem.err
    answer = bring(text.replace("T01,校门,10:00-12:00\n003,机动,\n", ""), command="signup")
    assert answer.code == 0 and "1 new sign-up" in answer.out
    assert plan(day)[1] == ("校门", "03-05T10:00", "03-05T12:00", 2, ["003", "002"])
    assert day("link", "T01", "--same-as", "003", "--reason", "同一人", "--insist").code == 0
    problem = bring("学号,岗位,班次\n003,校门,8:00\n", command="signup")
    assert problem.code == 1 and "two posts at a time" in problem.err, "T01 is at the other one, and the same person"


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("001,北门,", "no post “北门”; there are: 校门, 检录处, 机动"),
        ("001,校门,", "several shifts"),
        ("001,校门,9:00", "no shift 9:00; there are: 08:00–10:00, 10:00–12:00"),
        ("999,检录处,", "999"),
        (",检录处,", "no number"),
        ("001,,", "names no post"),
    ],
)
def test_a_bad_sign_up_says_which_row_and_what_there_is(bring: Bring, row: str, told: str) -> None:
    bring()
    answer = bring(f"学号,岗位,班次\n{row}\n", command="signup")
    assert answer.code == 1 and "posts.csv 2" in answer.err and told in answer.err


def test_one_post_at_a_time_beside_the_list(day: Run) -> None:
    assert day("post", "add", "North gate", "--shift", "8:00-10:00", "--needed", "2").code == 0
    assert day("post", "add", "north gate", "--shift", "10:00-12:00").code == 0
    assert plan(day)[0][0] == "North-gate"
    assert day("post", "add", "North gate").code == 1
    assert (
        "needs a name" in day("post", "add", " ").err
        and "needs a name" in day("post", "edit", "North gate", "--name", "").err
    )
    edited = day(
        "post", "edit", "North gate", "--shift", "8:00", "--sign-up", "001", "--sign-up", "002", "--needed", "3"
    )
    assert edited.code == 0
    assert day("post", "edit", "North gate", "--shift", "8:00", "--take-off", "001", "--to", "8:30-10:00").code == 0
    assert plan(day)[0] == ("North-gate", "03-05T08:30", "03-05T10:00", 3, ["002"])
    assert "not signed up" in day("post", "edit", "North gate", "--shift", "8:30", "--take-off", "003").err
    assert "several shifts" in day("post", "edit", "North gate", "--needed", "1").err
    assert day("post", "edit", "North gate").code == 2
    assert day("post", "remove", "North gate", "--shift", "10:00-12:00").code == 0 and len(plan(day)) == 1
    assert day("post", "remove", "North gate").code == 0 and plan(day) == []


def test_which_activity_is_meant(desk: Run) -> None:
    """None is open today; one is open at all: that is meant. With two of today somebody has to say."""
    assert desk("post", "list").code == 0
    for code in ("B1", "B2"):
        words = ("--code", code, "--name", code, "--place", "P", "--start", "2024-03-05T13:00", "--end", "15:00")
        assert desk("activity", "add", *words).code == 0
    assert "--activity with one of" in desk("post", "list").err
    assert desk("post", "list", "--activity", "B1").code == 0


def test_copies_and_a_series_take_the_posts_along(day: Run, bring: Bring) -> None:
    bring()
    copied = day("activity", "copy", "A1", "--on", "2024-03-12", "--json").objects[0]["code"]
    rows = day("post", "list", "--activity", copied, "--json").objects
    assert [(one["start"] or "")[:16] for one in rows] == [
        "2024-03-12T08:00",
        "2024-03-12T10:00",
        "2024-03-12T08:00",
        "",
    ]
    assert rows[0]["signed_up"] == ["001", "002"]


def test_a_kit_and_a_pack_take_the_plan_to_the_other_desk(day: Run, run: Run, bring: Bring, tmp_path: Path) -> None:
    bring()
    assert day("kit", tmp_path / "t.hdkit").code == 0
    second = ("--data", tmp_path / "second")
    assert run("init", "--kit", tmp_path / "t.hdkit", "--desk", "2", *second).code == 0
    there = run("post", "list", "--activity", "A1", "--json", *second).out
    assert [json.loads(line) for line in there.splitlines()] == day(
        "post", "list", "--activity", "A1", "--json"
    ).objects


def test_the_plan_stands_in_the_list_of_activities(day: Run, bring: Bring) -> None:
    bring()
    assert day("activity", "list", "--json").objects[0]["signup"] is None
    posts = day("activity", "list", "--json").objects[0]["posts"]
    assert posts[0] == {
        "code": "校门", "name": "校门",
        "shifts": [
            {"start": "2024-03-05T08:00:00+08:00", "end": "2024-03-05T10:00:00+08:00", "needed": 2, "signed_up": ["001", "002"]},
            {"start": "2024-03-05T10:00:00+08:00", "end": "2024-03-05T12:00:00+08:00", "needed": 2, "signed_up": ["003"]},
        ],
    }  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "岗位,名称,需要人数,学号\nG1,东校门,2,001\nG1,,,002\n检录处,检录处,1,T01\n",
        "岗位,岗位名称,需要人数,学号,姓名\nG1,东校门,2,001,张伟\n,,,002,李娜\n检录处,检录处,1,T01,\n",
        "岗位,名字,需要人数,学号\nG1,东校门,2,001\nG1,东校门,,002\n检录处,,1,T01\n",
        "post,name,from,to,needed,number\nG1,东校门,8:00,12:00,2,001\nG1,,,,,002\n检录处,,8:00,12:00,1,T01\n",
        "岗位代码,岗位名称,需要人数,学号\nG1,东校门,2,001\nG1,,,002\n检录处,,1,T01\n",
        "姓名,学号,岗位,名称,需要人数\n张伟,001,G1,东校门,2\n李娜,002,G1,,\n,T01,检录处,,1\n",
    ],
)
def test_a_column_beside_the_codes_holds_the_names_of_the_posts(day: Run, bring: Bring, text: str) -> None:
    """Whatever it is called; no column is passed over, and nobody is taken for a post."""
    answer = bring(text)
    assert (answer.code, answer.err) == (0, "")
    shown = [(one["post"], one["name"], one["signed_up"]) for one in day("post", "list", "--json").objects]
    assert shown == [("G1", "东校门", ["001", "002"]), ("检录处", "检录处", ["T01"])]


def test_a_name_beside_a_number_is_a_persons(day: Run, bring: Bring) -> None:
    for text in (
        "岗位,姓名,学号\n校门,张伟,001\n",
        "post,name,number\n校门,张伟,001\n",
        "post,name,class,number\n校门,张伟,,001\n",
    ):
        assert bring(text).code == 0
        assert [(one["post"], one["name"]) for one in day("post", "list", "--json").objects] == [("校门", "校门")]


def test_a_list_by_code_alone_keeps_the_names_and_two_names_for_a_code_are_refused(day: Run, bring: Bring) -> None:
    bring("岗位,名称\nG1,东校门\n")
    assert bring("岗位,学号\nG1,001\n").code == 0
    assert [(one["post"], one["name"]) for one in day("post", "list", "--json").objects] == [("G1", "东校门")]
    two = bring("岗位,名称\nG1,东校门\nG1,西校门\n")
    assert two.code == 1 and "the code G1 is 东校门 above, and 西校门 here" in two.err
