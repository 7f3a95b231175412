"""The making of a desk is cut off: the next one clears what it left, and never a desk that was made to the end."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from checkin.rules.problems import Refused
from storage.activities.activities import add_activity
from storage.disk.folder import DataFolder
from storage.disk.protection import wrapping
from storage.disk.protection.open_keys import forget_keys, unlock
from storage.disk.unfinished import clear_unfinished
from storage.disk.whose.own_names import MAKING_DESK
from storage.protected_start import ProtectedStart
from storage.protecting import needs_passphrase
from storage.store import Store, init_store, open_store
from tests.engines import needs_encryption
from tests.standing_clock import StandingClock
from tests.storage.killed import kills

pytestmark = needs_encryption
PASSPHRASE = "seven lamps over the harbour"


@pytest.fixture(autouse=True)
def _cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wrapping, "COST", 2**4)


def make(folder: Path, clock: StandingClock) -> Store:
    forget_keys()
    return init_store(folder, team="FD", team_name="复旦中学", clock=clock.clock, prepare=ProtectedStart(PASSPHRASE))


def reopened(folder: Path, clock: StandingClock) -> Store:
    """As the next start opens it."""
    forget_keys()
    assert needs_passphrase(folder)
    unlock(folder, PASSPHRASE)
    return open_store(folder, clock.clock)


def test_init_protect_killed_at_any_step_is_done_once_more(tmp_path: Path, clock: StandingClock) -> None:
    made, folder = set(), tmp_path / "desk"
    for step in kills(lambda: make(folder, clock).close(), every=8):
        try:
            make(folder, clock).close()
            made.add("cleared")
        except Refused as refused:
            assert [problem.code for problem in refused.problems] == ["desk_exists"], step
            made.add("whole")
        with reopened(folder, clock) as opened:
            assert opened.identity.team == "FD"
            assert not (folder / MAKING_DESK).exists()
        shutil.rmtree(folder)
    assert "cleared" in made


@pytest.mark.parametrize("left", ["[]", '["desk.toml"]', '["desk.db"'])
def test_a_protected_desk_is_not_cleared_where_a_note_of_its_making_lies_there(
    tmp_path: Path, clock: StandingClock, left: str
) -> None:
    """A power cut, or a program that copies files, brought the note back."""
    folder = tmp_path / "desk"
    with make(folder, clock) as opened:
        add_activity(opened, "A1", {"name": "清洁", "place": "公园", "start": 0, "end": 3_600_000})
    (folder / MAKING_DESK).write_text(left, "utf-8")
    before = (folder / "desk.db").read_bytes()
    with pytest.raises(Refused) as refused:
        make(folder, clock)
    assert refused.value.problems[0].code == "desk_exists"
    assert (folder / "desk.db").read_bytes() == before
    with reopened(folder, clock) as opened:
        assert "FD/A1" in opened.ledger.facts().activities


def test_the_note_is_gone_for_good_before_anything_is_written(
    tmp_path: Path, clock: StandingClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The making was cut off after its last write: the start that opens the desk syncs the folder without the note."""
    folder = tmp_path / "desk"
    make(folder, clock).close()
    (folder / MAKING_DESK).write_text("[]", "utf-8")
    synced = list[tuple[Path, bool]]()
    monkeypatch.setattr(
        "storage.disk.unfinished.sync_folder", lambda path: synced.append((path, (folder / MAKING_DESK).exists()))
    )
    reopened(folder, clock).close()
    assert synced == [(folder, False)]
    reopened(folder, clock).close()
    assert len(synced) == 1


@pytest.mark.parametrize("note", ["5", "[5]", '{"a": 1}', '"x"', '["a'])
def test_a_spoiled_note_clears_nothing(folder: Path, clock: StandingClock, note: str) -> None:
    folder.mkdir(exist_ok=True)
    (folder / "mine.txt").write_text("precious", "utf-8")
    (folder / MAKING_DESK).write_text(note, "utf-8")
    clear_unfinished(DataFolder(folder))
    assert [entry.name for entry in folder.iterdir()] == ["mine.txt"]


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_a_link_in_place_of_the_note_is_no_note(folder: Path, clock: StandingClock, tmp_path: Path) -> None:
    other = tmp_path / "other.json"
    other.write_text("[]", "utf-8")
    folder.mkdir(exist_ok=True)
    (folder / "mine.txt").write_text("precious", "utf-8")
    (folder / MAKING_DESK).symlink_to(other)
    clear_unfinished(DataFolder(folder))
    assert [entry.name for entry in folder.iterdir()] == ["mine.txt"] and other.read_text("utf-8") == "[]"
