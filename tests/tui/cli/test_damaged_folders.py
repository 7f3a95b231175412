"""A folder in which something is missing or mixed: the advice is right, and following it destroys nothing."""

from __future__ import annotations

import shutil
from contextlib import closing
from pathlib import Path

import pytest

from storage.disk import sqlite
from tests.tui.cli.conftest import Run
from tests.tui.cli.test_wrong_folder import kept


@pytest.fixture
def backup(desk: Run, tmp_path: Path) -> Path:
    assert desk("backup", tmp_path / "b.db").code == 0
    return tmp_path / "b.db"


@pytest.fixture
def town(run: Run, tmp_path: Path) -> Path:
    assert run("district", "init", "--name", "渝中区教委", "--data", tmp_path / "town").code == 0
    return tmp_path / "town"


def test_another_programs_record_in_the_desks_place(backup: Path, run: Run, data: Path) -> None:
    """It is not written into, and the restore that is advised keeps it."""
    (data / "desk.db").unlink()
    with closing(sqlite.connect(data / "desk.db")) as other:
        other.execute("CREATE TABLE t (x)")
    before = kept(data)
    assert "hourdesk restore" in run("check").err and kept(data) == before
    assert run("restore", backup).code == 0 and run("check").code == 0
    assert (data / "backups" / "replaced-1.db").read_bytes() == before["desk.db"]


def test_another_programs_desk_db_alone(backup: Path, run: Run, tmp_path: Path) -> None:
    alone = tmp_path / "alone"
    alone.mkdir()
    with closing(sqlite.connect(alone / "desk.db")) as other:
        other.execute("CREATE TABLE t (x)")
    before = kept(alone)
    for words in (("check",), ("init", "--team", "FD", "--name", "X"), ("restore", backup)):
        done = run(*words, "--data", alone)
        assert done.code == 1 and "other files are (desk.db)" in done.err and kept(alone) == before


def test_a_district_whose_making_was_interrupted(run: Run, tmp_path: Path) -> None:
    """What is advised clears what was begun, and makes the district."""
    half = ("--data", tmp_path / "half")
    (tmp_path / "half" / "keys").mkdir(parents=True)
    (tmp_path / "half" / "keys" / "district.pem").write_bytes(b"cut o")
    (tmp_path / "half" / ".making-district.json").write_text("[]", "utf-8")
    for words in (("check",), ("totals",), ("rebuild",)):
        done = run("district", *words, *half)
        assert done.code == 1 and "run hourdesk district init once more" in done.err, words
    assert run("district", "init", "--name", "渝中区教委", *half).code == 0
    assert run("district", "check", *half).code == 0


def test_the_districts_key_is_gone(town: Path, run: Run) -> None:
    """A desk's backup has no such key."""
    key = town / "keys" / "district.pem"
    copy = key.read_bytes()
    key.unlink()
    done = run("district", "check", "--data", town)
    assert done.code == 1 and "put a copy of this file back" in done.err + done.out and "restore" not in done.err
    key.write_bytes(copy)
    assert run("district", "check", "--data", town).code == 0


def test_a_desk_and_a_district_in_one_folder(backup: Path, town: Path, run: Run, data: Path, tmp_path: Path) -> None:
    """As an earlier version advised: both can be read, nothing is done to the folder as a whole, and the desk moves out."""
    shutil.copytree(data, town, dirs_exist_ok=True)
    here = ("--data", town)
    assert run("roster", "list", *here).code == 0 and run("district", "teams", *here).code == 0
    assert "lie in this folder together" in run("check", *here).out + run("check", *here).err
    done = run("restore", backup, *here)
    assert done.code == 1 and "lie in this folder together" in done.err
    assert run("restore", backup, "--data", tmp_path / "moved").code == 0
    assert run("check", "--data", tmp_path / "moved").code == 0
