"""Two laptops were set up by `init`, no kit: one takes the other's chain as it is, and then they are desks of one team."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from storage.record import whole_record
from storage.store import open_store
from tests.portions import in_the_soak
from tests.standing_clock import StandingClock
from tests.storage.roster.files import csv_file
from tests.tui.cli.conftest import Answer, Made
from tests.tui.cli.laptops import Laptop
from tui.cli.base.desk_choice import DeskChoice
from tui.cli.main import hourdesk

ONE = ["001,张伟,七1班", "002,李娜,七1班", "003,王小明,七2班"]
OTHER = ["001,张 伟,七1班", "002,赵敏,七3班", "004,周杰,七3班", "005,王小明,七2班"]
"""001 is the same person with another spelling; 002 is somebody else; 004 and 005 are only there; 005 is 003 here."""


@pytest.fixture
def gate(tmp_path: Path, clock: StandingClock, made: Made) -> Laptop:
    """The first laptop: 张伟 served an hour, 李娜 two."""

    def make(folder: Path) -> None:
        laptop = Laptop(folder / "gate", clock).set_up("东门", ONE)
        laptop.scan(laptop.badge("001"), "09:00:00", "10:00:00")
        laptop.scan(laptop.badge("002"), "09:00:10", "11:00:10")

    made.copy(("gate", clock.now_ms), make, tmp_path)
    return Laptop(tmp_path / "gate", clock)


@pytest.fixture
def hall(tmp_path: Path, clock: StandingClock, made: Made) -> Laptop:
    """The second: 张伟 served half an hour, 赵敏 one and a half, 周杰 ten minutes."""

    def make(folder: Path) -> None:
        laptop = Laptop(folder / "hall", clock).set_up("西门", OTHER)
        laptop.scan(laptop.badge("001"), "10:30:00", "11:00:00")
        laptop.scan(laptop.badge("002"), "09:00:20", "10:30:20")
        laptop.scan(laptop.badge("004"), "09:00:30", "09:10:30")

    made.copy(("hall", clock.now_ms), make, tmp_path)
    return Laptop(tmp_path / "hall", clock)


class Joined(dict[str, Any]):
    """What `take --foreign --json` printed."""

    def number(self) -> str:
        """The number of the one person whose number is somebody else's here."""
        (becomes,) = self["apart"].values()
        return str(becomes).removeprefix("FD/")


def join(gate: Laptop, hall: Laptop) -> Joined:
    done = gate("take", "--foreign", hall.pack(), "--fingerprint", hall.fingerprint(), "--json")
    assert done.code == 0, done.err
    return Joined(done.objects[0])


def test_a_laptop_set_up_by_itself_is_named_with_what_to_do(gate: Laptop, hall: Laptop) -> None:
    plain = gate("take", hall.pack())
    assert plain.code == 1 and "hourdesk take --foreign its.hdpack" in plain.err
    asked = gate("take", "--foreign", hall.pack())
    assert asked.code == 1 and hall.fingerprint() in asked.err and "Nothing was taken" in asked.err
    assert "002 is 赵敏 there and 李娜 here: 赵敏 gets the number 002-" in asked.out
    assert "2 persons, 2 sessions, 3 h → 4 persons, 5 sessions, 5 h 10 min" in asked.out
    other = gate("take", "--foreign", hall.pack(), "--fingerprint", gate.fingerprint())
    assert other.code == 1 and "another fingerprint" in other.err
    assert gate.minutes() == {"001": 60, "002": 120}


def test_numbers_are_one_person_only_where_names_agree(gate: Laptop, hall: Laptop) -> None:
    taken = join(gate, hall)
    number = taken.number()
    assert (taken["same"], taken["only_there"], number.startswith("002-")) == (1, 2, True)
    assert gate.minutes() == {"001": 90, "002": 120, number: 90, "004": 10}
    assert gate.names() == {
        "001": "张伟",
        "002": "李娜",
        "003": "王小明",
        number: "赵敏",
        "004": "周杰",
        "005": "王小明",
    }
    assert gate("check").code == 0


def test_badges_of_both_laptops_scan_as_the_person(gate: Laptop, hall: Laptop) -> None:
    old = {number: hall.badge(number) for number in ("001", "002", "004")}
    apart = join(gate, hall).number()
    for badge, number in ((gate.badge("001"), "001"), (old["001"], "001"), (old["002"], apart), (old["004"], "004")):
        (scanned,) = gate.scan(badge, "11:20:00", activity="东门-A")
        assert (scanned["volunteer"], scanned["name"]) == (number, gate.names()[number])


def test_a_later_pack_of_that_laptop_is_only_taken(gate: Laptop, hall: Laptop) -> None:
    join(gate, hall)
    hall.scan(hall.badge("002"), "11:00:00", "11:30:00")
    assert gate("take", hall.pack()).code == 0
    assert sum(gate.minutes().values()) == 310 + 30
    assert gate("take", hall.pack()).out.count("0 new events") == 1
    assert "take it without --foreign" in gate("take", "--foreign", hall.pack()).err


def test_a_number_that_comes_later_is_matched_by_name_as_well(gate: Laptop, hall: Laptop) -> None:
    join(gate, hall)
    more = hall.place / "more.csv"
    more.write_text(
        "学号,姓名,班级,人员类别\n" + "\n".join(f"{p},学生" for p in [*OTHER, "003,吴彤,七3班"]) + "\n", "utf-8"
    )
    assert hall("roster", "import", more).code == 0
    hall.scan(hall.badge("003"), "09:30:00", "09:50:00")
    assert gate("take", hall.pack()).code == 0
    apart = next(number for number, name in gate.names().items() if name == "吴彤")
    assert apart.startswith("003-") and gate.minutes()[apart] == 20
    assert gate.names()["003"] == "王小明" and "003" not in gate.minutes()


def test_a_chain_that_was_changed_is_refused(gate: Laptop, hall: Laptop) -> None:
    """The whole folder went back: the desk goes on as if it had never written those scans."""
    join(gate, hall)
    files = [hall.place / "data" / name for name in ("desk.db", "desk.head")]
    before = [file.read_bytes() for file in files]
    hall.scan(hall.badge("002"), "11:00:00", "11:30:00")
    assert gate("take", hall.pack()).code == 0
    for file, content in zip(files, before, strict=True):
        file.write_bytes(content)
    hall.scan(hall.badge("004"), "11:00:00", "11:40:00")
    refused = gate("take", hall.pack())
    assert refused.code == 1 and "contradicts" in refused.err
    assert sum(gate.minutes().values()) == 340


def test_a_record_that_was_put_back_by_hand_goes_on_as_another_desk(gate: Laptop, hall: Laptop) -> None:
    """Only the record went back: what it lost is told, the new scans stand in a chain of their own, and all hours count."""
    join(gate, hall)
    database = hall.place / "data" / "desk.db"
    before = database.read_bytes()
    hall.scan(hall.badge("002"), "11:00:00", "11:30:00")
    assert gate("take", hall.pack()).code == 0
    database.write_bytes(before)
    hall.scan(hall.badge("004"), "11:00:00", "11:40:00")
    told = hall("check")
    assert told.code == 1 and "were recorded" in told.err
    assert gate("take", hall.pack()).code == 0
    assert sum(gate.minutes().values()) == 340 + 40


def test_the_joining_is_undone_by_a_void(gate: Laptop, hall: Laptop) -> None:
    event = join(gate, hall)["event"]
    assert gate("void", event, "--reason", "another school's laptop").code == 0
    assert gate.minutes() == {"001": 60, "002": 120}
    assert gate("take", hall.pack()).code == 1
    join(gate, hall)
    assert sum(gate.minutes().values()) == 310


def in_the_district(clock: StandingClock, folder: Path, *words: object) -> Answer:
    """A command of the clerk."""
    args = ["--data", str(folder), "district", *(str(word) for word in words)]
    done = CliRunner().invoke(hourdesk, args, obj=DeskChoice(clock=clock.clock), catch_exceptions=False)
    return Answer(done.exit_code, done.stdout, done.stderr)


def hours_in_the_district(clock: StandingClock, folder: Path) -> dict[str, int]:
    """The minutes by number, as the district derives them."""
    found: dict[str, int] = {}
    for row in in_the_district(clock, folder, "sessions", "--json").objects:
        found[str(row["volunteer"])] = found.get(str(row["volunteer"]), 0) + int(row["minutes"])
    return found


def test_the_joined_record_goes_up_whole(gate: Laptop, hall: Laptop, tmp_path: Path, clock: StandingClock) -> None:
    folder = tmp_path / "district"
    assert in_the_district(clock, folder, "init", "--name", "区教委").code == 0
    alone = hall.pack()
    event = join(gate, hall)["event"]
    assert in_the_district(clock, folder, "trust", gate.pack()).code == 0
    assert in_the_district(clock, folder, "merge", gate.pack(), alone).code == 0
    assert hours_in_the_district(clock, folder) == gate.minutes()

    hall.scan(hall.badge("002"), "11:00:00", "11:30:00")
    waits = in_the_district(clock, folder, "merge", hall.pack())
    assert "was joined to another desk" in waits.out + waits.err
    assert gate("take", hall.pack()).code == 0
    assert in_the_district(clock, folder, "merge", gate.pack()).code == 0
    assert hours_in_the_district(clock, folder) == gate.minutes()

    assert gate("void", event, "--reason", "wrong laptop").code == 0
    assert in_the_district(clock, folder, "merge", gate.pack()).code == 0
    assert hours_in_the_district(clock, folder) == gate.minutes() == {"001": 60, "002": 120}


def test_both_laptops_have_the_same_record_afterwards(
    gate: Laptop, hall: Laptop, tmp_path: Path, clock: StandingClock
) -> None:
    old = {number: hall.badge(number) for number in ("001", "002")}
    apart = join(gate, hall).number()
    hall.scan(old["002"], "11:00:00", "11:10:00")
    back = hall("take", "--foreign", gate.pack(), "--fingerprint", gate.fingerprint())
    assert back.code == 0 and f"赵敏 gets the number {apart}" in back.out
    assert hall.minutes() == {**gate.minutes(), apart: gate.minutes()[apart] + 10}
    assert hall.names() == gate.names()

    # What it writes from now on is the team's: 李娜 of the gate is 002 here too, and her badge is known.
    for badge, number in ((gate.badge("002"), "002"), (old["002"], apart), (old["001"], "001")):
        opened, _closed = hall.scan(badge, "11:30:00", "11:40:00", activity="西门-A")
        assert (opened["volunteer"], opened["name"]) == (number, gate.names()[number])
    assert gate("take", hall.pack()).code == 0
    assert hall("take", gate.pack()).code == 0
    assert hall.sessions() == gate.sessions() and hall.names() == gate.names()
    assert "only the team's first desk makes kits" in hall("kit", tmp_path / "x.hdkit").err
    assert hall("check").code == gate("check").code == 0

    folder = tmp_path / "district"
    assert in_the_district(clock, folder, "init", "--name", "区教委").code == 0
    assert in_the_district(clock, folder, "trust", gate.pack()).code == 0
    assert in_the_district(clock, folder, "merge", hall.pack()).code == 0
    assert hours_in_the_district(clock, folder) == gate.minutes()


def test_people_who_came_in_meanwhile_go_to_the_first_laptop_first(gate: Laptop, hall: Laptop) -> None:
    join(gate, hall)
    assert hall("roster", "add", "--name", "吴彤", "--class", "七3班").code == 0
    refused = hall("take", "--foreign", gate.pack(), "--fingerprint", gate.fingerprint())
    assert refused.code == 1 and "people came in here after" in refused.err
    assert gate("take", hall.pack()).code == 0
    assert hall("take", "--foreign", gate.pack(), "--fingerprint", gate.fingerprint()).code == 0
    assert hall.names() == gate.names()


def test_each_took_the_other_before_either_knew(gate: Laptop, hall: Laptop, clock: StandingClock) -> None:
    """The joining that was first holds, whichever laptop asks; the other one becomes a desk of that team."""
    of_gate = gate.place / "first.hdpack"
    of_gate.write_bytes(gate.pack().read_bytes())
    apart = join(gate, hall).number()
    clock.advance(60_000)
    assert hall("take", "--foreign", of_gate, "--fingerprint", gate.fingerprint()).code == 0
    assert gate("take", hall.pack()).code == 0
    assert gate.minutes() == {"001": 90, "002": 120, apart: 90, "004": 10}
    refused = hall("take", gate.pack())
    assert refused.code == 1 and "take its pack with --foreign" in refused.err
    assert hall("take", "--foreign", gate.pack(), "--fingerprint", gate.fingerprint()).code == 0
    assert hall.sessions() == gate.sessions()
    assert gate("take", hall.pack()).code == 0 and hall("take", gate.pack()).code == 0
    assert hall.sessions() == gate.sessions()


def test_an_activity_of_one_code_stays_that_of_each_laptop(gate: Laptop, hall: Laptop, clock: StandingClock) -> None:
    """Both made A9 by themselves; at the hall it is another activity, also when that desk goes on under a new id."""
    planned = ("--place", "公园", "--start", "2026-03-05T09:00", "--end", "2026-03-05T12:00")
    for laptop, name in ((gate, "植树"), (hall, "慰问")):
        assert laptop("activity", "add", "--code", "A9", "--name", name, *planned).code == 0
        laptop.scan(laptop.badge("001"), "11:10:00", "11:20:00", activity="A9")
    join(gate, hall)
    assert hall("take", "--foreign", gate.pack(), "--fingerprint", gate.fingerprint()).code == 0
    hall.scan(hall.badge("004"), "11:10:00", "11:30:00", activity="A9")
    assert gate("take", hall.pack()).code == 0
    assert hall("take", gate.pack()).code == 0
    assert hall.sessions() == gate.sessions()
    with open_store(gate.place / "data", clock.clock) as store:
        where = {(s.volunteer, s.minutes): s.activity for s in whole_record(store).sessions if "A9" in s.activity}
    assert where["FD/004", 20].startswith("FD/A9/") and "FD/A9" in where.values()


def test_the_first_desk_is_told_how_another_one_is_made(tmp_path: Path, clock: StandingClock) -> None:
    """Without a terminal nothing is asked and nothing waits, but the sentence says it; a desk from a kit hears nothing."""
    first = Laptop(tmp_path / "first", clock)
    made = first("init", "--team", "FD", "--name", "复旦中学")
    assert made.code == 0 and "made from its kit" in made.err and "take --foreign" in made.err
    assert first("kit", tmp_path / "team.hdkit").code == 0
    second = Laptop(tmp_path / "second", clock)("init", "--kit", tmp_path / "team.hdkit")
    assert (second.code, second.err) == (0, "")
    # It takes no kit; of a file that is none, or is not there, it says that.
    (tmp_path / "people.csv").write_text("学号,姓名\n", "utf-8")
    told = {name: first("kit", "--take", tmp_path / name).err for name in ("team.hdkit", "people.csv", "none.hdkit")}
    assert [said in told[name] for name, said in (
        ("team.hdkit", "makes kits"), ("people.csv", "no kit"), ("none.hdkit", "can't be read"),
    )] == [True, True, True], told  # fmt: skip


def test_at_a_terminal_init_asks_which_desk_it_is(
    tmp_path: Path, clock: StandingClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.cli.desk.init.can_ask", lambda: True)
    answers = iter([True, False])
    monkeypatch.setattr("click.confirm", lambda *_args, **_more: next(answers))
    laptop = Laptop(tmp_path / "laptop", clock)
    refused = laptop("init", "--team", "FD", "--name", "复旦中学")
    assert refused.code == 1 and "hourdesk init --kit team.hdkit" in refused.err
    assert not (tmp_path / "laptop" / "data").exists()
    assert laptop("init", "--team", "FD", "--name", "复旦中学").code == 0


def test_what_the_other_desks_supervisor_did_is_told(gate: Laptop, hall: Laptop) -> None:
    """Corrections and added hours of another desk come in with a word: who, where, how many and how much."""
    added = ("--volunteer", "004", "--activity", "西门-A", "--minutes", "30", "--reason", "搬运")
    assert hall("--operator", "陈老师", "add", *added).code == 0
    joined = gate("take", "--foreign", hall.pack(), "--fingerprint", hall.fingerprint())
    assert "Done at desk “西门” by 陈老师: added hours: 1 (" in joined.err
    assert hall("--operator", "陈老师", "policy", "set", "grid_minutes=5").code == 0
    assert hall("--operator", "王老师", "add", *added).code == 0
    taken = gate("take", hall.pack(), "--json").objects[0]
    assert [(one["operator"], one["added_minutes"], one["policies"]) for one in taken["deeds"]] == [
        ("王老师", 30, 0),
        ("陈老师", 0, 1),
    ]


def test_whom_a_joined_laptop_registered_before_the_closing_is_told_by_the_number_that_counts(
    gate: Laptop, hall: Laptop, clock: StandingClock
) -> None:
    """Also where the laptop wrote a number that is somebody else's here; who is the same person moved up with the closing."""
    pack, fingerprint = hall.pack(), hall.fingerprint()
    clock.set(datetime(2026, 7, 8, 2, tzinfo=UTC))
    assert gate("year", "close").code == 0
    done = gate("take", "--foreign", pack, "--fingerprint", fingerprint)
    (becomes,) = (str(p["number"]) for p in gate("roster", "list", "--json").objects if p["name"] == "赵敏")
    (told,) = (line for line in done.err.splitlines() if "before the closing of 2025-2026" in line)
    assert becomes != "002" and told.partition("up: ")[2] == f"赵敏 七3班 {becomes}, 周杰 七3班 004, 王小明 七2班 005"


@in_the_soak
def test_a_joined_laptops_leavers_file_is_believed_at_another_school(
    gate: Laptop, hall: Laptop, clock: StandingClock, tmp_path: Path
) -> None:
    """It has a key of its own, which the district's list names beside the school's first one."""
    other, district = Laptop(tmp_path, clock), Laptop(tmp_path / "district", clock)
    file, kit = tmp_path / "004.hdleave", tmp_path / "d.hdkit"
    join(gate, hall)
    for laptop, *words in (
        (hall, "transfer", "give", file, "004"),
        (other, "init", "--team", "XN", "--name", "西南中学"),
        (other, "roster", "import", csv_file(tmp_path / "other.csv", [["学号", "姓名"], ["504", "周杰"]])),
        (district, "district", "init", "--name", "渝中"),
        (district, "district", "trust", gate.pack()),
        (district, "district", "merge", gate.pack()),
        (district, "district", "kit", kit),
        (other, "kit", "--take", kit),
        (other, "transfer", "take", file),
    ):
        done = laptop(*words)
        assert done.code == 0, (words, done.err)
    assert [one["minutes"] for one in other("transfer", "list", "--json").objects] == [10]
