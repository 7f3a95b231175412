"""Backups, kits, policies and checks by command."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from checkin.rules.problems import Refused
from checkin.texts import say
from storage.disk import sqlite
from tests.standing_clock import StandingClock
from tests.tui.cli.conftest import Run
from tui.desk import opening


def test_backup_and_restore(desk: Run, badge: Callable[[str], str], tmp_path: Path) -> None:
    """The restored desk has the sessions and an id of its own; the record that stood there is set aside."""
    desk("scan", "--activity", "A1", "-", stdin=f"2024-03-05T09:00\t{badge('001')}\n")
    copy = tmp_path / "copy.hdbackup"
    assert desk("backup", copy).code == 0
    desk("scan", "--activity", "A1", "-", stdin=f"2024-03-05T11:00\t{badge('001')}\n")
    (restored,) = desk("restore", copy, "--json").objects
    assert restored["desk"] != restored["finished_desk"]
    assert Path(restored["set_aside"]).is_file()
    assert [row["status"] for row in desk("sessions", "--json").objects] == ["open"]
    assert desk("check").out == "The record is sound.\n"


def test_another_desk_from_a_kit(desk: Run, run: Run, badge: Callable[[str], str], tmp_path: Path) -> None:
    kit, other = tmp_path / "team.hdkit", ("--data", tmp_path / "other")
    assert desk("kit", kit, "--json").objects == [{"file": str(kit), "version": 1, "notes": 0}]
    (made,) = run("init", "--kit", kit, "--desk", "gate 2", "--json", *other).objects
    assert (made["team"], made["desk_name"]) == ("FD", "gate 2")
    line = f"2024-03-05T09:00\t{badge('001')}\n"
    scanned = run("scan", "--activity", "A1", "--json", "-", *other, stdin=line)
    assert [(o["outcome"], o["name"]) for o in scanned.objects] == [("opened", "张伟")]
    desk("activity", "edit", "A1", "--place", "河边")
    desk("kit", kit)
    assert run("kit", "--take", kit, "--json", *other).objects[0]["version"] == 2
    assert run("activity", "list", "--json", *other).objects[0]["place"] == "河边"
    assert len(run("sessions", "--json", *other).objects) == 1
    assert run("kit", tmp_path / "x.hdkit", *other).code == 1
    assert desk("kit", "--take", kit).code == 1


def test_a_kit_says_what_its_desk_is_called(desk: Run, run: Run, tmp_path: Path) -> None:
    """Made for gate 2, it makes gate 2; a gate that was never used is forgotten again."""
    kit, other = tmp_path / "team.hdkit", ("--data", tmp_path / "other")
    assert desk("kit", kit, "--desk", "gate 2").code == 0
    assert run("init", "--kit", kit, "--json", *other).objects[0]["desk_name"] == "gate 2"
    assert desk("kit", "--forget", "gate 2").out == "Desk “gate 2” is no longer expected.\n"
    assert desk("kit", "--forget", "gate 2").code == 1
    assert desk("kit", "--take", kit, "--desk", "gate 3").code == 2
    assert run("init", "--kit", kit, "--desk", "x" * 50, "--data", tmp_path / "third").code == 1


def test_a_kit_with_a_passphrase(desk: Run, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kit, other = tmp_path / "team.hdkit", ("--data", tmp_path / "other")
    assert desk("kit", kit, "--passphrase").code == 2
    monkeypatch.setenv("HOURDESK_PASSPHRASE", "three blind mice")
    assert desk("kit", kit, "--passphrase").code == 0
    monkeypatch.delenv("HOURDESK_PASSPHRASE")
    assert run("init", "--kit", kit, *other).code == 1
    monkeypatch.setenv("HOURDESK_PASSPHRASE", "three blind mice")
    assert run("init", "--kit", kit, *other).code == 0


def test_a_new_policy_counts_from_its_day_on(desk: Run, badge: Callable[[str], str]) -> None:
    assert 'rounding = "floor"' in desk("policy").lines
    words = ("rounding=ceil", "grid_minutes=30", "min_share_of_activity=0.5")
    changed = desk("policy", "set", *words, "--from", "2024-03-05T00:00")
    assert {'rounding = "ceil"', "grid_minutes = 30", "min_share_of_activity = 0.5"} <= set(changed.lines)
    assert desk("policy", "show").out == changed.out
    lines = f"2024-03-05T09:00\t{badge('001')}\n2024-03-05T10:31\t{badge('001')}\n"
    assert desk("scan", "--activity", "A1", "--json", "-", stdin=lines).objects[-1]["minutes"] == 120


def test_check_says_what_was_changed_and_where(desk: Run, data: Path) -> None:
    with sqlite.connect(data / "desk.db") as connection:
        connection.execute("DROP TRIGGER log_refuses_update")
        connection.execute("UPDATE log SET at = at + 60000 WHERE seq = 2")
    answer = desk("check", "--json")
    assert answer.code == 1
    assert {"guard_missing", "columns_differ"} <= {o["code"] for o in answer.objects}


def test_the_doctor_finds_the_desk(desk: Run, run: Run, tmp_path: Path) -> None:
    found = {o["check"]: o for o in desk("doctor", "--json").objects}
    assert set(found) == {
        "data",
        "timezone",
        "engine",
        "protection",
        "disk",
        "clock",
        "decoders",
        "camera",
        "fonts",
        "sound",
        "terminal",
        "locale",
    }
    assert found["data"]["ok"] and "FD 复旦中学" in found["data"]["text"]
    empty = run("--data", tmp_path / "nowhere", "doctor")
    assert empty.code == 0
    assert any(line.startswith("⚠ Data folder") and "hourdesk init" in line for line in empty.lines)


def test_a_day_is_that_of_the_activitys_zone(desk: Run, badge: Callable[[str], str], tmp_path: Path) -> None:
    """00:30 in Shanghai on the 6th is still the 5th in UTC."""
    lines = f"2024-03-05T23:30\t{badge('001')}\n2024-03-06T00:30\t{badge('002')}\n"
    desk("scan", "--activity", "A1", "-", stdin=lines)
    out = tmp_path / "day.json"
    for days, rows in (
        (("--from", "2024-03-06"), 1),
        (("--to", "2024-03-05"), 1),
        (("--from", "2024-03-05", "--to", "2024-03-06"), 2),
        (("--from", "2024-03-07"), 0),
    ):
        assert desk("export", out, *days, "--json").objects == [{"file": str(out), "rows": rows}]


@pytest.mark.parametrize("left", ["nothing", "an empty desk.db"])
def test_a_record_that_is_gone_is_brought_back_and_never_made_anew_over_the_keys(
    desk: Run, data: Path, tmp_path: Path, left: str
) -> None:
    """Somebody deleted desk.db. Advice keeps what is left, init refuses, and restore brings the desk back."""
    backup = tmp_path / "desk.backup"
    assert desk("backup", backup).code == 0
    keys = {file.name: file.read_bytes() for file in (data / "keys").iterdir()}
    (data / "desk.db").unlink()
    if left != "nothing":
        (data / "desk.db").touch()
    for command in (("sessions",), ("roster", "list"), ("check",)):
        done = desk(*command)
        assert done.code == 1
        assert "Keep them" in done.err and "hourdesk restore" in done.err
        assert "delete" not in done.err and "init" not in done.err
    done = desk("init", "--team", "XX", "--name", "Another")
    assert done.code == 1
    assert {file.name: file.read_bytes() for file in (data / "keys").iterdir()} == keys
    assert desk("restore", backup).code == 0
    assert desk("check").code == 0


def test_the_doctor_and_the_screen_say_restore_where_the_record_is_gone(
    desk: Run, data: Path, clock: StandingClock
) -> None:
    """They make no desk over the keys, and propose none."""
    (data / "desk.db").unlink()
    said = desk("doctor").out
    assert "hourdesk restore" in said and "hourdesk init" not in said
    with pytest.raises(Refused) as refused:
        opening.run(data, None, clock.clock, "en")
    assert "hourdesk restore" in say(refused.value.problems[0])


@pytest.mark.parametrize("left", ["the key", "a pack"])
def test_a_districts_record_that_is_gone_is_never_made_anew_over_its_key_and_archive(
    run: Run, data: Path, left: str
) -> None:
    """Somebody deleted district.duckdb. No advice is to make a district in this folder, and nothing in it changes."""
    assert run("district", "init", "--code", "YZQ", "--name", "渝中").code == 0
    (data / "archive" / "0a.hdpack").write_bytes(b"a pack")
    (data / "district.duckdb").unlink()
    if left == "a pack":
        for key in (data / "keys").iterdir():
            key.unlink()
    kept = {file: file.read_bytes() for file in data.rglob("*") if file.is_file()}
    for command in (("district", "teams"), ("district", "init", "--code", "YZQ", "--name", "渝中")):
        done = run(*command)
        assert done.code == 1
        assert "Keep the folder as it is" in done.err and "district rebuild" in done.err
    assert {file: file.read_bytes() for file in data.rglob("*") if file.is_file()} == kept


def test_backups_on_a_stick_have_names_of_their_own_and_take_the_place_of_nobody_elses(
    desk: Run, tmp_path: Path
) -> None:
    stick, other = tmp_path / "stick", tmp_path / "other"
    stick.mkdir()
    for _ in range(2):
        assert desk("backup", stick).code == 0
    assert sorted(file.name for file in stick.iterdir()) == [
        "desk-FD-2026-03-05-2.hdbackup",
        "desk-FD-2026-03-05.hdbackup",
    ]
    # By its name it is replaced, as every file that is made once more; not so another desk's, nor what is no backup.
    named, letter = stick / "desk.hdbackup", stick / "letter.docx"
    assert desk("backup", named).code == 0 and desk("backup", named).code == 0
    letter.write_bytes(b"Dear parents")
    assert desk("init", "--team", "YZ", "--name", "育才", "--data", other).code == 0
    for words in ((named, "--data", other), (letter,)):
        before = words[0].read_bytes()
        refused = desk("backup", *words)
        assert refused.code == 1 and "no backup of this desk" in refused.err and words[0].read_bytes() == before
    # A folder with a file of this name would be taken for a desk's.
    assert "under this name" in desk("backup", stick / "desk.db").err and not (stick / "desk.db").exists()
