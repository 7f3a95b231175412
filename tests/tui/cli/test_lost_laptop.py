"""A laptop of the team was lost: the first desk revokes it, and what its record says later waits for a supervisor."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from tests.portions import in_the_soak
from tests.standing_clock import StandingClock
from tests.tui.cli.conftest import Answer
from tests.tui.cli.laptops import Laptop

PEOPLE = ["001,张伟,七1班", "002,李娜,七1班", "003,王小明,七2班"]
WHY = ("--reason", "在公交车上丢失")


@pytest.fixture
def gate(tmp_path: Path, clock: StandingClock) -> Laptop:
    """The team's first desk."""
    return Laptop(tmp_path / "gate", clock).set_up("东门", PEOPLE)


def another(first: Laptop, name: str, place: Path, clock: StandingClock) -> Laptop:
    """A desk that is made from a kit of the first."""
    laptop = Laptop(place, clock)
    place.mkdir()
    kit = place / "team.hdkit"
    assert first("kit", kit).code == 0
    assert laptop("init", "--kit", kit, "--desk", name).code == 0
    return laptop


@pytest.fixture
def hall(gate: Laptop, tmp_path: Path, clock: StandingClock) -> Laptop:
    """A desk made from a kit: 张伟 served there for an hour, and the first desk has its pack."""
    laptop = another(gate, "西门", tmp_path / "hall", clock)
    laptop.scan(laptop.badge("001"), "09:00:00", "10:00:00")
    took(gate, laptop)
    return laptop


def took(laptop: Laptop, other: Laptop) -> Answer:
    done = laptop("take", other.pack())
    assert done.code == 0, done.err
    return done


def revoked(gate: Laptop, desk: str = "西门") -> Answer:
    done = gate("revoke-desk", desk, *WHY)
    assert done.code == 0, done.err
    return done


def test_what_came_before_stays_and_what_comes_later_waits(gate: Laptop, hall: Laptop) -> None:
    assert gate.minutes() == {"001": 60}
    told = revoked(gate)
    assert "西门" in told.out and "在公交车上丢失" in told.out and "nothing later waits" in told.out
    hall.scan(hall.badge("001"), "10:30:00", "11:30:00")
    hall.scan(hall.badge("002"), "09:00:00", "11:00:00")
    assert hall("thing", "give", "003", "钥匙", "--activity", "东门-A").code == 0
    took(gate, hall)
    assert gate.minutes() == {"001": 60, "002": 0}
    (listed,) = gate("revoke-desk", "--json").objects
    assert (listed["desk_name"], listed["waiting"]["events"], listed["waiting"]["persons"]) == ("西门", 5, 3)
    assert listed["waiting"]["kinds"] == {"scan": 4, "hand_out": 1}
    assert "that is: scan 4, thing handed out 1" in gate("revoke-desk").out
    assert [row["volunteer"] for row in gate("explain", "--all", "--json").objects] == ["001"]
    assert gate("thing", "list", "--json").out == ""
    rows = [row for row in gate("sessions", "--json").objects if "lost_desk" in row["flags"]]
    assert [(r["volunteer"], r["status"], r["minutes"], r["start"]) for r in rows] == [
        ("001", "needs_review", 0, None),
        ("002", "needs_review", 0, None),
    ]
    waits = {row["volunteer"]: (row["waits"], row["remedies"]) for row in gate("review", "--json").objects}
    assert waits == {"001": (["lost_desk"], []), "002": (["lost_desk"], [])}
    assert gate("muster", "--json", "--activity", "东门-A").out == ""


def test_whatever_time_it_claims(gate: Laptop, hall: Laptop) -> None:
    revoked(gate)
    hall.scan(hall.badge("002"), "08:00:00", "08:50:00")
    hall("add", "--volunteer", "003", "--activity", "东门-A", "--minutes", "600", "--insist", "--reason", "x")
    took(gate, hall)
    assert gate.minutes() == {"001": 60, "002": 0, "003": 0}


@in_the_soak
def test_accepted_before_and_after_are_said_first(gate: Laptop, hall: Laptop) -> None:
    revoked(gate)
    hall.scan(hall.badge("002"), "09:00:00", "11:00:00")
    took(gate, hall)
    looked = gate("revoke-desk", "西门", "--accept", "--dry-run")
    assert "1 person, 2 sessions: 0 h → 2 h" in looked.err or "0 min → 2 h" in looked.err, looked.err
    assert gate.minutes() == {"001": 60, "002": 0}
    done = gate("revoke-desk", "西门", "--accept", *WHY)
    assert done.code == 0 and "nothing later waits" in done.out
    assert "2 later events were accepted, and count" in done.out
    assert gate.minutes() == {"001": 60, "002": 120}
    hall.scan(hall.badge("003"), "09:00:00", "09:30:00")
    took(gate, hall)
    assert gate.minutes() == {"001": 60, "002": 120, "003": 0}


def test_refused_and_taken_back(gate: Laptop, hall: Laptop) -> None:
    revoked(gate)
    hall.scan(hall.badge("002"), "09:00:00", "11:00:00")
    took(gate, hall)
    refused = gate("revoke-desk", "西门", "--refuse", *WHY)
    assert refused.code == 0 and "2 later events were refused" in refused.out
    assert gate.minutes() == {"001": 60}
    again = gate("revoke-desk", "西门", "--refuse", *WHY)
    assert again.code == 1 and "nothing" in again.err
    assert gate("revoke-desk", "西门", "--accept", *WHY).code == 0
    assert gate.minutes() == {"001": 60, "002": 120}


def test_found_again(gate: Laptop, hall: Laptop) -> None:
    revoked(gate)
    hall.scan(hall.badge("002"), "09:00:00", "11:00:00")
    took(gate, hall)
    assert gate("revoke-desk", "西门", "--undo", *WHY).code == 0
    hall.scan(hall.badge("003"), "09:00:00", "09:30:00")
    took(gate, hall)
    assert gate.minutes() == {"001": 60, "002": 120, "003": 30}
    assert "No desk of this team was revoked" in gate("revoke-desk").err


def test_only_the_first_desk_and_never_itself(gate: Laptop, hall: Laptop) -> None:
    other = hall("revoke-desk", "东门", *WHY)
    assert (
        other.code == 1
        and "only the team's first desk revokes desks" in other.err
        and "hourdesk restore" in other.err
        and "recover-team" in other.err
    )
    own = gate("revoke-desk", "东门", *WHY)
    assert own.code == 1 and "can't revoke itself" in own.err
    unknown = gate("revoke-desk", "南门", *WHY)
    assert unknown.code == 1 and "西门" in unknown.err
    revoked(gate)
    twice = gate("revoke-desk", "西门", *WHY)
    assert twice.code == 1 and "already" in twice.err


def test_it_needs_the_pin(gate: Laptop, hall: Laptop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOURDESK_NEW_PIN", "482916")
    assert gate("pin", "set").code == 0
    assert gate("revoke-desk", "西门", *WHY).code == 1
    monkeypatch.setenv("HOURDESK_PIN", "482916")
    revoked(gate)


def test_the_lost_desk_accepts_nothing_of_itself(gate: Laptop, hall: Laptop) -> None:
    revoked(gate)
    hall.scan(hall.badge("002"), "09:00:00", "11:00:00")
    for words in ("--accept", "--undo"):
        assert hall("revoke-desk", "西门", words, *WHY).code == 1
    took(gate, hall)
    assert gate.minutes() == {"001": 60, "002": 0}


def test_other_desks_know_it_by_a_pack_or_a_kit_in_any_order(
    gate: Laptop, hall: Laptop, tmp_path: Path, clock: StandingClock
) -> None:
    by_pack, by_kit = (another(gate, name, tmp_path / name, clock) for name in ("北门", "南门"))
    revoked(gate)
    hall.scan(hall.badge("002"), "09:00:00", "11:00:00")
    took(by_pack, hall)
    assert by_pack.minutes() == {"001": 60, "002": 120}
    told = took(by_pack, gate)
    assert "2 h → 0" in told.err, told.err
    kit = tmp_path / "new.hdkit"
    assert gate("kit", kit).code == 0 and by_kit("kit", "--take", kit).code == 0
    took(by_kit, hall)
    took(gate, hall)
    assert gate.minutes() == by_pack.minutes() == by_kit.minutes() == {"001": 60, "002": 0}
    assert gate.sessions() == by_pack.sessions() == by_kit.sessions()
    assert gate("revoke-desk", "西门", "--accept", *WHY).code == 0
    took(by_pack, gate)
    took(by_kit, gate)
    assert gate.sessions() == by_pack.sessions() == by_kit.sessions()
    assert by_kit("check").code == 0


def test_the_first_desk_itself_was_lost(gate: Laptop, hall: Laptop, tmp_path: Path, clock: StandingClock) -> None:
    gate.scan(gate.badge("003"), "09:00:00", "09:30:00")
    copy = tmp_path / "copy.backup"
    assert gate("backup", copy).code == 0
    anew = Laptop(tmp_path / "anew", clock)
    anew.place.mkdir()
    assert anew("restore", copy).code == 0
    lost = anew("revoke-desk", "东门", *WHY)
    assert lost.code == 0, lost.err
    gate.scan(gate.badge("002"), "09:00:00", "11:00:00")
    took(anew, gate)
    assert anew.minutes() == {"001": 60, "002": 0, "003": 30}
    took(hall, anew)
    took(hall, gate)
    assert hall.minutes() == {"001": 60, "002": 0, "003": 30}


def test_a_rewritten_chain_of_the_thief_is_refused(gate: Laptop, hall: Laptop, tmp_path: Path) -> None:
    old = tmp_path / "old"
    shutil.copytree(hall.place / "data", old)
    hall.scan(hall.badge("003"), "09:00:00", "09:30:00")
    took(gate, hall)
    revoked(gate)
    shutil.rmtree(hall.place / "data")
    old.rename(hall.place / "data")
    hall.scan(hall.badge("002"), "09:00:00", "11:00:00")
    gate("take", hall.pack())
    assert gate.minutes().get("002", 0) == 0


def test_a_fork_from_before_the_revocation_is_refused(
    gate: Laptop, hall: Laptop, tmp_path: Path, clock: StandingClock
) -> None:
    """The thief has an older copy of the very folder: its chain goes on with other events at the same places."""
    place = hall.place / "data"
    old = tmp_path / "old.db"
    shutil.copy(place / "desk.db", old)
    hall.scan(hall.badge("003"), "09:00:00", "09:30:00")
    other = another(gate, "北门", tmp_path / "north", clock)
    took(gate, hall)
    revoked(gate)
    (place / "desk.db").write_bytes(old.read_bytes())
    (place / "desk.head").unlink()
    hall.scan(hall.badge("002"), "09:00:00", "11:00:00", "11:30:00")
    refused = gate("take", hall.pack())
    assert refused.code == 1 and "contradicts" in refused.err
    kit = tmp_path / "new.hdkit"
    assert gate("kit", kit).code == 0 and other("kit", "--take", kit).code == 0
    refused = other("take", hall.pack())
    assert refused.code == 1 and "contradicts" in refused.err
    assert other.minutes() == {}


def test_a_copy_of_the_lost_laptop_is_lost_too(
    gate: Laptop, hall: Laptop, tmp_path: Path, clock: StandingClock
) -> None:
    """Restoring a backup on it gives the laptop a new id, for which its own old key vouches."""
    backup = tmp_path / "hall.backup"
    assert hall("backup", backup).code == 0
    thief = Laptop(tmp_path / "thief", clock)
    thief.place.mkdir()
    assert thief("restore", backup).code == 0
    thief.scan(thief.badge("002"), "09:00:00", "11:00:00")
    early = another(gate, "北门", tmp_path / "north", clock)
    took(early, thief)
    revoked(gate)
    took(gate, thief)
    took(early, gate)
    assert gate.minutes() == early.minutes() == {"001": 60, "002": 0}
    assert {one["counted"] for one in gate("revoke-desk", "--json").objects} == {0, 2}


def test_a_kit_that_does_not_know_of_it_is_refused(
    gate: Laptop, hall: Laptop, tmp_path: Path, clock: StandingClock
) -> None:
    other = another(gate, "北门", tmp_path / "north", clock)
    copy = tmp_path / "copy.backup"
    assert gate("backup", copy).code == 0
    revoked(gate)
    took(other, gate)
    lost = Laptop(tmp_path / "lost", clock)
    lost.place.mkdir()
    assert lost("restore", copy).code == 0
    kit = tmp_path / "unknowing.hdkit"
    assert lost("kit", kit).code == 0
    refused = other("kit", "--take", kit)
    assert refused.code == 1 and "does not know that desk" in refused.err


@in_the_soak
def test_the_found_laptop_is_told_and_keeps_its_record(gate: Laptop, hall: Laptop) -> None:
    revoked(gate)
    hall.scan(hall.badge("002"), "09:00:00", "11:00:00")
    told = hall("take", gate.pack())
    assert told.code == 1 and "revoked this desk" in told.err and "new kit" in told.err
    assert hall.minutes() == {"001": 60, "002": 120}


def test_what_it_signed_says_that_it_was_revoked(gate: Laptop, hall: Laptop) -> None:
    early = hall.pack()
    revoked(gate)
    told = gate("verify", early)
    assert told.code == 0 and "REVOKED on 2026-03-05" in told.out
    assert gate("verify", gate.pack(), "--json").objects[0]["desk_revoked"] is None
    for laptop, number in ((hall, "001"), (gate, "001")):
        assert laptop("certificate", "issue", laptop.place / "c.pdf", number, "--all").code == 0
    took(gate, hall)
    late, own = (one("certificate", "list", "--json").objects[-1]["number"] for one in (hall, gate))
    verdict = gate("certificate", "verify", late)
    assert verdict.code == 1 and "NOT KNOWN" in verdict.out and "was revoked on 2026-03-05" in verdict.out
    assert not re.search(r"\d\dT\d\d", told.out + verdict.out + gate("revoke-desk").out), "times as people write them"
    assert "revoked" not in gate("certificate", "verify", own).out


def test_no_void_takes_it_back(gate: Laptop, hall: Laptop) -> None:
    revoked(gate)
    (listed,) = gate("revoke-desk", "--json").objects
    struck = gate("void", listed["event"], *WHY)
    assert struck.code == 1 and "--undo" in struck.err
