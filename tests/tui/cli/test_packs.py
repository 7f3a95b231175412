"""Packs by command: written, verified, taken; two gates and a stick."""

from __future__ import annotations

import json
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from checkin.clock import SYSTEM_CLOCK
from exports.district.district import init_district, open_district
from exports.district.says.sealed import sealing_key
from exports.district.says.trust import trust_file
from tests.tui.cli.conftest import Run

Badge = Callable[[str], str]


@pytest.fixture
def gate2(desk: Run, run: Run, tmp_path: Path) -> Run:
    """A second desk of the team, made from a kit."""
    other = ("--data", tmp_path / "gate2")
    assert desk("kit", tmp_path / "team.hdkit").code == 0
    assert run("init", "--kit", tmp_path / "team.hdkit", "--desk", "gate 2", *other).code == 0
    return lambda *args, stdin="": run(*args, *other, stdin=stdin)


def scan(at: Run, badge: str, time: str) -> str:
    """A scan of 5 March 2024; what it came to."""
    answer = at("scan", "--activity", "A1", "--json", "-", stdin=f"2024-03-05T{time}\t{badge}\n")
    return str(answer.objects[0]["outcome"])


def test_in_at_one_gate_and_out_at_the_other(desk: Run, gate2: Run, badge: Badge, tmp_path: Path) -> None:
    """09:00 in at gate 1; gate 2 takes its pack; 11:00 out at gate 2; gate 1 takes that one: 120 minutes at both."""
    assert scan(desk, badge("001"), "09:00") == "opened"
    (written,) = desk("export", tmp_path / "1.hdpack", "--json").objects
    with zipfile.ZipFile(tmp_path / "1.hdpack") as pack:
        described = json.loads(pack.read("datapackage.json"))
    assert written == {"file": str(tmp_path / "1.hdpack"), "events": described["hourdesk"]["chains"][0]["events"]}
    (taken,) = gate2("take", tmp_path / "1.hdpack", "--json").objects
    assert (taken["pack"], taken["team"], taken["desk_name"]) == ("1.hdpack", "FD", "1")
    assert taken["events"] == taken["new_events"] == written["events"]
    assert scan(gate2, badge("001"), "11:00") == "closed"
    assert gate2("export", tmp_path / "2.hdpack").out.startswith(f"{tmp_path / '2.hdpack'}: ")
    assert desk("take", tmp_path / "2.hdpack", "--json").objects[0]["new_events"] == 1
    assert desk("take", tmp_path / "2.hdpack", "--json").objects[0]["new_events"] == 0
    rows = [at("sessions", "--json").objects for at in (desk, gate2)]
    assert rows[0] == rows[1] and [row["minutes"] for row in rows[0]] == [120]


def test_a_folder_of_packs_is_taken_and_a_bad_one_among_them_told(
    desk: Run, gate2: Run, badge: Badge, tmp_path: Path
) -> None:
    """A pack, the same one as `(1).zip`, a cut one, a letter: what is sound comes in, exit 1 names what is not."""
    scan(gate2, badge("002"), "09:00")
    stick = tmp_path / "stick"
    stick.mkdir()
    gate2("export", stick / "2.hdpack")
    shutil.copy(stick / "2.hdpack", stick / "2 (1).zip")
    (stick / "cut.hdpack").write_bytes((stick / "2.hdpack").read_bytes()[:300])
    (stick / "letter.txt").write_text("Dear all")
    (stick / ".hourdesk-0123.hdpack").write_bytes(b"half a pa")
    answer = desk("take", stick, "--json")
    assert answer.code == 1 and answer.err.startswith("cut.hdpack: ")
    assert sorted((one["pack"], one["new_events"]) for one in answer.objects) == [("2 (1).zip", 0), ("2.hdpack", 1)]
    assert len(desk("sessions", "--json").objects) == 1
    assert desk("take", tmp_path / "gate2" / "keys").err.endswith("there is no pack in this folder\n")


def test_a_pack_is_verified_and_says_who_vouches_for_it(desk: Run, gate2: Run, badge: Badge, tmp_path: Path) -> None:
    """The team's desks trust it, a stranger can't tell, and one flipped byte makes it unsound."""
    scan(gate2, badge("002"), "09:00")
    pack = tmp_path / "2.hdpack"
    gate2("export", pack)
    (found,) = desk("verify", pack, "--json").objects
    assert (found["team"], found["desk_name"], found["events"], found["trusted"]) == ("FD", "gate 2", 1, True)
    stranger = desk("verify", pack, "--json", "--data", tmp_path / "nobody").objects[0]
    assert stranger == {**found, "trusted": None}
    words = desk("verify", pack).out
    assert "1 event of FD 复旦中学" in words and found["fingerprint"] in words and "trusted here" in words
    changed = bytearray(pack.read_bytes())
    changed[len(changed) // 2] ^= 1
    pack.write_bytes(changed)
    answer = desk("verify", pack, "--json")
    assert answer.code == 1 and answer.out == "" and answer.err.startswith("2.hdpack: ")


def test_a_pack_sealed_to_the_district_opens_there_alone(desk: Run, tmp_path: Path) -> None:
    with init_district(tmp_path / "district", code="YZ", name="渝中区", clock=SYSTEM_CLOCK) as district:
        (tmp_path / "district.pub").write_text(sealing_key(district))
    pack = tmp_path / "sealed.hdpack"
    assert desk("export", pack, "--seal-to", tmp_path / "district.pub").code == 0
    assert "sealed: to a district" in desk("verify", pack).err
    (found,) = desk("verify", pack, "--json", "--data", tmp_path / "district").objects
    assert (found["team"], found["trusted"]) == ("FD", False)
    with open_district(tmp_path / "district", SYSTEM_CLOCK) as district:
        trust_file(district, pack)
    assert desk("verify", pack, "--json", "--data", tmp_path / "district").objects[0]["trusted"] is True


def test_a_file_given_to_the_wrong_command_is_sent_to_the_right_one(
    desk: Run, gate2: Run, run: Run, tmp_path: Path
) -> None:
    """Pack, kit, protected kit and key, each to the commands that do not take it: the same words, exit 1, no question."""
    pack, kit, key = tmp_path / "2.hdpack", tmp_path / "team.hdkit", tmp_path / "fd.hdkey"
    assert gate2("export", pack).code == 0 and desk("export", key).code == 0
    said: dict[Path, set[str]] = {}
    for file, commands in {
        pack: (("kit", "--take", pack), ("init", "--kit", pack, "--data", tmp_path / "new")),
        kit: (("take", kit), ("verify", kit)),
        key: (("take", key), ("verify", key), ("kit", "--take", key)),
    }.items():
        for command in commands:
            answer = (run if command[0] == "init" else gate2)(*command)
            assert answer.code == 1 and answer.out == ""
            said.setdefault(file, set()).add(answer.err.removeprefix(f"{file}: "))
    assert said == {
        pack: {"this is a pack of a desk: hourdesk take 2.hdpack, or at the district hourdesk district merge 2.hdpack\n"},
        kit: {"this is a kit of a team: hourdesk kit --take team.hdkit, or for a new desk hourdesk init --kit team.hdkit\n"},
        key: {"this is the key of a team: at the district hourdesk district trust fd.hdkey\n"},
    }  # fmt: skip
    assert not (tmp_path / "new").exists()


def test_a_desk_whose_record_is_damaged_still_says_whether_a_pack_is_sound(
    desk: Run, gate2: Run, tmp_path: Path
) -> None:
    """Whose it is nobody can tell there; that it is whole is what one wants to know before it is taken."""
    pack = tmp_path / "2.hdpack"
    gate2("export", pack)
    (tmp_path / "gate2" / "desk.db").write_bytes(b"no database at all" * 100)
    (found,) = gate2("verify", pack, "--json").objects
    assert (found["team"], found["trusted"]) == ("FD", None)
