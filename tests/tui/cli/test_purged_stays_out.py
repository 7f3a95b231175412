"""What was purged of somebody comes back by no other way than the supervisor's: not by a pack, a joined laptop, a link, an older
backup of any desk, or the kit of a first desk that was restored."""

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


def test_an_older_backup_of_another_desk_or_of_another_team(gate: Laptop, tmp_path: Path, clock: StandingClock) -> None:
    hall, other = Laptop(tmp_path / "hall", clock), Laptop(tmp_path / "other", clock)
    kit, older, others = tmp_path / "1.hdkit", tmp_path / "older.hdbackup", tmp_path / "other.hdbackup"
    assert gate("kit", kit).code == hall("init", "--kit", kit).code == hall("backup", older).code == 0
    purge(gate, clock)
    assert "taken away here too" in hall("take", gate.pack()).err
    assert words_in(hall.place / "data", GONE) == {}
    for said in (hall("check"), hall("take", gate.pack())):
        assert "still stand here" not in said.err and "taken away" not in said.err
    assert "stays purged" in hall("restore", older).err
    assert "still stand here" not in hall("check").err
    assert words_in(hall.place / "data", GONE) == {}
    # A desk that learned of it by a kit alone has no event of it.
    assert gate("kit", tmp_path / "2.hdkit").code == hall("kit", "--take", tmp_path / "2.hdkit").code == 0
    assert "stays purged" in hall("restore", older).err
    assert words_in(hall.place / "data", GONE) == {}
    assert other("init", "--team", "NK", "--name", "南开中学").code == other("backup", others).code == 0
    assert "stands here again" in gate("restore", others).err
    assert gate("sessions", "--json").objects == [] and gate("check").code == 0


def test_a_first_desk_that_was_restored_in_a_new_folder(gate: Laptop, tmp_path: Path, clock: StandingClock) -> None:
    hall, new = Laptop(tmp_path / "hall", clock), Laptop(tmp_path / "new", clock)
    older = tmp_path / "older.hdbackup"
    assert gate("backup", older).code == 0
    purge(gate, clock)
    pack = gate.pack()
    assert gate("kit", tmp_path / "1.hdkit").code == hall("init", "--kit", tmp_path / "1.hdkit").code == 0
    assert "stands here again" in new("restore", older).err
    assert new("kit", tmp_path / "2.hdkit").code == 0
    assert "stays purged" in hall("kit", "--take", tmp_path / "2.hdkit").err
    assert words_in(hall.place / "data", GONE) == {}
    assert "taken away here too" in new("take", pack).err
    assert words_in(new.place / "data", GONE) == {}
    # Its supervisor lets it be known again: then the kit brings it.
    assert new("purge", "--again", "001", *WHY).code == 0
    assert new("roster", "import", "--add", gate.place / "roster.csv").code == 0
    assert new("kit", tmp_path / "3.hdkit").code == 0
    assert hall("kit", "--take", tmp_path / "3.hdkit").err == ""
    assert hall("roster", "find", "001", "--json").objects[0]["name"] == "欧阳晓晓"


def test_an_older_list_at_a_desk_that_heard_of_the_purge_and_did_not_do_it_yet(
    gate: Laptop, tmp_path: Path, clock: StandingClock
) -> None:
    """A first desk that joined a laptop, at which the purge was decided: it waits for a supervisor of the first one."""
    hall = Laptop(tmp_path / "hall", clock).set_up("西门", ["001,欧阳晓晓,十九班甲乙", "003,王小明,七2班"])
    hall.scan(hall.badge("001"), "10:30:00", "11:00:00")
    assert gate("take", "--foreign", hall.pack(), "--fingerprint", hall.fingerprint()).code == 0
    assert hall("roster", "import", "--replace", tmp_path / "fewer.csv").code == 0
    (hall.place / "data" / "retention.toml").write_text(RULE, "utf-8")
    purge(hall, clock)
    for said in (gate("take", hall.pack()), gate("check")):
        assert "still stand here" in said.err
    for there in ("001,欧阳晓晓,二十班丙丁", "001,欧阳小小,十九班甲乙"):
        (tmp_path / "list.csv").write_text(f"学号,姓名,班级\n{there}\n", "utf-8")
        done = gate("roster", "import", "--add", tmp_path / "list.csv")
        assert done.code == 0 and "--with-purged" in done.err + done.out
        people = {one["number"]: (one["name"], one["class"]) for one in gate("roster", "list", "--json").objects}
        assert people["001"] == GONE
    assert gate("purge", *WHY).code == 0
    assert words_in(gate.place / "data", GONE) == {}


def test_a_second_desk_that_knows_it_by_a_kit_says_it_once_it_is_the_first(
    gate: Laptop, tmp_path: Path, clock: StandingClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    hall, west = Laptop(tmp_path / "hall", clock), Laptop(tmp_path / "west", clock)
    monkeypatch.setenv("HOURDESK_PASSPHRASE", "seven lamps over the harbour")
    code = gate("protect", "--json").objects[-1]["recovery_code"]
    assert gate("kit", tmp_path / "1.hdkit").code == west("init", "--kit", tmp_path / "1.hdkit").code == 0
    purge(gate, clock)
    assert gate("kit", tmp_path / "2.hdkit").code == hall("init", "--kit", tmp_path / "2.hdkit").code == 0
    assert "still stand here" not in west("take", hall.pack()).err
    monkeypatch.setenv("HOURDESK_RECOVERY", code)
    assert hall("recover-team").code == 0
    for _twice in range(2):
        assert "still stand here" in west("take", hall.pack()).err
    assert west("purge", *WHY).code == 0
    assert words_in(west.place / "data", GONE) == {}
