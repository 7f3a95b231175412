"""What was purged of somebody comes back by no other way than the supervisor's: not by a pack, a joined laptop, or a link."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from tests.standing_clock import StandingClock
from tests.storage.telltales import words_in
from tests.tui.cli.laptops import Laptop

WHY = ("--reason", "保存期限已到")
GONE = ("欧阳晓晓", "十九班甲乙")
RULE = '[[rule]]\nname = "all"\nfields = ["name", "class", "birth"]\nafter_years = 1\n'


@pytest.fixture
def gate(tmp_path: Path, clock: StandingClock) -> Laptop:
    """The first laptop; 001 left, and their name and class were purged."""
    laptop = Laptop(tmp_path / "gate", clock).set_up("东门", ["001,欧阳晓晓,十九班甲乙", "003,王小明,七2班"])
    laptop.scan(laptop.badge("001"), "09:00:00", "10:00:00")
    (tmp_path / "fewer.csv").write_text("学号,姓名,班级\n003,王小明,七2班\n", "utf-8")
    assert laptop("roster", "import", "--replace", tmp_path / "fewer.csv").code == 0
    (laptop.place / "data" / "retention.toml").write_text(RULE, "utf-8")
    return laptop


def purge(gate: Laptop, clock: StandingClock) -> None:
    clock.set(datetime(2029, 3, 6, 11, 30, tzinfo=ZoneInfo("Asia/Shanghai")))
    done = gate("purge", *WHY)
    assert done.code == 0, done.err
    assert words_in(gate.place / "data", GONE) == {}


def test_a_laptop_that_was_set_up_by_itself_and_has_the_name_under_that_number(
    gate: Laptop, tmp_path: Path, clock: StandingClock
) -> None:
    hall = Laptop(tmp_path / "hall", clock).set_up("西门", ["001,欧阳晓晓,十九班甲乙", "004,周杰,七3班"])
    hall.scan(hall.badge("001"), "10:30:00", "11:00:00")
    purge(gate, clock)
    done = gate("take", "--foreign", hall.pack(), "--fingerprint", hall.fingerprint())
    assert done.code == 0, done.err
    assert words_in(gate.place / "data", GONE) == {}
    people = {one["number"]: one["name"] for one in gate("roster", "list", "--json").objects}
    assert "周杰" in people.values() and "purged" in people.values()
    minutes = [one["minutes"] for one in gate("sessions", "--json").objects]
    assert sorted(minutes) == [30, 60]


def test_a_link_asks_no_question_about_a_name_that_is_gone(gate: Laptop, clock: StandingClock) -> None:
    purge(gate, clock)
    made = gate("roster", "add", "--name", "欧阳晓晓", "--class", "高一1班")
    assert made.code == 0, "nobody of that name is known any more"
    (person,) = gate("roster", "find", "欧阳", "--json").objects
    done = gate("link", person["number"], "--same-as", "001", *WHY)
    assert done.code == 0, done.err
    assert gate("roster", "find", "001", "--json").objects[0]["name"] == "purged"


def test_somebody_new_is_not_taken_for_those_whose_names_are_gone(gate: Laptop, clock: StandingClock) -> None:
    purge(gate, clock)
    assert gate("roster", "add", "--name", "purged").code == 0
