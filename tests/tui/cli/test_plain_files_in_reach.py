"""After `protect` the packs, kits, copies and backups of before lie on sticks for everybody to read: they are named."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.engines import needs_encryption
from tests.tui.cli.conftest import Run

pytestmark = needs_encryption


@pytest.fixture
def stick(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A stick that the desk copies to."""
    monkeypatch.setenv("HOURDESK_PASSPHRASE", "seven lamps over the harbour")
    place = tmp_path / "stick"
    place.mkdir()
    return place


def _made_before(desk: Run, stick: Path) -> None:
    (stick / "older").mkdir()
    for command in (
        ("copies", stick), ("copies", "--now"), ("kit", stick / "gate.hdkit"),
        ("export", stick / "older" / "march.hdpack"),
        ("backup", stick / "desk.hdbackup"),
    ):  # fmt: skip
        done = desk(*command)
        assert done.code == 0, done.err
    for file in (*stick.glob("*.hd*"), *(stick / "older").iterdir()):
        os.utime(file, (1_772_000_000, 1_772_000_000))


def test_protect_names_them_and_writes_the_copy_anew(desk: Run, stick: Path) -> None:
    _made_before(desk, stick)
    done = desk("protect")
    assert done.code == 0, done.err
    assert "took the place of one that everybody could read" in done.err
    named = [line for line in done.err.splitlines() if line.startswith("  /")]
    assert [line.split("  ")[1:] for line in named] == [
        [str(stick / "desk.hdbackup"), "2026-02-25", "backup: names, birth dates, and every key of the desk"],
        [
            str(stick / "gate.hdkit"),
            "2026-02-25",
            "kit: names, cards, and a key with which everybody makes a desk of the team",
        ],
        [str(stick / "older" / "march.hdpack"), "2026-02-25", "pack: names, classes and all scans"],
    ]


def test_check_and_doctor_say_which_remain_until_they_are_deleted(desk: Run, stick: Path) -> None:
    _made_before(desk, stick)
    assert desk("protect").code == 0
    for command in (("check",), ("doctor",)):
        told = desk(*command)
        assert str(stick / "desk.hdbackup") in told.out + told.err, command
    assert "3 files" in desk("check").err and "3 files" in desk("doctor").out
    for file in (stick / "desk.hdbackup", stick / "gate.hdkit", stick / "older" / "march.hdpack"):
        file.unlink()
    assert "can read" not in desk("check").err and "read by everybody" not in desk("doctor").out


def test_what_is_sealed_or_of_others_is_not_named(desk: Run, stick: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    assert desk("--data", other, "init", "--team", "YZ", "--name", "育才中学").code == 0
    assert desk("--data", other, "export", stick / "yz.hdpack").code == 0
    assert desk("copies", stick).code == 0
    assert desk("protect").code == 0
    for command in (("copies", "--now"), ("kit", stick / "new.hdkit"), ("backup", stick / "new.hdbackup")):
        assert desk(*command).code == 0
    (stick / "broken.hdpack").write_bytes((stick / "yz.hdpack").read_bytes()[:3000])
    (stick / "notes.txt").write_text("张伟", "utf-8")
    assert "can read" not in desk("check").err


def test_a_plain_copy_is_replaced_where_the_stick_comes_later(desk: Run, stick: Path, tmp_path: Path) -> None:
    assert desk("copies", stick).code == 0
    assert desk("copies", "--now").code == 0
    away = stick.rename(tmp_path / "pulled out")
    told = desk("protect")
    assert told.code == 0 and "plug the stick in" in told.err
    away.rename(stick)
    assert "1 file" in desk("check").err
    assert "took the place" in desk("copies", "--now").out
    assert "took the place" not in desk("copies", "--now").out
    assert "can read" not in desk("check").err


def test_what_protect_moves_out_of_the_folder_is_named_where_it_lies_now(
    desk: Run, data: Path, tmp_path: Path, stick: Path
) -> None:
    assert desk("export", data / "old.hdpack").code == 0
    done = desk("protect", "--move-to", tmp_path / "moved")
    assert done.code == 0, done.err
    assert str(tmp_path / "moved" / "old.hdpack") in done.err


def test_sticks_that_are_only_plugged_in_are_looked_at(
    desk: Run, tmp_path: Path, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("exports.exchange.plain_files.removable_media", lambda: [stick])
    assert desk("export", stick / "old.hdpack").code == 0
    assert desk("protect").code == 0
    assert str(stick / "old.hdpack") in desk("check").err
