"""The power fails, or somebody ends the program, at each step of a restore: the old desk is there, or the new one, whole."""

from __future__ import annotations

import errno
import shutil
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest

from checkin.rules.problems import Refused
from checkin.texts import say
from storage.backup import backup, restore
from storage.check import check_store
from storage.disk import sqlite
from storage.disk.folder import DataFolder
from storage.disk.key_folder import KeyFolder
from storage.disk.restoring import half_restored
from storage.store import Store, has_desk, init_store, open_store
from tests.portions import steps
from tests.storage.conftest import Scanner
from tests.storage.killed import kills


def scans(store: Store) -> int:
    return int(store.connection.execute("SELECT count(*) FROM log WHERE kind = 'scan'").fetchone()[0])


def test_over_a_desk(store: Store, folder: Path, tmp_path: Path, scan: Scanner) -> None:
    """The backup holds one scan, the desk in the folder more; what stood there is in `backups/` when it is not in its place."""
    scan("001")
    source = backup(store, tmp_path / "stick.db")
    scan("002")
    store.close()
    seen = set()
    before, had = store.identity.desk, 2
    for step in kills(partial(restore, source, folder, store.clock), every=steps(13)):
        with open_store(folder, store.clock) as opened:
            assert not opened.folder.half_restored.exists(), step
            now = opened.identity.desk
            KeyFolder(opened.folder.keys).key(now)
            assert scans(opened) == (had if now == before else 1), step
            if now != before:
                aside = max(opened.folder.backups.glob("replaced-*.db"), key=lambda file: file.stat().st_mtime_ns)
                with closing(sqlite.connect(aside)) as old:
                    assert old.execute("SELECT count(*) FROM log WHERE kind = 'scan'").fetchone() == (had,)
                scan("003", into=opened)
            seen.add(now == before)
            before, had = now, scans(opened)
        assert check_store(folder) == [] and not DataFolder(folder).restored.exists()
    assert seen == {True, False}


def test_into_a_folder_without_a_desk(store: Store, tmp_path: Path, scan: Scanner) -> None:
    """Until it is whole the advice is to restore once more, `init` makes nothing over it, and that restore comes through."""
    scan("001")
    source = backup(store, tmp_path / "stick.db")
    seen = set()
    data = tmp_path / "new"
    for step in kills(partial(restore, source, data, store.clock), every=steps(13)):
        seen.add(has_desk(data))
        if has_desk(data):
            with pytest.raises(Refused) as refused:
                init_store(data, team="FD", team_name="x", clock=store.clock)
            assert refused.value.problems[0].code == "desk_exists"
        elif DataFolder(data).half_restored.exists():
            for make in (
                lambda: open_store(data, store.clock),
                lambda: init_store(data, team="FD", team_name="x", clock=store.clock),
            ):
                with pytest.raises(Refused) as refused:
                    make()
                assert "hourdesk restore" in say(refused.value.problems[0])
            if step % 8 == 0:
                restore(source, data, store.clock)
        if has_desk(data):
            with open_store(data, store.clock) as opened:
                KeyFolder(opened.folder.keys).key(opened.identity.desk)
                assert scans(opened) == 1
            assert check_store(data) == []
        shutil.rmtree(data, ignore_errors=True)
    assert seen == {True, False}


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE log SET raw = replace(CAST(raw AS TEXT), 'FD', 'FE') WHERE place = 2",
        "UPDATE log SET hash = 'x' WHERE place = 2",
        "DELETE FROM log WHERE place = 2",
    ],
)
def test_an_unsound_backup_is_refused_before_anything_changes(
    store: Store, folder: Path, tmp_path: Path, scan: Scanner, damage: str
) -> None:
    scan("001")
    source = backup(store, tmp_path / "stick.db")
    with closing(sqlite.connect(source)) as copy:
        for (trigger,) in copy.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            copy.execute(f"DROP TRIGGER {trigger}")
        copy.execute(damage)
        copy.commit()
    store.close()
    before = sorted(DataFolder(folder).entries())
    for data in (folder, tmp_path / "new"):
        with pytest.raises(Refused) as refused:
            restore(source, data, store.clock)
        assert refused.value.problems[0].code == "unsound_backup"
        assert "nothing was changed" in say(refused.value.problems[0])
    assert sorted(DataFolder(folder).entries()) == before
    assert not has_desk(tmp_path / "new")
    with open_store(folder, store.clock) as opened:
        assert opened.identity.desk == store.identity.desk and scans(opened) == 1


def test_a_desk_that_opens_while_the_backup_is_read_keeps_its_record(
    store: Store, folder: Path, tmp_path: Path, scan: Scanner, monkeypatch: pytest.MonkeyPatch
) -> None:
    scan("001")
    source = backup(store, tmp_path / "stick.db")
    store.close()
    opened: list[Store] = []

    def open_meanwhile(*_of: object) -> None:
        opened.append(open_store(folder, store.clock))

    monkeypatch.setattr("storage.backup._check_sound", open_meanwhile)
    with pytest.raises(Refused) as refused:
        restore(source, folder, store.clock)
    assert refused.value.problems[0].code == "desk_open"
    assert scan("002", into=opened[0]).kind == "opened"
    opened[0].close()
    assert check_store(folder) == [] and not DataFolder(folder).half_restored.exists()


def test_a_scan_made_while_the_backup_is_read_is_put_aside_and_counted(
    store: Store, folder: Path, tmp_path: Path, scan: Scanner, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = backup(store, tmp_path / "stick.db")
    scan("001")
    store.close()

    def scan_meanwhile(*_of: object) -> None:
        with open_store(folder, store.clock) as opened:
            scan("002", into=opened)

    with monkeypatch.context() as patch:
        patch.setattr("storage.backup._check_sound", scan_meanwhile)
        restored = restore(source, folder, store.clock)
    assert restored.left == (2, 2) and restored.set_aside is not None
    with closing(sqlite.connect(restored.set_aside)) as old:
        assert old.execute("SELECT count(*) FROM log WHERE kind = 'scan'").fetchone() == (2,)
    assert restore(source, folder, store.clock).left == (0, 0)


@pytest.mark.parametrize("name", ["backups", "keys", "."])
def test_where_nothing_may_be_written_a_restore_is_refused_before_it_is_ready(
    store: Store, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """Once it is ready, no start would open the desk any more."""
    source, closed = backup(store, tmp_path / "stick.db"), (folder / name).resolve()
    store.close()
    monkeypatch.setattr("storage.disk.swapped_folder.may_write", lambda place: place.resolve() != closed)
    with pytest.raises(Refused) as refused:
        restore(source, folder, store.clock)
    assert refused.value.problems[0].where == str(folder / name)
    assert not DataFolder(folder).restored.exists() and check_store(folder) == []


def test_what_is_ready_and_can_not_take_its_place_is_told_and_taken_by_the_next_start(
    store: Store, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source, real = backup(store, tmp_path / "stick.db"), Path.replace
    store.close()

    def replace(file: Path, target: Path) -> Path:
        if target.parent.name == "backups":
            raise PermissionError(errno.EACCES, "no", str(file))
        return real(file, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", replace)
        for start in (partial(restore, source, folder, store.clock), partial(open_store, folder, store.clock)):
            with pytest.raises(Refused) as refused:
                start()
            assert refused.value.problems[0].code == "not_in_place" and "desk.db" in say(refused.value.problems[0])
    with open_store(folder, store.clock) as opened:
        assert opened.identity.desk != store.identity.desk


def test_what_sqlite_could_not_bring_into_the_restored_file_refuses_it(
    store: Store, folder: Path, tmp_path: Path, scan: Scanner
) -> None:
    """A disk that fails while the restored record is closed leaves pages beside it, and SQLite does not say so."""
    scan("001")
    source = backup(store, tmp_path / "stick.db")
    store.close()
    before = sorted(DataFolder(folder).entries())
    with pytest.raises(OSError), half_restored(DataFolder(folder)) as building:
        shutil.copyfile(source, building.database)
        building.database.with_name("desk.db-wal").write_bytes(b"pages")
    assert sorted(DataFolder(folder).entries()) == before
    assert check_store(folder) == [] and not DataFolder(folder).restored.exists()
