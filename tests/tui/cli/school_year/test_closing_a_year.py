"""The end of a school year by command: shown, written, undone; what is dated keeps the class of its day."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from checkin.rules.problems import Refused
from exports.exchange.kit.taking import init_from_kit
from exports.tables.session_rows import session_rows
from storage.people.closed_years import closed_years
from storage.people.earlier_classes import earlier_classes
from storage.school_year.planning import plan_closing, year_to_close
from storage.standard.school_year import year_table
from storage.store import open_store
from tests.portions import in_the_soak, share
from tests.standing_clock import StandingClock
from tests.tui.cli.conftest import Answer, Run
from tests.tui.cli.school_year.conftest import classes, dated_classes, on, serve

MAY, OCTOBER = "2026-05-09", "2026-10-10"
BEFORE = {"001": "七(1)班", "003": "八(2)班", "004": "九年级1班", "005": "高三(3)班", "006": "高一3班", "008": "火箭班"}
AFTER = {"001": "八(1)班", "002": "八(1)班", "003": "九(2)班", "006": "高二3班", "007": "七(1)班", "008": "火箭班"}


def test_nothing_is_written_before_everybody_was_shown(school: Run) -> None:
    before = classes(school)
    answer = school("year", "close", "--dry-run", "--json")
    steps = {one["volunteer"]: (one["result"], one["class_after"]) for one in answer.objects[:-1]}
    assert steps["001"] == ("up", "八(1)班") and steps["005"] == ("leaves", None) and steps["006"] == ("up", "高二3班")
    assert steps["007"] == ("stays", "七(1)班")
    last = answer.objects[-1]
    assert (last["result"], last["until"], last["unplaced"]) == ("nothing_written", "2026-08-31", ["火箭班"])
    assert classes(school) == before


def test_who_is_still_checked_in_is_told_and_can_check_out_after_the_closing(school: Run, clock: StandingClock) -> None:
    """A pupil who moves up, a leaver and a teacher are in; one of yesterday forgot to check out, one has gone."""
    badges = {one["number"]: one["badge"] for one in school("roster", "list", "--json").objects}

    def scan(day: str, *numbers: str, at: str = "09:00") -> None:
        on(clock, f"{day}T{at}")
        assert school("scan", "--activity", day, "-", stdin="\n".join(badges[n] for n in numbers)).code == 0

    for day, end in (("2026-07-04", "11:00"), ("2026-07-05", "12:00")):
        assert school("activity", "add", "--code", day, "--name", "值日", "--place", "校园", "--start", f"{day}T08:00",
                      "--end", f"{day}T{end}").code == 0  # fmt: skip
    scan("2026-07-04", "002")
    scan("2026-07-05", "001", "005", "006", "007")
    scan("2026-07-05", "006", at="10:00")
    shown = school("year", "close", "--dry-run")
    assert (
        "2 persons are still checked in, and can check out after the closing too: 张伟 七(1)班 001, 孙丽 高三(3)班 005"
        in (shown.out)
    )
    assert school("year", "close", "--json").objects[-1]["checked_in"] == ["001", "005"]
    scan("2026-07-05", "001", "005", at="11:00")
    rows = {one["volunteer"]: one for one in school("sessions", "--activity", "2026-07-05", "--json").objects}
    assert [rows[n]["minutes"] for n in ("001", "005")] == [120, 120]


def test_last_years_lists_go_on_showing_last_years_classes(school: Run, clock: StandingClock, tmp_path: Path) -> None:
    assert school("year", "close").code == 0
    assert classes(school) == AFTER
    on(clock, f"{OCTOBER}T12:00")
    serve(school, OCTOBER, "001", "006")
    shown = dated_classes(school, tmp_path)
    assert {number: shown[number, MAY] for number in BEFORE} == BEFORE
    assert shown["001", OCTOBER] == "八(1)班" and shown["006", OCTOBER] == "高二3班"
    muster = school("muster", "--activity", MAY, "--json").objects
    assert {one["class"] for one in muster if one.get("volunteer") == "001"} <= {"七(1)班"}
    assert school("certificate", "issue", tmp_path / "c.pdf", "--only", "001", "--all", "--to", "2026-08-31").code in (
        0,
        2,
    )
    figures = {(one["year"], one["stage"]): one["minutes"] for one in school("year", "figures", "--json").objects}
    assert figures["2025-2026", "junior"] == 4 * 120 + 120 and figures["2025-2026", "senior"] == 240
    assert figures["2026-2027", "junior"] == 120 and figures["2026-2027", "senior"] == 120


def test_the_posts_of_a_day_show_its_classes_and_name_who_left_before_it(
    school: Run, clock: StandingClock, tmp_path: Path
) -> None:
    """Plan, board and the sign-up list: of a day before the closing as they were, of one after it without the leaver, who is named."""
    assert school("post", "add", "门", "--activity", MAY).code == 0
    assert school("post", "edit", "门", "--sign-up", "001", "--sign-up", "005", "--activity", MAY).code == 0
    (tmp_path / "up.csv").write_text("005\n006\n", "utf-8")
    proof = tmp_path / "proof.jpg"
    proof.write_bytes(b"\xff\xd8\xff\xe0 proof")
    claimed = ("--unit", "图书馆", "--contact", "李老师", "--on", MAY, "--hours", "2", "--evidence", proof)
    assert school("claim", "add", "005", *claimed).code == school("claim", "add", "006", *claimed).code == 0
    assert school("thing", "give", "004", "背心", "--piece", "12", "--activity", MAY).code == 0
    looked = school("year", "close", "--dry-run")
    assert "or claims that wait: 赵敏 九年级1班 004 (背心 12), 孙丽 高三(3)班 005 (1 claim waits)" in looked.out
    assert school("year", "close", "--json").objects[-1]["left_open"] == ["004", "005"]
    on(clock, f"{OCTOBER}T12:00")
    listed = school("post", "list", "--activity", MAY)
    assert "张伟 七(1)班 001, 孙丽 高三(3)班 005" in listed.out and listed.err == ""
    copied = school("activity", "copy", MAY, "--on", OCTOBER)
    gone = "left the school before that day, and is not expected: 孙丽 005"
    assert gone in copied.err
    code = copied.out.split()[0]
    for shown in (school("post", word, "--activity", code) for word in ("list", "board")):
        assert "孙丽" not in shown.out and gone in shown.err
    assert "张伟 八(1)班 001" in school("post", "list", "--activity", code).out
    assert gone in school("activity", "edit", code, "--signup", tmp_path / "up.csv").err
    assert gone in school("post", "print", tmp_path / "p.pdf", "--activity", code).err


def test_a_year_is_undone_as_a_whole(school: Run, tmp_path: Path) -> None:
    """Also of people with two numbers: both leave, and each keeps the class that it had."""
    second = tmp_path / "second.csv"
    second.write_text("学号,姓名,班级\n053,王强,七(9)班\n055,孙丽,高三(3)班\n", "utf-8")
    assert school("roster", "import", "--add", second).code == 0
    for number in ("053", "055"):
        linked = school("link", number, "--same-as", f"00{number[-1]}", "--reason", "同一人")
        assert linked.code == 0, linked.err
    before, dated = classes(school), dated_classes(school, tmp_path)
    assert school("year", "close").code == 0
    now = classes(school)
    assert now["003"] == now["053"] == "九(2)班" and not {"005", "055"} & now.keys()
    assert dated_classes(school, tmp_path) == dated and dated["003", MAY] == "八(2)班"
    assert school("year", "undo", "--dry-run").code == 0 and classes(school) != before
    last = school("year", "undo", "--json").objects[-1]
    assert (last["result"], last["back"], last["kept"]) == ("undone", 6, 0)
    assert classes(school) == before and dated_classes(school, tmp_path) == dated
    refused = school("year", "undo")
    assert refused.code == 1 and "nothing to undo" in refused.err


def test_a_year_is_closed_once(school: Run, clock: StandingClock) -> None:
    assert school("year", "close").code == 0
    for again in (("year", "close"), ("year", "close", "--year", "2025-2026")):
        refused = school(*again)
        assert refused.code == 1 and "closed already" in refused.err and "year undo" in refused.err
    on(clock, "2026-11-02T10:00")
    assert "closed already" in school("year", "close").err
    assert "later year" in school("year", "close", "--year", "2024").err
    assert "has not begun" in school("year", "close", "--year", "2031-2032").err
    assert "no school year" in school("year", "close", "--year", "2025-2027").err
    begun = school("year", "close", "--year", "2026-2027")
    assert begun.code == 1 and "has only begun: it is closed near its end, from 2027-05-03 on" in begun.err
    assert classes(school) == AFTER


def test_a_list_of_repeaters_movers_and_leavers(school: Run, tmp_path: Path) -> None:
    """Its headings are those that a roster may have."""
    listed = tmp_path / "others.csv"
    listed.write_text(
        "学生编号,学生姓名,新班级,情况\n001,张伟,,留级\n003,,九(5)班,\n006,周杰,,转学\n004,,九(1)班,留级\n", "utf-8"
    )
    answer = school("year", "close", "--exceptions", listed, "--json")
    steps = {one["volunteer"]: (one["result"], one["class_after"]) for one in answer.objects[:-1]}
    assert steps["001"] == ("repeats", "七(1)班") and steps["003"] == ("moves", "九(5)班")
    assert steps["006"] == ("leaves", None) and steps["004"][0] == "repeats"
    assert classes(school)["001"] == "七(1)班" and "006" not in classes(school)


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("099,,,留级", "099"),
        ("001,李娜,,留级", "correct the row"),
        ("001,,,", "what becomes of 001"),
        ("001,,八(1)班,离校", "write one of them"),
        ("001,,,飞", "飞"),
        ("001,,,留级\n001,,八(2)班,", "write each person once"),
        ("001,,,转班", "write the class"),
    ],
)
def test_a_wrong_row_of_the_list_stops_all(school: Run, tmp_path: Path, rows: str, said: str) -> None:
    listed = tmp_path / "others.csv"
    listed.write_text(f"学号,姓名,新班级,情况\n{rows}\n", "utf-8")
    before = classes(school)
    answer = school("year", "close", "--exceptions", listed)
    assert answer.code == 1 and said in answer.err and classes(school) == before


@pytest.mark.parametrize(
    ("table", "said"),
    share(
        [
            ('[[grade]]\ngrade="七年级"\nnext="八年级"\n[[grade]]\ngrade="7"\nnext="九年级"\n', "two ways up"),
            ('[[grade]]\ngrade="七年级"\nnext="八年级"\n[[grade]]\ngrade="八年级"\nnext="七年级"\n', "circle"),
            ('[[class]]\nclass="七(1)班"\nnext="七1班"\n', "circle"),
            (
                '[[class]]\nclass="八(1)班"\nnext="七(1)班"\n[[grade]]\ngrade="七年级"\nnext="八年级"\n',
                "八(1)班 → 七(1)班 → 八(1)班",
            ),
            ('[[grade]]\ngrade="七年级"\n', "leaves = true"),
            ('[[grade]]\ngrade="七年级"\nnext="八年级"\nleaves=true\n', "leaves = true"),
            ('begins="13-40"\n[[grade]]\ngrade="七年级"\nleaves=true\n', "month and day"),
            ("grades = 3\n", "no such setting"),
            ("", "[[grade]]"),
            ("[[grade\n", "can't be read"),
        ],
        0,
        3,
    ),
)
def test_a_table_that_is_none_is_said_by_row(school: Run, tmp_path: Path, table: str, said: str) -> None:
    file = tmp_path / "up.toml"
    file.write_text(table, "utf-8")
    before = classes(school)
    answer = school("year", "close", "--table", file)
    assert answer.code == 1 and said in answer.err and classes(school) == before
    (tmp_path / "desk" / "school_year.toml").write_text(table, "utf-8")
    assert said in school("year", "table").err


def test_a_class_of_its_own_goes_before_its_grade(school: Run, tmp_path: Path) -> None:
    file = tmp_path / "up.toml"
    rows = '[[grade]]\ngrade="七年级"\nnext="八年级"\n[[class]]\nclass="七1"\nnext="实验班"\n[[class]]\nclass="火箭班"\nleaves=true\n'
    file.write_text(rows, "utf-8")
    assert school("year", "close", "--table", file).code == 0
    now = classes(school)
    assert now["001"] == now["002"] == "实验班" and "008" not in now and now["003"] == "八(2)班"


@pytest.mark.parametrize(
    ("table", "moved", "lost"),
    [
        ('[[class]]\nclass="七(1)班"\nnext="巴(1)班"\n', "", ["巴(1)班"]),
        ('[[grade]]\ngrade="七年级"\nnext="巴年级"\n[[grade]]\ngrade="八年级"\nleaves=true\n', "", ["巴年级(1)班"]),
        ("", "001,,巴(2)班,转班\n002,,火箭班,转班\n003,,八(2)班,留级", ["巴(2)班", "火箭班"]),
        ("", "001,,八(3)班,转班", []),
    ],
)
def test_a_class_after_which_nothing_comes_is_asked_about(
    school: Run, tmp_path: Path, table: str, moved: str, lost: list[str]
) -> None:
    """Of a grade, of a class, and in the list of exceptions: mostly it is a slip of the pen."""
    (tmp_path / "up.toml").write_text(table, "utf-8")
    (tmp_path / "others.csv").write_text(f"学号,姓名,新班级,情况\n{moved}\n", "utf-8")
    given = ["--table", tmp_path / "up.toml"] if table else ["--exceptions", tmp_path / "others.csv"]
    assert school("year", "close", *given, "--dry-run", "--json").objects[-1]["dead_ends"] == lost
    said = school("year", "close", *given, "--dry-run").out
    assert all(name in said for name in lost) and ("slip of the pen" in said) == bool(lost)


def test_undoing_after_scans_of_the_new_year_asks_first(school: Run, clock: StandingClock, tmp_path: Path) -> None:
    assert school("year", "close").code == 0
    on(clock, f"{OCTOBER}T12:00")
    serve(school, OCTOBER, "001")
    refused = school("year", "undo")
    assert (
        refused.code == 1
        and "since 2026-09-01: 2." in refused.err
        and "--insist" in refused.err
        and classes(school) == AFTER
    )
    assert school("year", "undo", "--insist").code == 0
    assert dated_classes(school, tmp_path)["001", OCTOBER] == "七(1)班"


def test_whoever_changed_class_since_keeps_it(school: Run, tmp_path: Path) -> None:
    assert school("year", "close").code == 0
    new = tmp_path / "new.csv"
    new.write_text("学号,姓名,班级\n001,张伟,八(6)班\n004,赵敏,高一(1)班\n", "utf-8")
    assert school("roster", "import", "--add", new).code == 0
    assert dated_classes(school, tmp_path)["001", MAY] == "七(1)班"
    last = school("year", "undo", "--json").objects[-1]
    assert (last["back"], last["kept"]) == (4, 2)
    now = classes(school)
    assert now["001"] == "八(6)班" and now["004"] == "高一(1)班" and now["005"] == "高三(3)班"
    assert dated_classes(school, tmp_path)["001", MAY] == "七(1)班"

    other = tmp_path / "other.csv"
    other.write_text("学号,新班级\n004,高一(2)班\n", "utf-8")
    assert school("year", "close", "--exceptions", other).code == 0
    now, dated = classes(school), dated_classes(school, tmp_path)
    assert (now["001"], now["004"]) == ("八(6)班", "高一(2)班"), "nobody moves twice"
    assert now["003"] == "九(2)班" and "005" not in now
    assert (dated["001", MAY], dated["004", MAY]) == ("七(1)班", "九年级1班")


def test_last_years_list_is_known_as_such(school: Run, tmp_path: Path) -> None:
    assert school("year", "close").code == 0
    answer = school("roster", "import", "--dry-run", "--add", tmp_path / "people.csv")
    assert "up to 2026-08-31: is it last year's list?" in answer.out + answer.err
    new = tmp_path / "new.csv"
    new.write_text("学号,姓名,班级\n001,张伟,八(2)班\n", "utf-8")
    answer = school("roster", "import", "--dry-run", "--add", new)
    assert "last year's list" not in answer.out + answer.err


def test_a_list_of_the_past_keeps_its_classes_where_the_year_is_closed_late(
    school: Run, clock: StandingClock, tmp_path: Path
) -> None:
    on(clock, f"{OCTOBER}T12:00")
    serve(school, OCTOBER, "001")
    plan = school("year", "close", "--dry-run")
    assert "2 scans after 2026-08-31" in plan.out
    assert school("year", "close", "--json").objects[-1]["until"] == OCTOBER
    assert dated_classes(school, tmp_path)["001", OCTOBER] == "七(1)班"
    assert school("year", "undo").code == 0
    assert school("year", "close", "--until", "2026-08-31").code == 0
    assert dated_classes(school, tmp_path)["001", OCTOBER] == "八(1)班"


@pytest.mark.parametrize("day", ["2026-08-25", "2026-09-05"])
def test_a_list_of_next_years_classes_moves_people_up_as_a_closing_does(
    school: Run, clock: StandingClock, tmp_path: Path, day: str
) -> None:
    """In place of the closing, or before it: five move up, one repeats, one is new; nobody moves twice. Last year's lists keep
    last year's classes; taken back by another list, all is as it was.
    """
    more, new = tmp_path / "more.csv", tmp_path / "new.csv"
    more.write_text("学号,姓名,班级\n011,甲,七(1)班\n012,乙,七(1)班\n", "utf-8")
    assert school("roster", "import", "--add", more).code == 0
    serve(school, "2026-07-05", "011", "012")
    before, dated = classes(school), dated_classes(school, tmp_path)
    on(clock, f"{day}T08:00")
    rows = ("001,张伟,八(2)班", "002,李娜,八(2)班", "003,王强,九(2)班", "004,赵敏,高一(1)班", "006,周杰,高二3班", "011,甲,七(1)班",
            "021,新生,七(1)班")  # fmt: skip
    new.write_text("学号,姓名,班级\n" + "\n".join(rows) + "\n", "utf-8")
    told = school("roster", "import", "--add", new)
    assert told.code == 0 and "5 people move up with this list: up to and with 2026-08-31" in told.out + told.err
    now = classes(school)
    assert {key: name for key, name in dated_classes(school, tmp_path).items() if key[1] == MAY} == {
        key: name for key, name in dated.items() if key[1] == MAY
    }
    others = tmp_path / "others.csv"
    others.write_text("学号,情况\n003,离校\n021,留级\n", "utf-8")
    assert school("year", "close", "--exceptions", others).code == 0 and "003" not in classes(school)
    assert school("year", "undo").code == 0 and classes(school) == now, (
        "whoever the list had moved goes back into its class"
    )
    plan = school("year", "close", "--json").objects
    assert {one["volunteer"] for one in plan[:-1] if one["result"] != "stays"} == {"005", "012"}
    assert classes(school) == {**{n: c for n, c in now.items() if n != "005"}, "012": "八(1)班"}
    assert school("year", "undo").code == 0 and classes(school) == now
    old = tmp_path / "old.csv"
    old.write_text((tmp_path / "people.csv").read_text("utf-8") + "011,甲,七(1)班,\n012,乙,七(1)班,\n", "utf-8")
    assert school("roster", "import", "--add", old).code == 0
    assert {**classes(school), "021": ""} == {**before, "021": ""}
    up = {one["volunteer"] for one in school("year", "close", "--json").objects[:-1] if one["result"] == "up"}
    assert {"001", "003", "006", "011", "012"} <= up


@pytest.mark.parametrize(
    ("rows", "moved"),
    [
        ("001,张伟,八(1)班\n002,李娜,八(1)班", 2),  # 003 left with 九年级
        ("001,张伟,八(1)班\n002,李娜,七(1)班", 0),
        ("001,张伟,八(1)班", 0),
        ("001,张伟,八(1)班\n002,李娜,八(1)班\n003,王强,九(1)班\n004,新生,七(1)班", 2),
    ],
)
def test_the_list_of_a_small_team_moves_people_up_too(
    run: Run, clock: StandingClock, tmp_path: Path, rows: str, moved: int
) -> None:
    """Most of three is a new year, one whose class is put right is none."""
    on(clock, "2025-10-09T08:00")
    listed = tmp_path / "list.csv"
    listed.write_text("学号,姓名,班级\n001,张伟,七(1)班\n002,李娜,七(1)班\n003,王强,九(1)班\n", "utf-8")
    assert run("init", "--team", "FD", "--name", "复旦中学").code == run("roster", "import", listed).code == 0
    on(clock, "2026-09-05T08:00")
    listed.write_text(f"学号,姓名,班级\n{rows}\n", "utf-8")
    told = run("roster", "import", "--add", listed)
    assert (f"{moved} people move up with this list" in told.out + told.err) == (moved > 0)


def test_two_years_that_are_closed_on_one_day_need_two_last_days(
    school: Run, clock: StandingClock, tmp_path: Path
) -> None:
    """A closing that was forgotten for a year: with one last day for both the classes between them were nobody's."""
    on(clock, f"{OCTOBER}T12:00")
    serve(school, OCTOBER, "001")
    before = classes(school)
    assert school("year", "close", "--year", "2024-2025").code == 0
    for more in ((), ("--until", OCTOBER), ("--until", "2026-08-31")):
        refused = school("year", "close", "--year", "2025-2026", *more)
        assert refused.code == 1 and f"2024-2025 holds up to and with {OCTOBER}" in refused.err
    assert school("year", "undo", "--insist").code == 0 and classes(school) == before
    assert school("year", "close", "--year", "2024-2025", "--until", "2025-08-31").code == 0
    assert school("year", "close", "--year", "2025-2026").code == 0
    dated = dated_classes(school, tmp_path)
    assert (dated["001", MAY], dated["001", OCTOBER]) == ("八(1)班", "八(1)班")
    assert classes(school)["001"] == "九(1)班"
    for _year in range(2):
        assert school("year", "undo", "--insist").code == 0
    assert classes(school) == before


def test_neither_a_slip_of_the_pen_nor_a_wrong_clock_sets_the_last_day(school: Run) -> None:
    far = school("year", "close", "--until", "2126-08-31")
    assert far.code == 1 and "ends on 2026-08-31: write a day up to 2026-12-01" in far.err
    serve(school, "2126-05-09", "001")
    assert school("year", "close", "--json").objects[-1]["until"] == "2026-08-31"
    assert school("year", "undo").code == 0


def test_a_supervisor_closes_and_undoes(school: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOURDESK_NEW_PIN", "4711")
    assert school("pin", "set").code == 0
    monkeypatch.delenv("HOURDESK_NEW_PIN")
    before = classes(school)
    assert school("year", "close").code == 1 and classes(school) == before
    assert school("year", "close", "--dry-run").code == 0
    monkeypatch.setenv("HOURDESK_PIN", "4711")
    assert school("year", "close").code == 0
    monkeypatch.delenv("HOURDESK_PIN")
    assert school("year", "undo").code == 1 and classes(school) == AFTER


def test_a_kit_brings_the_earlier_classes_to_another_desk(school: Run, clock: StandingClock, tmp_path: Path) -> None:
    assert school("year", "close").code == 0
    assert school("kit", tmp_path / "team.hdkit").code == 0
    assert school("export", tmp_path / "one.hdpack").code == 0
    with init_from_kit(tmp_path / "second", tmp_path / "team.hdkit", clock=clock.clock):
        pass
    second = ("--data", tmp_path / "second")
    assert school(*second, "take", tmp_path / "one.hdpack").code == 0
    refused = school(*second, "year", "close")
    assert refused.code == 1 and "first desk" in refused.err
    with open_store(tmp_path / "desk", clock.clock) as store:
        noted = earlier_classes(store.connection), closed_years(store)
    with open_store(tmp_path / "second", clock.clock) as store:
        shown = {row.volunteer: row.class_name for row in session_rows(store)}
        assert (earlier_classes(store.connection), closed_years(store)) == noted, "it may become the first desk"
        with pytest.raises(Refused, match="closed_already"):
            year_to_close(store, year_table(store.folder), None)
        # A kit of an older version says neither which years are closed nor what a closing gave: still nobody moves twice.
        table = year_table(store.folder)
        store.connection.execute("DELETE FROM school_year")
        store.connection.execute("UPDATE class_period SET after = NULL")
        plan = plan_closing(store, table, year_to_close(store, table, None), {})
        assert {one.volunteer for one in plan.changed} == set()
    assert {number: shown[number] for number in BEFORE} == BEFORE


def test_whom_another_desk_registered_before_the_closing_is_told_and_moves_up_with_a_new_one(
    school: Run, clock: StandingClock, tmp_path: Path
) -> None:
    kit, pack = tmp_path / "team.hdkit", tmp_path / "gate.hdpack"
    assert school("kit", kit).code == 0
    with init_from_kit(tmp_path / "gate", kit, clock=clock.clock):
        pass

    def gate(*words: object, stdin: str = "") -> Answer:
        return school("--data", tmp_path / "gate", *words, stdin=stdin)

    (walk_in,) = gate("roster", "add", "--name", "钱新", "--class", "七(1)班", "--json").objects
    number = str(walk_in["number"])
    serve(gate, "2026-07-05", number)
    assert gate("export", pack).code == 0 and school("year", "close").code == 0
    on(clock, "2026-09-10T08:00")
    told = school("take", pack)
    assert (
        told.code == 0 and f"class of then; a list with the new class moves them up: 钱新 七(1)班 {number}" in told.err
    )
    assert classes(school)[number] == "七(1)班" and school("take", pack, "--json").objects[0]["not_moved_up"] == []
    assert school("year", "undo").code == school("year", "close").code == 0
    assert classes(school) == {**AFTER, number: "八(1)班"}
    assert dated_classes(school, tmp_path)[number, "2026-07-05"] == "七(1)班"


def drawn(run: Run, out: Path, *command: object) -> dict[tuple[str, str], list[str]]:
    """Of a sample of everything the class, the day, and what is not there, by number and source."""
    assert run(*command, "draw", "--seed", "s", "--size", "10", out).code == 0
    with out.open(encoding="utf-8-sig", newline="") as file:
        return {
            (row["volunteer"].rpartition("/")[2], row["hours explained"].split()[1]): [
                row["class"], row["date"], row["data complete"],
            ]
            for row in csv.DictReader(file)
        }  # fmt: skip


@in_the_soak
def test_the_district_shows_the_class_of_each_day(school: Run, tmp_path: Path) -> None:
    (tmp_path / "stamp.jpg").write_bytes(b"a stamp")
    claim = school("claim", "add", "003", "--unit", "图书馆", "--contact", "李", "--on", "2026-06-20", "--hours", "1",
                   "--evidence", tmp_path / "stamp.jpg", "--json").objects[0]["claim"]  # fmt: skip
    assert school("claim", "verify", claim, "--reason", "asked").code == 0
    assert school("add", "--volunteer", "006", "--activity", MAY, "--minutes", "30", "--reason", "late").code == 0
    assert school("year", "close").code == 0
    place, pack, out = ("--data", tmp_path / "district"), tmp_path / "one.hdpack", tmp_path / "all.csv"
    sample = drawn(school, tmp_path / "school.csv", "audit")
    assert sample["001", "scanned"] == ["七(1)班", MAY, "✗ missing: leader"]
    assert sample["006", "added"] == ["高一3班", MAY, "✗ missing: leader"]
    assert sample["003", "claimed"] == ["八(2)班", "2026-06-20", "✓ all there"]
    for command in (
        ("export", pack), ("district", "init", "--name", "渝中", *place), ("district", "trust", pack, *place),
        ("district", "merge", pack, *place), ("district", "export", out, *place), ("verify", pack),
    ):  # fmt: skip
        done = school(*command)
        assert done.code == 0, done.err
    with out.open(encoding="utf-8-sig", newline="") as file:
        shown = {row["volunteer"]: row["class"] for row in csv.DictReader(file)}
    assert {number: shown[number] for number in BEFORE} == BEFORE
    district = drawn(school, tmp_path / "district.csv", "district", "audit", *place)
    assert {who: row[:2] for who, row in district.items()} == {who: row[:2] for who, row in sample.items()}
    assert school("district", "rebuild", *place).code == 0
    assert school("district", "export", out, *place).code == 0
    assert "七(1)班" in out.read_text("utf-8-sig") and "八(1)班" not in out.read_text("utf-8-sig")


def test_earlier_classes_go_with_the_name(school: Run, clock: StandingClock, tmp_path: Path) -> None:
    assert school("year", "close").code == 0
    on(clock, "2037-01-01T10:00")
    assert school("purge", "--reason", "保存期限已到").code == 0
    with open_store(tmp_path / "desk", clock.clock) as store:
        left = {row[0] for row in store.connection.execute("SELECT volunteer FROM class_period")}
    assert left == {"FD/001", "FD/002", "FD/003", "FD/006"}


def test_the_new_year_opens_with_its_new_pupils(school: Run, clock: StandingClock, tmp_path: Path) -> None:
    assert "close the school year 2024-2025 first" in school("year", "open").err
    assert school("year", "close").code == 0
    on(clock, "2026-09-01T10:00")
    new = tmp_path / "new.csv"
    new.write_text("学号,姓名,班级\n101,新一,七(1)班\n102,新二,七(1)班\n", "utf-8")
    answer = school("year", "open", new, "--json")
    assert answer.code == 0 and answer.objects[-1]["year"] == "2026-2027"
    found = {one["class"]: one["persons"] for one in answer.objects if one["result"] == "class"}
    assert found["七(1)班"] == 3 and found["八(1)班"] == 2
    assert classes(school)["006"] == "高二3班"
