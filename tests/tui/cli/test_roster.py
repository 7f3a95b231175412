"""The roster comes in with a report: who is new, what changed from what to what, who is missing, which row is bad."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from checkin.desk import Desk
from checkin.rules.decide import Arrival
from storage.disk.ids import new_id
from storage.roster import importing
from storage.roster.reading import Reading
from storage.store import open_store
from tests.standing_clock import StandingClock
from tests.tui.cli.conftest import ROSTER, Run


@pytest.fixture
def roster(tmp_path: Path) -> Path:
    """The file that the desk was made with."""
    return tmp_path / "roster.csv"


def test_the_same_file_again_changes_nothing(desk: Run, roster: Path) -> None:
    people = desk("roster", "list", "--json").out
    again = desk("roster", "import", roster)
    assert again.code == 0
    assert again.lines[-1].startswith("new 0, changed 0, unchanged 4, missing 0, refused 0")
    assert desk("roster", "list", "--json").out == people


def test_scans_go_on_while_the_file_is_read(
    desk: Run,
    data: Path,
    roster: Path,
    badge: Callable[[str], str],
    clock: StandingClock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A list of thousands takes seconds to read, and names as long to be looked up: the record is not locked then."""
    waits = list[str]()
    read, look_up = importing.read_roster, importing.sounds_of_name

    def scan(work: str) -> None:
        with open_store(data, clock.clock) as other:
            other.connection.execute("PRAGMA busy_timeout = 0")
            arrival = Arrival(new_id(other.now()), other.now(), badge("001"), "FD/A1")
            Desk(other.ledger).scan(arrival)
        waits.append(work)

    def read_with_a_scan(*args: Any, **more: Any) -> Reading:
        scan("read")
        return read(*args, **more)

    def look_up_with_a_scan(name: str) -> tuple[str, ...]:
        scan(name)
        return look_up(name)

    monkeypatch.setattr(importing, "read_roster", read_with_a_scan)
    monkeypatch.setattr(importing, "sounds_of_name", look_up_with_a_scan)
    assert desk("roster", "import", roster, "--add").code == 0
    assert waits[0] == "read" and waits.count("read") == 1 and len(waits) == 5


def test_a_newer_file(desk: Run, roster: Path) -> None:
    """002 moved to another class, 003 is missing, 004 is new; first only shown, then taken."""
    newer = ROSTER.replace("002,李娜,七1班", "002,李娜,七3班").replace(
        "003,王小明,七2班,学生\n", "004,赵敏,七2班,学生\n"
    )
    roster.write_text(newer, "utf-8")
    before = desk("roster", "list", "--json").out
    shown = desk("roster", "import", roster, "--dry-run")
    for line in (
        "+ 004 赵敏 七2班 student",
        "~ 002 李娜 七3班 student  class 七1班 → 七3班",
        "- 003 王小明 七2班 student",
    ):
        assert line in shown.lines
    assert "Nothing was written" in shown.lines[-1]
    assert desk("roster", "list", "--json").out == before
    taken = desk("roster", "import", roster, "--json").objects
    assert [(o["result"], o.get("number")) for o in taken] == [
        ("new", "004"),
        ("changed", "002"),
        ("leaver", "003"),
        ("done", None),
    ]
    assert taken[1]["changes"] == {"class_name": ["七1班", "七3班"]}
    assert [p["number"] for p in desk("roster", "list", "--json").objects] == ["T01", "001", "004", "002"]


def test_each_bad_row_is_named_and_the_good_ones_come_in(desk: Run, roster: Path) -> None:
    roster.write_text(
        "学号,姓名,班级,出生日期\n010,周一,七1班,2026/2/30\n011,周二,七1班,\n012,周三,七1班,\n012,周四,七1班,\n",
        "utf-8",
    )
    strict = desk("roster", "import", roster, "--strict")
    assert strict.code == 1
    assert "Nothing came in" in strict.lines[-1]
    loose = desk("roster", "import", roster, "--add")
    assert loose.code == 1
    said = loose.err.splitlines()
    assert len(said) == 3
    assert said[0].startswith("row 2: there is no day “2026/2/30”")
    assert "012" in said[1] and "012" in said[2]
    assert [p["number"] for p in desk("roster", "find", "周", "--json").objects] == ["011"]


def test_a_heading_that_is_missing(desk: Run, roster: Path) -> None:
    roster.write_text("学号,班级\n001,七1班\n", "utf-8")
    answer = desk("roster", "import", roster)
    assert (answer.code, answer.out) == (1, "")
    assert answer.err.strip()


def test_what_is_written_comes_in_unchanged(desk: Run, tmp_path: Path) -> None:
    for name in ("out.xlsx", "out.csv"):
        assert desk("roster", "export", tmp_path / name).out == f"{tmp_path / name}: 4 persons\n"
        summary = desk("roster", "import", tmp_path / name, "--json").objects[-1]
        assert (summary["unchanged"], summary["new"], summary["changed"], summary["badges"]) == (4, 0, 0, 0)


def test_a_template_needs_no_desk_and_brings_nobody(desk: Run, run: Run, tmp_path: Path) -> None:
    sheet = tmp_path / "empty.xlsx"
    answer = run("--data", tmp_path / "nowhere", "roster", "template", sheet)
    assert answer.code == 0
    assert "hourdesk roster import empty.xlsx" in answer.out
    assert "no people below the headings" in desk("roster", "import", sheet).err


def test_nobody_fits(desk: Run) -> None:
    answer = desk("roster", "find", "nobody")
    assert (answer.code, answer.out, answer.err) == (1, "", "Nobody in the roster fits “nobody”.\n")


def test_a_new_person_whose_name_is_known_is_not_made_twice(desk: Run) -> None:
    """张伟 of 七1班 is 001, however name and class are spelt; another 张伟 takes --insist or another class."""
    for spelt in ("张伟", "张 伟"):
        done = desk("roster", "add", "--name", spelt, "--class", "七 1 班")
        assert (done.code, done.out) == (1, "")
        assert "001" in done.err and "--insist" in done.err
    assert desk("roster", "add", "--name", "张伟").code == 1, "without a class it may be the one of 七1班"
    assert desk("roster", "add", "--name", "张伟", "--class", "八3班").code == 0
    assert desk("roster", "add", "--name", "张伟", "--class", "七1班", "--insist").code == 0
    assert len([p for p in desk("roster", "list", "--json").objects if p["name"] == "张伟"]) == 3


def test_a_name_that_is_typed_without_accents_or_dots_is_not_made_twice(desk: Run) -> None:
    for name in ("José Muñoz", "阿卜杜·买买提", "Anne-Marie O’Brien"):
        assert desk("roster", "add", "--name", name, "--class", "七1班").code == 0
    for name in ("JOSE MUNOZ", "Jose Muñoz", "阿卜杜买买提", "阿卜杜•买买提", "Anne Marie O'Brien"):
        done = desk("roster", "add", "--name", name, "--class", "七1班")
        assert done.code == 1 and "--insist" in done.err, name
    assert desk("roster", "add", "--name", "Jose", "--class", "七1班").code == 0


def test_an_old_card_and_a_school_s_own_card_that_are_typed_find_the_person(desk: Run, tmp_path: Path) -> None:
    """A lost badge was replaced and turns up again; and the school's own card cannot be read, so its text is typed."""
    own = tmp_path / "cards.csv"
    own.write_text("学号,姓名,班级,人员类别,卡号\n009,郑爽,七1班,学生,SCH-4471\n", "utf-8")
    assert desk("roster", "import", own, "--add").code == 0
    old = {row["number"]: row["badge"] for row in desk("roster", "list", "--json").objects}["001"]
    assert desk("badges", "reissue", "001").code == 0
    for typed, number in (
        (old, "001"),
        (" ".join(old[i : i + 4] for i in range(0, 24, 4)), "001"),
        ("SCH-4471", "009"),
    ):
        assert [row["number"] for row in desk("roster", "find", typed, "--json").objects] == [number], typed
    assert desk("roster", "find", "SCH-4472").code == 1
