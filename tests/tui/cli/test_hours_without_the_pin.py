"""A desk that was made from a kit has no PIN: what it brings into a desk that has one is flagged, or said when it is taken."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from tests.standing_clock import StandingClock
from tests.tui.cli.conftest import Run

Badge = Callable[[str], str]
WHY = ("--reason", "漏扫", "--operator", "陈老师")
CHILDREN = "学号,姓名,班级,人员类别,出生日期\n004,周杰,七3班,学生,2014-03-01\n005,吴彤,七3班,学生,2014-03-01\n"


@pytest.fixture
def clock() -> StandingClock:
    """It is half past eleven on the day of the activity."""
    return StandingClock(datetime(2024, 3, 5, 11, 30, tzinfo=ZoneInfo("Asia/Shanghai")))


@pytest.fixture
def gate2(desk: Run, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """The second desk; the first one has a PIN, which nobody types from now on."""
    (tmp_path / "children.csv").write_text(CHILDREN, "utf-8")
    assert desk("roster", "import", "--add", tmp_path / "children.csv").code == 0
    monkeypatch.setenv("HOURDESK_PIN", "2468")
    assert desk("pin", "set").code == 0
    assert desk("kit", tmp_path / "team.hdkit").code == 0
    monkeypatch.delenv("HOURDESK_PIN")
    other = ("--data", tmp_path / "gate2")
    assert run("init", "--kit", tmp_path / "team.hdkit", "--desk", "gate 2", *other).code == 0
    return lambda *args, stdin="": run(*args, *other, stdin=stdin)


def typed(run: Run, badge: str, *times: str) -> None:
    """Lines with times of their own, signed with the teacher's name by whoever types them."""
    lines = "".join(f"2024-03-05T{at}\t{badge}\n" for at in times)
    assert run("scan", "--activity", "A1", "--operator", "陈老师", "-", stdin=lines).code == 0


def session(run: Run, number: str) -> str:
    return next(str(row["open_event"]) for row in run("sessions", "--json").objects if row["volunteer"] == number)


def test_no_hours_come_in_unseen(desk: Run, gate2: Run, badge: Badge, tmp_path: Path) -> None:
    """Added, typed long after, ruled, corrected, vouched for and from a sheet: every minute has its source or its flag, and
    who did what with a supervisor's right is said in both languages, and in JSON."""
    asked = desk("add", "--volunteer", "001", "--activity", "A1", "--minutes", "600", "--insist", *WHY)
    assert asked.code == 1 and "needs the supervisor's PIN" in asked.err
    assert gate2("add", "--volunteer", "001", "--activity", "A1", "--minutes", "600", "--insist", *WHY).code == 0
    typed(gate2, badge("002"), "09:00", "10:30")
    typed(gate2, badge("003"), "09:00")
    assert gate2("rule", session(gate2, "003"), "--minutes", "300", "--reason", "漏扫").code == 0
    (tmp_path / "sheet.csv").write_text("number,in,out\nT01,09:00,10:00\n", "utf-8")
    sheet = gate2("paper", "enter", tmp_path / "sheet.csv", "--activity", "A1", "--teacher", "T01")
    assert sheet.code == 0, sheet.err
    assert gate2("policy", "set", "rounding=ceil").code == 0
    assert gate2("export", tmp_path / "2.hdpack").code == 0
    taken = desk("take", tmp_path / "2.hdpack")
    assert taken.code == 0 and taken.err.splitlines() == [
        "Done at desk “gate 2” by nobody named: rulings: 1 (5 h) · policies: 1",
        "Done at desk “gate 2” by 陈老师: added hours: 1 (10 h)",
    ]
    rows = {row["volunteer"]: row for row in desk("sessions", "--json").objects}
    assert {who: (row["minutes"], row["source"], row["flags"]) for who, row in rows.items()} == {
        "001": (600, "added", []),
        "002": (90, "scanned", ["replayed"]),
        "003": (300, "ruled", ["replayed"]),
        "T01": (60, "vouched", []),
    }


def test_what_changes_hours_that_were_here_is_shown_before_and_after(
    desk: Run, gate2: Run, badge: Badge, tmp_path: Path
) -> None:
    """A child's consent that nobody gave adds no minutes as an entry of its own: those that waited here count by it. Of a child who never
    was here only the consent itself is told, for it changes no hours."""
    typed(desk, badge("004"), "09:00", "11:00")
    assert desk("export", tmp_path / "1.hdpack").code == 0 and gate2("take", tmp_path / "1.hdpack").code == 0
    refused = desk("consent", "given", "--number", "004")
    assert refused.code == 1 and "needs the supervisor's PIN" in refused.err
    assert gate2("consent", "given", "--number", "004", "--operator", "陈老师").code == 0
    assert gate2("export", tmp_path / "2.hdpack").code == 0
    taken = desk("take", tmp_path / "2.hdpack")
    assert "Done at desk “gate 2” by 陈老师: consents given or withdrawn: 1" in taken.err
    assert "changes hours here: 1 person, 1 session: 0 min → 2 h" in taken.err
    assert gate2("consent", "given", "--number", "005").code == 0
    assert gate2("export", tmp_path / "3.hdpack").code == 0
    assert desk("take", tmp_path / "3.hdpack").err == (
        "Done at desk “gate 2” by nobody named: consents given or withdrawn: 1\n"
    )


def test_what_a_second_taking_says(desk: Run, gate2: Run, tmp_path: Path) -> None:
    """In the teacher's language and for a program; what was said once is not said again, and what came since is."""
    for minutes, told in (("60", "荣誉时数 1 笔（1 小时）"), ("90", "荣誉时数 1 笔（1 小时 30 分）")):
        assert gate2("add", "--volunteer", "001", "--activity", "A1", "--minutes", minutes, "--insist", *WHY).code == 0
        assert gate2("export", tmp_path / f"{minutes}.hdpack").code == 0
        taken = desk("take", tmp_path / f"{minutes}.hdpack", "--lang", "zh")
        assert "gate 2" in taken.err and "陈老师" in taken.err and told in taken.err, taken.err
    assert desk("take", tmp_path / "90.hdpack").err == ""
    assert gate2("add", "--volunteer", "002", "--activity", "A1", "--minutes", "30", *WHY).code == 0
    assert gate2("export", tmp_path / "more.hdpack").code == 0
    (told_json,) = desk("take", tmp_path / "more.hdpack", "--json").objects
    assert [(one["desk"], one["operator"], one["added_minutes"]) for one in told_json["deeds"]] == [
        ("gate 2", "陈老师", 30)
    ]
