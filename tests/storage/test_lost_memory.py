"""The memory outside of the record is lost or can't be written: that is said once and calmly, and nothing else happens."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from storage.activities.activities import add_activity, edit_activity
from storage.check import check_store
from storage.disk.folder import DataFolder
from storage.disk.heads.recorded_head import FILE_BYTES, RecordedHead, read_head, slot_bytes
from storage.missing_events import accept_missing
from storage.presence.held_scans import hold
from storage.store import Store, init_store, open_store
from tests.standing_clock import StandingClock
from tests.storage.conftest import Scanner
from tests.storage.test_held_scans import came

OTHER = RecordedHead("FD", "d" * 16, 900, "a" * 64, 900, 1)


def codes(folder: Path, store: Store) -> list[str]:
    with open_store(folder, store.clock) as opened:
        return [problem.code for problem in opened.memory_notes]


def spoil(file: Path) -> None:
    file.write_bytes(b"x" * FILE_BYTES)


def put_another_desks(file: Path) -> None:
    file.write_bytes(slot_bytes(OTHER, 7).ljust(FILE_BYTES, b"\0"))


@pytest.mark.parametrize("lose", [Path.unlink, spoil, put_another_desks])
def test_the_head_is_lost_and_made_anew(
    store: Store, scan: Scanner, folder: Path, lose: Callable[[Path], None]
) -> None:
    scan("001")
    store.close()
    lose(DataFolder(folder).head)
    assert codes(folder, store) == ["memory_renewed"]
    assert codes(folder, store) == []


def test_the_count_of_held_scans_is_lost_and_made_anew(store: Store, folder: Path) -> None:
    hold(store, came(store, "a text that is no badge"), None)
    store.close()
    file = DataFolder(folder).held
    file.unlink()
    assert codes(folder, store) == ["memory_renewed"]
    head = read_head(file).head
    assert head is not None and head.events == 1
    assert codes(folder, store) == []


@pytest.mark.parametrize("put", [Path.mkdir, lambda file: file.symlink_to(file.with_name("precious.txt"))])
def test_something_else_lies_in_its_place(
    store: Store, scan: Scanner, folder: Path, put: Callable[[Path], None]
) -> None:
    """A link is not followed: the file it leads to is somebody's own. It is said each time, for a loss would not be noticed."""
    scan("001")
    store.close()
    file = DataFolder(folder).head
    precious = file.with_name("precious.txt")
    precious.write_text("mine" * 300)
    file.unlink()
    put(file)
    for _turn in range(2):
        assert codes(folder, store) == ["memory_not_kept"]
    assert precious.read_text() == "mine" * 300


def test_nothing_is_said_of_a_desk_that_has_nothing_to_remember(tmp_path: Path, clock: StandingClock) -> None:
    with init_store(tmp_path / "new", team="FD", team_name="复旦中学", clock=clock.clock) as made:
        file = made.folder.head
    file.unlink()
    with open_store(tmp_path / "new", clock.clock) as opened:
        assert opened.memory_notes == []


def put_older_record(store: Store, folder: Path) -> None:
    """The record loses two events."""
    store.close()
    older = store.folder.database.read_bytes()
    with open_store(folder, store.clock) as again:
        edit_activity(again, "A1", {"name": "一"})
        edit_activity(again, "A1", {"name": "二"})
    with store.folder.database.open("r+b") as file:
        file.write(older)
        file.truncate(len(older))


def test_what_is_missing_is_told_also_where_its_notes_are_gone(store: Store, folder: Path, tmp_path: Path) -> None:
    """The damaged record that was kept tells it; another folder's notes tell nothing here."""
    other = init_store(tmp_path / "other", team="YZ", team_name="育才", clock=store.clock)
    add_activity(other, "A1", {"name": "b", "place": "b", "start": store.now(), "end": store.now() + 3_600_000})
    for one in (store, other):
        put_older_record(one, one.folder.path)
        with open_store(one.folder.path, one.clock) as again:
            assert len(again.found_missing) == 1
    told = [(p.code, p.values["first"], p.values["last"], p.values["desk"]) for p in check_store(folder)]
    notes = folder / "missing_events.jsonl"
    for content in (None, b"", notes.read_bytes()[:-40], (other.folder.path / notes.name).read_bytes()):
        notes.unlink()
        if content is not None:
            notes.write_bytes(content)
        assert [(p.code, p.values["first"], p.values["last"], p.values["desk"]) for p in check_store(folder)] == told
        notes.touch()
    with open_store(folder, store.clock) as again:
        assert accept_missing(again.connection, again.folder, again.identity.desk) == 1
    assert check_store(folder) == []
