"""A desk is opened with a newer Hourdesk: the older record is backed up first, and made new whole or not at all."""

from __future__ import annotations

import os
import shutil
import sys
from contextlib import closing
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from checkin.rules.problems import Refused
from checkin.texts import say
from storage.backup import restore
from storage.check import check_store
from storage.disk import sqlite
from storage.disk.folder import DataFolder
from storage.disk.migrations import Database, migrations
from storage.disk.open_here import NotedConnection
from storage.disk.schema import SCHEMA_VERSION
from storage.store import Store, open_store
from tests.portions import steps
from tests.storage.conftest import Scanner

KILLED = 9


@pytest.fixture
def older(store: Store, scan: Scanner, folder: Path, tmp_path: Path) -> Path:
    """A desk with a scan whose record is of version 7, as that version left it."""
    scan("001")
    store.close()
    made_older(folder, tmp_path / "older.db")
    return folder


def made_older(folder: Path, scratch: Path) -> None:
    """The same rows in the tables of version 7, in the same file."""
    scratch.unlink(missing_ok=True)
    with closing(sqlite.connect(scratch, isolation_level=None)) as record:
        record.execute(f"PRAGMA journal_mode = {sqlite.journal_mode()}")
        migrations.apply(Database(record), stop_before="m008_held_scans")
        record.execute("PRAGMA user_version = 7")
        record.execute("ATTACH ? AS newer", (str(folder / "desk.db"),))
        for table in ("log", "person", "identity"):
            columns = ", ".join(row[1] for row in record.execute(f"PRAGMA main.table_info({table})"))
            record.execute(f"INSERT INTO main.{table} ({columns}) SELECT {columns} FROM newer.{table}")
    shutil.copyfile(scratch, folder / "desk.db")


def version_of(file: Path) -> int:
    with closing(sqlite.connect(file)) as record:
        return int(record.execute("PRAGMA user_version").fetchone()[0])


def backups(folder: Path) -> list[Path]:
    return sorted(DataFolder(folder).backups.glob("version-*.db"))


def test_it_is_backed_up_once_and_can_be_restored(older: Path, store: Store, tmp_path: Path) -> None:
    for _start in range(3):
        with open_store(older, store.clock) as opened:
            assert opened.identity.desk == store.identity.desk
    assert version_of(older / "desk.db") == SCHEMA_VERSION and check_store(older) == []
    (kept,) = backups(older)
    assert kept.name.startswith("version-7-20") and version_of(kept) == 7 and kept.stat().st_mode & 0o777 == 0o600
    restored = restore(kept, tmp_path / "again", store.clock)
    with open_store(tmp_path / "again", store.clock) as opened:
        assert opened.identity.desk == restored.identity.desk
        assert opened.connection.execute("SELECT count(*) FROM log WHERE kind = 'scan'").fetchone() == (1,)
    assert check_store(tmp_path / "again") == [] and backups(tmp_path / "again") == []


def test_no_backup_is_written_over_another(older: Path, store: Store, tmp_path: Path) -> None:
    open_store(older, store.clock).close()
    (first,) = backups(older)
    old = first.read_bytes()
    os.utime(first, (0, 0))
    made_older(older, tmp_path / "older.db")
    open_store(older, store.clock).close()
    assert len(backups(older)) == 2 and first.read_bytes() == old


@pytest.mark.parametrize("trouble", ["a file is in the place of the folder", "the disk is full"])
def test_where_it_can_not_be_backed_up_nothing_is_changed(
    older: Path, store: Store, trouble: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = (older / "desk.db").read_bytes()
    with monkeypatch.context() as patch:
        if trouble == "the disk is full":
            patch.setattr("storage.disk.older_record.write_backup", _full)
        else:
            DataFolder(older).backups.rmdir()
            DataFolder(older).backups.write_text("x")
        with pytest.raises(Refused) as refused:
            open_store(older, store.clock)
    (problem,) = refused.value.problems
    assert problem.code == "not_backed_up" and "nothing was changed" in say(problem)
    assert version_of(older / "desk.db") == 7 and (older / "desk.db").read_bytes() == before
    if DataFolder(older).backups.is_file():
        DataFolder(older).backups.unlink()
    open_store(older, store.clock).close()
    assert len(backups(older)) == 1 and check_store(older) == []


def _full(*_of: object) -> None:
    raise sqlite.OperationalError("database or disk is full")


def killed_at(step: int, folder: Path, store: Store) -> bool:
    """Open the desk in a process that ends at once before its statement or change on disk number `step`; False if it has fewer."""
    child = os.fork()
    if child == 0:
        steps = count(1)

        def look(*_of: Any) -> None:
            if next(steps) == step:
                os._exit(KILLED)

        class Watched(NotedConnection):
            def execute(self, *arguments: Any) -> Any:
                look()
                return super().execute(*arguments)

        sys.addaudithook(lambda event, _details: look() if event == "os.rename" else None)
        connect = sqlite.connect
        sqlite.connect = lambda *a, **k: connect(*a, **k | {"factory": Watched})
        try:
            open_store(folder, store.clock)
        finally:
            os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == KILLED


def test_the_power_fails_at_each_step(older: Path, store: Store) -> None:
    """It is of version 7, or of this one; once it is new, it had been backed up before."""
    seen, image = set(), (older / "desk.db").read_bytes()
    for step in count(1, steps(29, 9)):
        killed = killed_at(step, older, store)
        version = version_of(older / "desk.db")
        seen.add(version)
        assert version == 7 or backups(older)
        open_store(older, store.clock).close()
        assert version_of(older / "desk.db") == SCHEMA_VERSION and check_store(older) == []
        for file in (*backups(older), *older.glob("desk.db-*")):
            file.unlink(missing_ok=True)
        (older / "desk.db").write_bytes(image)
        if not killed:
            break
    assert seen == {7, SCHEMA_VERSION} and step > 20


def test_its_journal_changes_only_after_the_backup(older: Path, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Here SQLite's write-ahead log is safe, on the next laptop it is not; and the backup can't be made."""
    with closing(sqlite.connect(older / "desk.db")) as record:
        record.execute("PRAGMA journal_mode = WAL")
    before = (older / "desk.db").read_bytes()
    monkeypatch.setattr(sqlite, "journal_mode", lambda: "DELETE")
    shutil.rmtree(DataFolder(older).backups)
    DataFolder(older).backups.write_text("no folder")
    with pytest.raises(Refused):
        open_store(older, store.clock)
    assert (older / "desk.db").read_bytes() == before
    DataFolder(older).backups.unlink()
    open_store(older, store.clock).close()
    with closing(sqlite.connect(older / "desk.db")) as record:
        assert record.execute("PRAGMA journal_mode").fetchone()[0] == "delete"
