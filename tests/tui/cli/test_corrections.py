"""Corrections say what they changed, ask for the PIN once there is one, and can be taken back."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pexpect
import pytest

from storage.store import open_store
from tests.standing_clock import StandingClock
from tests.tui.cli.conftest import Run


@pytest.fixture
def forgotten(desk: Run, badge: Callable[[str], str]) -> str:
    """001 checked in at 09:00 and never out; the event that opened the session."""
    desk("scan", "--activity", "A1", "-", stdin=f"2024-03-05T09:00\t{badge('001')}\n")
    desk("activity", "close", "A1")
    (row,) = desk("sessions", "--json").objects
    assert (row["status"], row["minutes"], row["flags"]) == ("needs_review", 0, ["no_check_out", "replayed"])
    return str(row["open_event"])


def test_a_ruling_is_confirmed_and_frozen(desk: Run, forgotten: str) -> None:
    """rule 120 → confirm → void of the ruling is refused → void of the confirmation → void of the ruling."""
    (ruling,) = desk("rule", forgotten, "--minutes", "120", "--reason", "was there", "--json").objects
    assert [(b["status"], b["minutes"]) for b in ruling["before"]] == [("needs_review", 0)]
    assert [(a["status"], a["minutes"], a["source"]) for a in ruling["after"]] == [("closed", 120, "ruled")]
    (confirmation,) = desk("confirm", forgotten, "--json").objects
    assert (confirmation["session"], confirmation["minutes"], confirmation["status"]) == (forgotten, 120, "confirmed")
    refused = desk("void", ruling["event"], "--reason", "x")
    assert refused.code == 1
    assert "strike out the confirmation first" in refused.err
    assert desk("void", confirmation["event"], "--reason", "x").code == 0
    (undone,) = desk("void", ruling["event"], "--reason", "x", "--json").objects
    assert [(a["status"], a["minutes"]) for a in undone["after"]] == [("needs_review", 0)]


def test_an_amended_time_is_in_the_zone_of_the_activity(desk: Run, forgotten: str) -> None:
    answer = desk("amend", forgotten, "--at", "2024-03-05T09:30", "--reason", "late")
    assert answer.code == 0
    before, after = (line for line in answer.lines if "2024-03-05" in line)
    assert "09:00:00" in before
    assert after.startswith("→ ") and "09:30:00" in after
    (row,) = desk("sessions", "--json").objects
    assert (row["start"], row["source"]) == ("2024-03-05T09:30:00+08:00", "corrected")


def test_added_hours_are_a_row_of_their_own(desk: Run) -> None:
    desk("add", "--volunteer", "T01", "--activity", "A1", "--minutes", "45", "--reason", "prepared it")
    (row,) = desk("sessions", "--json").objects
    assert (row["volunteer"], row["source"], row["minutes"], row["start"]) == ("T01", "added", 45, None)
    assert desk("confirm", "--activity", "A1", "--volunteer", "T01").out == "1 session is confirmed.\n"
    assert desk("confirm", "--activity", "A1", "--volunteer", "T01").code == 1


def test_nobody_gets_more_added_hours_than_the_activity_lasted_unless_insisted(desk: Run) -> None:
    """Three hours: 181 minutes are refused, 150 go in, 31 more are refused; --insist adds them."""
    add = ("add", "--volunteer", "T01", "--activity", "A1", "--reason", "prepared it", "--minutes")
    refused = desk(*add, "181")
    assert refused.code == 1 and "the activity lasts 180 minutes" in refused.err and "--insist" in refused.err
    assert desk(*add, "150").code == 0
    again = desk(*add, "31")
    assert again.code == 1 and "150 were added to this person already" in again.err
    assert [row["minutes"] for row in desk("sessions", "--json").objects] == [150]
    assert desk(*add, "31", "--insist").code == 0 == desk(*add[:2], "001", *add[3:], "180").code
    assert sum(row["minutes"] for row in desk("sessions", "--json").objects) == 361


def test_of_several_that_cant_be_confirmed_each_is_named_and_none_is(desk: Run, forgotten: str) -> None:
    (added,) = desk(
        "add", "--volunteer", "T01", "--activity", "A1", "--minutes", "45", "--reason", "r", "--json"
    ).objects
    answer = desk("confirm", forgotten, added["event"])
    assert answer.code == 1
    assert answer.err == f"{forgotten}: the session waits for review: rule on it first\n"
    assert {row["status"] for row in desk("sessions", "--json").objects} == {"needs_review", "closed"}


def test_the_pin_comes_from_the_environment_or_not_at_all(
    desk: Run, forgotten: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert desk("pin", "set").code == 2
    monkeypatch.setenv("HOURDESK_PIN", "2580")
    assert desk("pin", "set").code == 0
    monkeypatch.setenv("HOURDESK_PIN", "0000")
    wrong = desk("void", forgotten, "--reason", "x")
    assert (wrong.code, "not the supervisor's PIN" in wrong.err) == (1, True)
    monkeypatch.delenv("HOURDESK_PIN")
    missing = desk("policy", "set", "grid_minutes=30")
    assert (missing.code, "put it into HOURDESK_PIN" in missing.err) == (1, True)
    assert desk("policy", "--json").objects[0]["grid_minutes"] == 1
    assert desk("sessions").code == 0
    monkeypatch.setenv("HOURDESK_PIN", "2580")
    monkeypatch.setenv("HOURDESK_NEW_PIN", "1379")
    assert desk("pin", "set").code == 0
    assert desk("void", forgotten, "--reason", "x").code == 1
    monkeypatch.setenv("HOURDESK_PIN", "1379")
    assert desk("void", forgotten, "--reason", "x").code == 0


def test_nobody_types_the_pin_for_what_is_refused(
    desk: Run, forgotten: str, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What can't be done is said before, and trying it leaves nothing; what can be done is shown, and then asks for the PIN."""
    (ruling,) = desk("rule", forgotten, "--minutes", "60", "--reason", "x", "--json").objects
    monkeypatch.setenv("HOURDESK_PIN", "2580")
    desk("pin", "set")
    monkeypatch.delenv("HOURDESK_PIN")
    why = ["--reason", "x"]
    refused = [
        ["activity", "void", "A1", *why],
        ["objection", "settle", forgotten, *why],
        ["batch", "undo", "7"],
        ["note", "set", "999", "allergy"],
        ["diary", "remove", "4"],
        ["kit", "--forget", "Gate"],
        ["kit", str(data / "no" / "gate.hdkit")],
        ["kit", "--take", str(data / "desk.db")],
        ["year", "open", str(data / "none.csv")],
        ["take", "--foreign", str(data / "none.hdpack")],
        ["note", "list", "--class", "9-9"],
        ["protect", "--new-code"],
        ["unprotect"],
        ["pin", "set", "--sheet", str(data / "no" / "sheet.pdf")],
        ["restore", str(data / "none.hdbackup")],
    ]
    each = (
        "import sys\nfrom contextlib import suppress\nfrom tui.start import main\n"
        "for line in sys.argv[1].splitlines():\n"
        "    sys.argv[1:] = line.split('|')\n    with suppress(SystemExit): main()\n"
    )

    def spawned(*lines: list[str]) -> pexpect.spawn[str]:
        told = "\n".join("|".join(["--data", str(data), *line]) for line in lines)
        return pexpect.spawn(sys.executable, ["-c", each, told], encoding="utf-8", timeout=20)

    before = _all_of(data)
    child = spawned(*refused)
    child.expect(pexpect.EOF)
    said = child.before.splitlines()
    assert "PIN" not in child.before and len([line for line in said if line]) >= len(refused), child.before
    assert _all_of(data) == before
    child = spawned(["activity", "edit", "A1", "--not-creditable", "x"], ["void", str(ruling["event"]), *why])
    for asked, answer in (("Go on", "y"), ("Supervisor's PIN: ", "0000"), ("Supervisor's PIN: ", "2580")):
        child.expect(asked)
        child.sendline(answer)
    child.expect(pexpect.EOF)
    assert "Recorded as" in child.before and "2580" not in child.before
    (row,) = desk("sessions", "--json").objects
    assert (row["status"], row["minutes"], row["flags"]) == ("needs_review", 0, ["no_check_out", "replayed"])


def _all_of(data: Path) -> dict[str, object]:
    """What stands in the record, and the other files of a data folder."""
    with open_store(data, StandingClock(datetime(2024, 3, 5, tzinfo=UTC)).clock) as store:
        tables = [name for (name,) in store.connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        record = {name: list(map(tuple, store.connection.execute(f'SELECT * FROM "{name}"'))) for name in tables}
    files = {str(file.relative_to(data)): file.read_bytes() for file in data.rglob("*") if file.is_file()}
    return {"record": record, **{name: held for name, held in files.items() if ".db" not in name}}


def test_all_that_a_wrong_clock_dated_ahead_is_struck_out_by_one_command(
    desk: Run, forgotten: str, clock: StandingClock
) -> None:
    year = 365 * 24 * 3_600_000
    clock.advance(year)
    ruled = desk("rule", forgotten, "--minutes", "120", "--reason", "was there", "--json").objects[0]["event"]
    clock.advance(-year)
    refused = desk("rule", forgotten, "--minutes", "60", "--reason", "was there")
    assert refused.code == 1 and f"hourdesk void {ruled}" in refused.err
    assert desk("void", "--reason", "R").code == 2 and desk("void", ruled, "--ahead", "rule", "--reason", "R").code == 2
    assert desk("void", "--ahead", "consent", "--reason", "R").code == 1
    done = desk("void", "--ahead", "rule", "--reason", "the clock was wrong")
    assert done.code == 0 and "rulings: 1, dated until 2027-" in done.err and "2 h → 0 min" in done.err
    assert desk("rule", forgotten, "--minutes", "60", "--reason", "was there").code == 0
