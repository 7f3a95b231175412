"""A protected folder in a school's hands: its own tables in it, a restore into it, a passphrase as somebody types it."""

from __future__ import annotations

import os
from importlib.resources import files
from pathlib import Path

import pytest

from exports.audit.plausibility.rules import FILE as PLAUSIBILITY
from exports.audit.plausibility.timetable import FILE as TIMETABLE
from storage.disk import sqlite
from storage.disk.protection.open_keys import forget_keys
from storage.disk.whose.own_names import KIT_TABLES, OF_KIT, SCHOOL_TABLES, TO_SEAL
from storage.standard.calendar import HOLIDAYS
from storage.standard.categories import CATEGORIES
from storage.standard.guard import GUARD
from storage.standard.requirements import REQUIREMENT
from storage.standard.retention import RETENTION
from storage.standard.school_year import SCHOOL_YEAR
from storage.standard.star_table import STARS
from storage.standard.team_kinds import KINDS
from tests.engines import needs_encryption
from tests.storage.telltales import telling_files
from tests.tui.cli.conftest import Run

pytestmark = needs_encryption

PASSPHRASE = "seven lamps over the harbour"
NAMES = ("张 伟", "李娜", "王小明", "陈老师", "七1班")


@pytest.fixture(autouse=True)
def _passphrase_at_hand(_plain_environment: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOURDESK_PASSPHRASE", PASSPHRASE)


def test_tables_that_a_school_changed_are_neither_deleted_nor_encrypted(desk: Run, data: Path, tmp_path: Path) -> None:
    """They name nobody: whoever deletes sheets and exports with `protect` did not mean the school's own rules."""
    usual = {RETENTION, CATEGORIES, KINDS, GUARD, REQUIREMENT, SCHOOL_YEAR}
    brought = {f"{OF_KIT}{name}" for name in KIT_TABLES}
    assert set(SCHOOL_TABLES) == {HOLIDAYS, STARS, PLAUSIBILITY, TIMETABLE, *usual, *brought}
    assert usual == {
        file.name for file in files("storage.standard").joinpath("data").iterdir() if file.name.endswith(".toml")
    }
    own = {name: files("storage.standard").joinpath("data", name).read_text("utf-8") for name in usual}
    for name, text in own.items():
        (data / name).write_text(text, "utf-8")
    assert desk("protect", "--delete-others").code == 0
    assert {name: (data / name).read_text("utf-8") for name in own} == own
    assert "not encrypted" not in desk("doctor").out and desk("purge", "--dry-run").code == 0

    assert desk("backup", tmp_path / "b.db").code == 0
    there = tmp_path / "there"
    assert desk("restore", tmp_path / "b.db", "--data", there).code == 0
    assert {name: (there / name).read_text("utf-8") for name in own} == own
    assert desk("purge", "--dry-run", "--data", there).code == 0


def test_a_protected_backup_restored_over_a_plain_desk_leaves_nothing_of_it_in_the_clear(
    desk: Run, data: Path, tmp_path: Path
) -> None:
    stick, there = tmp_path / "b.db", tmp_path / "there"
    assert desk("protect").code == 0
    assert desk("backup", stick).code == 0
    forget_keys()
    assert desk("init", "--team", "FD", "--name", "x", "--data", there).code == 0
    (tmp_path / "list.csv").write_text("学号,姓名,班级\n001,李娜,七1班\n", "utf-8")
    assert desk("roster", "import", tmp_path / "list.csv", "--data", there).code == 0
    assert telling_files(there, NAMES)
    done = desk("restore", stick, "--data", there)
    assert done.code == 0, done.err
    assert "it opens with the passphrase of the backup" in done.err and "not encrypted" not in done.err
    assert telling_files(there, NAMES) == {}
    assert [name.name for name in (there / "backups").iterdir()] == ["replaced-1.db"]


def test_a_restore_that_was_interrupted_before_it_sealed_what_stood_there_is_finished_by_the_next_command(
    desk: Run, data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick, there = tmp_path / "b.db", tmp_path / "there"
    assert desk("backup", stick).code == desk("protect").code == 0
    assert desk("backup", tmp_path / "sealed.db").code == 0
    assert desk("restore", stick, "--data", there).code == 0
    assert not (there / TO_SEAL).exists() and "desk.head" not in desk("check", "--data", there).err
    with monkeypatch.context() as cut:
        cut.setattr("storage.backup.seal_what_stood_there", lambda folder: None)
        assert desk("restore", tmp_path / "sealed.db", "--data", there).code == 0
    assert {name.partition("/")[0] for name in telling_files(there, NAMES)} == {"keys", "backups"}
    done = desk("roster", "list", "--data", there)
    assert done.code == 0 and "desk.head" not in done.err
    assert telling_files(there, NAMES) == {}
    assert not (there / TO_SEAL).exists()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such rights")
def test_nothing_of_a_desk_made_protected_is_for_others_to_read(run: Run, tmp_path: Path) -> None:
    there = tmp_path / "new"
    assert run("init", "--team", "FD", "--name", "x", "--protect", "--data", there).code == 0
    assert [str(place) for place in (there, *there.rglob("*")) if place.stat().st_mode & 0o077] == []


def test_a_sheet_that_cant_be_written_is_said_before_anything_is_encrypted(
    desk: Run, data: Path, tmp_path: Path
) -> None:
    for sheet in (data / "sheet.pdf", tmp_path / "no_such" / "sheet.pdf", tmp_path):
        refused = desk("protect", "--sheet", sheet)
        assert refused.code == 1 and "Recovery code" not in refused.out, refused
        assert not (data / "protection.json").exists()
    assert desk("protect", "--sheet", tmp_path / "sheet.pdf").code == 0
    again = desk("protect", "--new-code", "--sheet", data / "sheet.pdf")
    assert again.code == 1 and "Recovery code" not in again.out


def test_a_sheet_that_cant_be_written_makes_no_desk(run: Run, tmp_path: Path) -> None:
    there, sheet = tmp_path / "new", tmp_path / "no_such" / "sheet.pdf"
    refused = run("init", "--team", "FD", "--name", "x", "--protect", "--sheet", sheet, "--data", there)
    assert refused.code == 1 and "Recovery code" not in refused.out and not there.exists()


def test_a_space_beside_the_passphrase_is_none(desk: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """An input method adds one, a copied line has one at its end, and no passphrase begins or ends with one."""
    assert desk("protect").code == 0
    for typed in (f"{PASSPHRASE} ", f"\u3000{PASSPHRASE}", f"{PASSPHRASE}\r"):
        forget_keys()
        monkeypatch.setenv("HOURDESK_PASSPHRASE", typed)
        assert desk("roster", "list").code == 0, typed
    forget_keys()
    monkeypatch.setenv("HOURDESK_PASSPHRASE", PASSPHRASE.replace(" ", ""))
    assert desk("roster", "list").code == 1


def test_a_backup_is_named_where_the_engine_cant_open_it(
    desk: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert desk("protect").code == 0
    assert desk("backup", tmp_path / "b.db").code == 0
    monkeypatch.setattr(sqlite, "ENCRYPTS", False)
    refused = desk("restore", tmp_path / "b.db", "--data", tmp_path / "there")
    assert refused.code == 1 and "b.db" in refused.err and "encrypted.db" not in refused.err
    assert not (tmp_path / "there").exists()
