"""A backup made while the desk runs, and the desk that is made from it."""

from __future__ import annotations

import shutil
import threading
from contextlib import closing
from pathlib import Path

import pytest

from checkin.clock import SYSTEM_CLOCK
from checkin.rules.events import PolicyChange
from checkin.rules.problems import Refused
from storage.backup import backup, restore
from storage.check import check_store
from storage.disk import sqlite
from storage.record import whole_record
from storage.store import Store, open_store
from storage.supervision.brought_deeds import brought_deeds
from storage.supervision.review import read_review
from tests.storage.conftest import Scanner


def test_a_restored_desk_has_all_and_another_id(store: Store, folder: Path, tmp_path: Path, scan: Scanner) -> None:
    scan("001", -30)
    scan("001")
    sessions = whole_record(store).sessions
    store.ledger.record(PolicyChange(2, {"grid_minutes": 10}, store.now()))
    restored = restore(backup(store, tmp_path / "stick.db"), tmp_path / "new", store.clock)
    assert restored.finished_desk == store.identity.desk != restored.identity.desk
    with open_store(tmp_path / "new", store.clock) as new:
        assert new.identity.desk == restored.identity.desk and new.identity.first
        assert whole_record(new).sessions == sessions
        assert scan("002", into=new).kind == "opened"
        assert new.connection.execute("SELECT count(DISTINCT desk) FROM log").fetchone() == (2,)
        assert [deeds.desk for deeds in brought_deeds(new, 0)] == [new.identity.desk_name]
        assert {row.desks for row in read_review(new).rows} == {(new.identity.desk_name,)}, "one name, before and after"
    assert check_store(tmp_path / "new") == []


def test_a_backup_is_one_sound_file_though_scans_go_on(store: Store, tmp_path: Path, scan: Scanner) -> None:
    done = threading.Event()
    copies = []

    def copy() -> None:
        with open_store(store.folder.path, store.clock) as other:
            while not copies or not done.is_set():
                copies.append(backup(other, tmp_path / f"copy-{len(copies)}.db"))

    thread = threading.Thread(target=copy)
    thread.start()
    for minute in range(40):
        scan("001", minute - 60)
    done.set()
    thread.join()
    for file in copies:
        with closing(sqlite.connect(f"file:{file}?mode=ro", uri=True)) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            seqs = [row[0] for row in connection.execute("SELECT seq FROM log ORDER BY seq")]
            assert seqs == list(range(1, len(seqs) + 1))
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted(["desk", *(f.name for f in copies)])


def test_what_stood_in_the_folder_is_put_aside(store: Store, folder: Path, tmp_path: Path, scan: Scanner) -> None:
    file = backup(store, tmp_path / "stick.db")
    scan("001")
    store.close()
    restored = restore(file, folder, store.clock)
    assert restored.set_aside is not None
    with closing(sqlite.connect(restored.set_aside)) as old:
        assert old.execute("SELECT count(*) FROM log WHERE kind = 'scan'").fetchone() == (1,)
    with open_store(folder, store.clock) as new:
        assert whole_record(new).sessions == ()


def test_an_open_desk_is_not_restored_over(store: Store, folder: Path, tmp_path: Path, scan: Scanner) -> None:
    file = backup(store, tmp_path / "stick.db")
    scan("001")
    with pytest.raises(Refused) as refused:
        restore(file, folder, store.clock)
    assert refused.value.problems[0].code == "desk_open"
    assert scan("002").kind == "opened"


@pytest.mark.parametrize("content", [b"", b"hello", b"SQLite format 3\x00" + b"\x00" * 2000])
def test_a_file_that_is_no_backup(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "stick.db"
    file.write_bytes(content)
    with pytest.raises(Refused) as refused:
        restore(file, tmp_path / "new", SYSTEM_CLOCK)
    assert refused.value.problems[0].code == "no_backup"
    assert not (tmp_path / "new" / "desk.db").exists()


def test_a_backup_writes_nothing_outside_the_folder(store: Store, tmp_path: Path) -> None:
    file = backup(store, tmp_path / "stick.db")
    with closing(sqlite.connect(file)) as connection:
        connection.execute("INSERT INTO kept_file VALUES ('../evil.txt', x'00'), ('keys/../../evil.txt', x'00')")
        connection.commit()
    restore(file, tmp_path / "new", store.clock)
    assert not list(tmp_path.rglob("evil.txt"))


def test_a_copied_folder_becomes_another_desk(store: Store, folder: Path, tmp_path: Path, scan: Scanner) -> None:
    """Somebody copies the folder to a second laptop: two desks must never write under one id."""
    scan("001")
    store.close()
    shutil.copytree(folder, tmp_path / "copy")
    with open_store(folder, store.clock) as original, open_store(tmp_path / "copy", store.clock) as copy:
        assert original.identity.desk == store.identity.desk
        assert copy.identity.desk != original.identity.desk
        assert scan("002", into=copy).kind == "opened"
    assert check_store(tmp_path / "copy") == []


def test_a_renamed_folder_stays_the_same_desk(store: Store, folder: Path, tmp_path: Path) -> None:
    store.close()
    folder.rename(tmp_path / "renamed")
    with open_store(tmp_path / "renamed", store.clock) as renamed:
        assert renamed.identity.desk == store.identity.desk


def test_the_key_of_a_team_that_was_joined_comes_back_too(store: Store, folder: Path, tmp_path: Path) -> None:
    """A first desk that joined another team keeps its old team's key under a name of its own."""
    joined = folder / "keys" / f"joined-{'0a' * 8}.pem"
    joined.write_bytes((folder / "keys" / "team.pem").read_bytes())
    restore(backup(store, tmp_path / "stick.db"), tmp_path / "new", store.clock)
    assert (tmp_path / "new" / "keys" / joined.name).read_bytes() == joined.read_bytes()


def test_a_backup_writes_no_file_beside_the_database_of_wrong_pins(store: Store, folder: Path, tmp_path: Path) -> None:
    """SQLite would take such a file for a part of the new one."""
    (folder / "keys" / "pin_tries.db-journal").write_bytes(b"half a page")
    restore(backup(store, tmp_path / "stick.db"), tmp_path / "new", store.clock)
    assert not (tmp_path / "new" / "keys" / "pin_tries.db-journal").exists()
