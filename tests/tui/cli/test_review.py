"""A supervisor works off what waits by command: one list, one decision for many, all or none."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.tui.cli.conftest import Run

DAY = "2024-03-05T"
RLO = "\u202e"


@pytest.fixture
def morning(desk: Run, badge: Callable[[str], str]) -> list[str]:
    """001 and 002 came at nine and forgot to check out, 003 left without a check-in; the events of their sessions."""
    lines = [f"{DAY}09:00\t{badge('001')}", f"{DAY}09:10\t{badge('002')}"]
    desk("scan", "--activity", "A1", "-", stdin="\n".join(lines) + "\n")
    desk("scan", "--activity", "A1", "--direction", "out", "-", stdin=f"{DAY}11:00\t{badge('003')}\n")
    desk("activity", "close", "A1")
    rows = desk("review", "--activity", "A1", "--json").objects
    return [str(row["open_event"] or row["close_event"]) for row in rows]


def test_the_list_says_why_and_what_can_be_done(desk: Run, morning: list[str]) -> None:
    rows = desk("review", "--activity", "A1", "--json").objects
    assert [(row["name"], row["class"], row["waits"], row["desks"]) for row in rows] == [
        ("张伟", "七1班", ["no_check_out"], ["1"]),
        ("李娜", "七1班", ["no_check_out"], ["1"]),
        ("王小明", "七2班", ["no_check_in"], ["1"]),
    ]
    assert set(rows[0]["remedies"]) == {"planned_end", "time", "minutes", "void", "amend"}
    answer = desk("review")
    assert "no check-out" in answer.lines[1] and answer.err.startswith("3 sessions wait.")
    assert desk("review", "--activity", "NONE").code == 1
    assert desk("review", morning[0], "--all").code == 2


def test_the_planned_end_for_all_at_once(desk: Run, morning: list[str]) -> None:
    """Of 003 the planned start is taken: the check-in is what is missing."""
    (made,) = desk("rule", *morning, "--planned-end", "--reason", "rain", "--json").objects
    assert (made["kind"], len(made["events"])) == ("rule", 3)
    assert [(b["minutes"], a["minutes"]) for b, a in zip(made["before"], made["after"], strict=True)] == [
        (0, 180),
        (0, 170),
        (0, 120),
    ]
    assert desk("review").lines == [] and desk("review").err == "Nothing waits.\n"
    told = desk("review", morning[0], "--json").objects
    assert [(one["kind"], one["reason"]) for one in told] == [
        ("scan", None),
        ("rule", "rain [03-05 09:00–12:00]"),
    ]
    assert "ruled: 180 min" in desk("review", morning[0]).lines[-1]


def test_of_several_one_that_is_wrong_keeps_all_from_it(desk: Run, morning: list[str]) -> None:
    before = desk("sessions", "--json").out
    for words in (
        ("rule", *morning, "--until", f"{DAY}11:30"),
        ("rule", *morning[:2], "--until", f"{DAY}09:05"),
        ("rule", *morning[:2], "--until", "2024-03-06T09:05"),
        ("rule", *morning[2:], "--from", f"{DAY}11:01"),
        ("rule", *morning, "--minutes", "-1"),
        ("rule", *morning, "--minutes", "1441"),
        ("void", *morning, "01a21411-43a1-7500-b1e4-7b63713e2987"),
        ("void", morning[0], "no-id"),
        ("amend", *morning, "--at", "2024-03-04T09:00"),
        ("amend", *morning, "--volunteer", "404"),
        ("amend", *morning, "--shift", "0"),
        ("amend", *morning, "--shift", "1440"),
    ):
        answer = desk(*words, "--reason", "x")
        assert (answer.code, answer.out) == (1, ""), words
        assert answer.err and "Traceback" not in answer.err
    assert desk("sessions", "--json").out == before


def test_what_is_wrong_usage(desk: Run, morning: list[str]) -> None:
    for words in (
        ("rule", morning[0]),
        ("rule", morning[0], "--minutes", "1", "--planned-end"),
        ("rule", morning[0], "--until", "11:3"),
        ("rule", *morning[:2], "--until", "2999-03-05T09:05"),
        ("amend", *morning, "--at", "2999-03-05T09:00"),
        ("amend", morning[0], "--shift", "nan"),
        ("amend", morning[0], "--shift", "9e99"),
        ("amend", morning[0], "--shift", "5", "--direction", "in"),
        ("void",),
    ):
        assert desk(*words, "--reason", "x").code == 2, words


def test_a_gate_whose_clock_was_ten_minutes_ahead(desk: Run, morning: list[str]) -> None:
    """The shift is a correction of scans: the hours stay scanned and corrected."""
    answer = desk("amend", *morning, "--shift", "-10", "--reason", "clock")
    assert answer.lines[0] == "3 entries are recorded." and len(answer.lines) == 7
    rows = desk("sessions", "--json").objects
    assert [row["start"] or row["end"] for row in rows] == [
        f"{DAY}08:50:00+08:00",
        f"{DAY}09:00:00+08:00",
        f"{DAY}10:50:00+08:00",
    ]
    assert {row["source"] for row in rows} == {"corrected"}


def test_one_event_answers_as_ever(desk: Run, morning: list[str]) -> None:
    """Other programs read the answer to one event: its words stay."""
    (made,) = desk("rule", morning[0], "--until", f"{DAY}11:30", "--reason", "seen", "--json").objects
    assert list(made) == ["event", "kind", "before", "after"]
    assert [row["minutes"] for row in made["after"]] == [150]


@pytest.fixture
def minors(desk: Run, tmp_path: Path) -> Run:
    """001 and 002 are under fourteen."""
    roster = tmp_path / "minors.csv"
    roster.write_text("学号,姓名,班级,出生日期\n001,张伟,七1班,2020-01-02\n002,李娜,七1班,2020-01-03\n", "utf-8")
    assert desk("roster", "import", roster, "--add").code == 0
    return desk


def test_a_class_hands_in_its_letters(minors: Run, badge: Callable[[str], str]) -> None:
    lines = [f"{DAY}{hour}\t{badge(number)}" for number in ("001", "002") for hour in ("09:00", "10:00")]
    minors("scan", "--activity", "A1", "-", stdin="\n".join(sorted(lines)) + "\n")
    assert [row["waits"] for row in minors("review", "--json").objects] == [["consent"], ["consent"]]
    assert [row["volunteer"] for row in minors("consent", "list", "--missing", "--json").objects] == ["001", "002"]
    (made,) = minors("consent", "given", "--class", "七1班", "--who", "班主任", "--json").objects
    assert (made["kind"], [row["minutes"] for row in made["after"]]) == ("consent", [60, 60])
    assert minors("consent", "withdraw", "--number", "002").code == 0
    assert [row["consent"] for row in minors("consent", "list", "--json").objects] == ["withdrawn"]
    assert minors("consent", "list", "--missing", "--json").objects == []
    assert [row["consent"] for row in minors("roster", "list", "--json").objects if row["number"] < "003"] == [
        True,
        False,
    ]
    again = minors("consent", "given", "--class", "七1班")
    assert (again.code, again.out) == (0, "")
    assert "七1班" in minors("consent", "given", "--class", "九9班").err
    assert minors("consent", "given", "--number", "404").code == 1
    assert minors("consent", "given").code == 2


@pytest.mark.parametrize("name", ["名" * 200, "[bold red]张[/]\x1b[31m伟", f"{RLO}王芳‏", "=1+1"])
def test_odd_names_are_harmless(desk: Run, badge: Callable[[str], str], tmp_path: Path, name: str) -> None:
    roster = tmp_path / "odd.csv"
    roster.write_text(f"学号,姓名,班级\n001,{name},七1班\n", "utf-8")
    desk("roster", "import", roster, "--add")
    desk("scan", "--activity", "A1", "-", stdin=f"{DAY}09:00\t{badge('001')}\n")
    desk("activity", "close", "A1")
    shown = desk("review").out
    assert shown.count("\n") == 2 and "\x1b" not in shown and RLO not in shown


def test_a_reason_with_odd_characters_is_told_harmlessly(desk: Run, morning: list[str]) -> None:
    reason = f"[b]\x1b[31m{RLO}x"
    assert desk("rule", morning[0], "--minutes", "5", "--reason", reason).code == 0
    told = desk("review", morning[0]).out
    assert "\x1b" not in told and RLO not in told and "[b]" in told


def test_the_list_in_chinese_is_chinese_throughout(desk: Run, morning: list[str]) -> None:
    """Words that follow each other have a Chinese comma, and a scan from a scanner's memory has a word of its own."""
    answer = desk("review", "--lang", "zh")
    assert "待核实、扫码" in answer.lines[1] and ", " not in answer.out
    told = desk("explain", "001", "--lang", "zh").out
    assert "扫码（自动判断进出）、扫码枪存储" in told and "replay" not in told
