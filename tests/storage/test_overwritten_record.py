"""Another program writes into the record while the desk runs, or cuts it off: the file keeps its name and its place on the disk,
and SQLite goes on with what it has in memory. Nothing is shown green then, and nothing is alarmed for what SQLite does itself.
"""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from checkin.desk import Desk
from checkin.rules.decide import Arrival
from checkin.rules.problems import Refused
from storage.backup import backup
from storage.disk import sqlite
from storage.disk.ids import new_id
from storage.disk.protection.open_keys import unlock
from storage.protecting import protect
from storage.purging.erasing import erase
from storage.store import Store, init_store, open_store
from tests.engines import needs_encryption, needs_wal
from tests.storage.conftest import Scanner

Damage = Callable[[Path, Path], object]
"""Gets the record of a desk, and a folder with an older copy (`older.db`) and another desk's record (`other.db`)."""


def in_place(file: Path, data: bytes) -> None:
    """As `cp` and a sync program write: the file stays the same one."""
    with file.open("r+b") as opened:
        opened.truncate(0)
        opened.write(data)


def zeros(file: Path) -> None:
    with file.open("r+b") as opened:
        opened.write(bytes(file.stat().st_size))


def as_long(file: Path, data: bytes) -> bytes:
    """Filled up to the length of the file, so that its size says nothing."""
    return data + bytes(max(0, file.stat().st_size - len(data)))


DAMAGES: dict[str, Damage] = {
    "emptied": lambda file, _files: os.truncate(file, 0),
    "cut off by half": lambda file, _files: os.truncate(file, file.stat().st_size // 2),
    "cut off in its first page": lambda file, _files: os.truncate(file, 700),
    "overwritten with zeros": lambda file, _files: zeros(file),
    "the copy of an hour ago": lambda file, files: in_place(file, (files / "older.db").read_bytes()),
    "that copy, as long as the record": lambda file, files: in_place(
        file, as_long(file, (files / "older.db").read_bytes())
    ),
    "another desk's record": lambda file, files: in_place(file, as_long(file, (files / "other.db").read_bytes())),
    "a text": lambda file, _files: in_place(file, as_long(file, b"conflicted copy\n")),
}


def new_scan(store: Store, number: str = "001") -> Arrival:
    badge = store.register.badge(f"FD/{number}")
    assert badge is not None
    return Arrival(new_id(store.now()), store.now(), badge, "FD/A1")


def refused_scan(store: Store, scanned: Arrival) -> None:
    with pytest.raises(Refused) as refused:
        Desk(store.ledger).scan(scanned)
    (problem,) = refused.value.problems
    assert problem.code == "record_replaced" and Path(problem.where).name == "desk.db"
    assert not store.connection.in_transaction


def put_into_the_file(store: Store) -> None:
    """As SQLite does by itself after some hundred scans."""
    store.connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()
    store.ledger.check_files()


def live(store: Store, scan: Scanner, files: Path) -> None:
    """An older copy, another desk's record, and an hour of scans since."""
    put_into_the_file(store)
    shutil.copy(store.folder.database, files / "older.db")
    with init_store(files / "other", team="ZY", team_name="朝阳中学", clock=store.clock):
        pass
    shutil.copy(files / "other" / "desk.db", files / "other.db")
    for turn in range(12):
        scan(f"00{turn % 3 + 1}", minutes=turn - 60)
    put_into_the_file(store)
    scan("001")


@pytest.mark.parametrize("damage", DAMAGES)
def test_another_program_writes_into_the_record(store: Store, scan: Scanner, tmp_path: Path, damage: str) -> None:
    live(store, scan, tmp_path)
    scanned = new_scan(store)
    DAMAGES[damage](store.folder.database, tmp_path)
    refused_scan(store, scanned)
    with pytest.raises(Refused):
        store.ledger.check_files()


@needs_encryption
@pytest.mark.parametrize("damage", ["emptied", "overwritten with zeros", "that copy, as long as the record"])
def test_the_same_at_a_protected_desk(store: Store, tmp_path: Path, damage: str) -> None:
    path = store.folder.path
    store.close()
    protect(path, "seven lamps over the harbour")
    unlock(path, "seven lamps over the harbour")
    with open_store(path, store.clock) as opened:

        def scan(number: str, minutes: float = 0) -> object:
            at = opened.now() + int(minutes * 60_000)
            return Desk(opened.ledger).scan(new_scan(opened, number)._replace(id=new_id(at), at=at))

        live(opened, scan, tmp_path)
        scanned = new_scan(opened)
        DAMAGES[damage](opened.folder.database, tmp_path)
        refused_scan(opened, scanned)


@needs_wal
def test_what_waited_beside_the_record_is_kept(store: Store, scan: Scanner, tmp_path: Path) -> None:
    """When the desk is closed, SQLite writes it into the file that is no record any more, and deletes it."""
    live(store, scan, tmp_path)
    waiting = (store.folder.path / "desk.db-wal").read_bytes()
    os.truncate(store.folder.database, 0)
    refused_scan(store, new_scan(store))
    (kept,) = store.folder.backups.glob("damaged-*.db-wal")
    assert kept.read_bytes()[: len(waiting)] == waiting and kept.stat().st_mode & 0o777 == 0o600


@needs_wal
@pytest.mark.parametrize("content", [b"", b"a text"], ids=["zeros", "a text"])
def test_the_log_beside_the_record_is_overwritten(store: Store, scan: Scanner, tmp_path: Path, content: bytes) -> None:
    """Its size stays, and so does the record: only its first bytes tell at once."""
    live(store, scan, tmp_path)
    log = store.folder.path / "desk.db-wal"
    with log.open("r+b") as opened:
        opened.write(content.ljust(log.stat().st_size, b"\0"))
    with pytest.raises(Refused):
        store.ledger.check_files()
    refused_scan(store, new_scan(store))


@needs_wal
def test_pages_in_the_middle_are_overwritten(store: Store, scan: Scanner, tmp_path: Path) -> None:
    """Nobody needs them for a scan: an open desk looks at all pages once a minute, and calls only damage so."""
    live(store, scan, tmp_path)
    make_longer(store)
    put_into_the_file(store)
    store.ledger.look_through()
    look_is_over(store)
    scan("001")
    with store.folder.database.open("r+b") as opened:
        for page in range(6, store.folder.database.stat().st_size // 4096):
            opened.seek(page * 4096)
            opened.write(bytes(4096))
    store.ledger.look_through()
    look_is_over(store)
    with pytest.raises(Refused):
        store.ledger.check_files()
    refused_scan(store, new_scan(store))


@needs_wal
def test_who_closes_the_desk_does_not_wait_for_that_look(store: Store, scan: Scanner, tmp_path: Path) -> None:
    """And nobody else has the record open then: it may be exchanged."""
    live(store, scan, tmp_path)
    store.ledger.look_through()
    with store.alone():
        assert not [one for one in threading.enumerate() if one.name == "pages"]
    store.ledger.look_through()
    store.close()
    assert not [one for one in threading.enumerate() if one.name == "pages"]
    assert not (store.folder.path / "desk.db-wal").exists()


def look_is_over(store: Store) -> None:
    """As a minute later."""
    for thread in threading.enumerate():
        if thread.name == "pages":
            thread.join()


@needs_wal
def test_in_the_middle_of_a_scan(store: Store, scan: Scanner, tmp_path: Path) -> None:
    """Between the decision and the commit, and where the commit puts the log back into the file: the first is red at once, or
    the next; what was green is in the file.
    """
    live(store, scan, tmp_path)
    with pytest.raises(Refused), store.ledger.transaction():
        zeros(store.folder.database)
    refused_scan(store, new_scan(store))


def test_what_sqlite_and_people_do_is_no_alarm(store: Store, scan: Scanner, tmp_path: Path) -> None:
    """Log put back, file made shorter by a purge, a backup, another window, a program that touches the file or copies it."""
    record = store.folder.database
    deeds: list[Callable[[], object]] = [
        lambda: store.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall(),
        lambda: make_longer(store),
        lambda: erase(store),
        lambda: backup(store, tmp_path / "saved.backup"),
        lambda: os.utime(record, (1, 1)),
        lambda: record.chmod(0o600),
        lambda: shutil.copy(record, tmp_path / "copied.db"),
        lambda: in_place(record, record.read_bytes()),
        lambda: open_store(store.folder.path, store.clock).close(),
        lambda: scan_elsewhere(store),
    ]
    for turn, deed in enumerate(deeds * 2):
        deed()
        scan(f"00{turn % 3 + 1}", minutes=turn)
        store.ledger.check_files()
    with open_store(store.folder.path, store.clock) as again:
        assert not again.found_missing


def make_longer(store: Store) -> None:
    """As a roster that is taken out again: many pages are free then."""
    with store.ledger.transaction():
        columns = "id, at, direction, source, text"
        store.connection.executemany(
            f"INSERT INTO held_scan ({columns}) VALUES (?, 1, 'auto', '', ?)",
            ((str(number), "7" * 4_000) for number in range(200)),
        )
    store.connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()
    store.connection.execute("DELETE FROM held_scan")


def scan_elsewhere(store: Store) -> None:
    """Another window, which puts the log back into the file after its scan."""
    with open_store(store.folder.path, store.clock) as other:
        Desk(other.ledger).scan(new_scan(other, "002"))
        other.connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()


@needs_wal
def test_a_disk_that_nobody_can_read_is_no_alarm(store: Store, scan: Scanner, monkeypatch: pytest.MonkeyPatch) -> None:
    """No file handle is left, or another program has the file for itself: it is looked at again with the next scan."""
    put_into_the_file(store)
    os.utime(store.folder.database, (1, 1))

    def fails(*_: object, **__: object) -> sqlite.Connection:
        error = sqlite.OperationalError("unable to open database file")
        error.sqlite_errorcode = sqlite.SQLITE_CANTOPEN
        raise error

    with monkeypatch.context() as patch:
        patch.setattr(sqlite, "connect", fails)
        scan("001")
    zeros(store.folder.database)
    refused_scan(store, new_scan(store))


@needs_wal
@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="only Linux lists what a process holds open")
def test_a_closed_desk_holds_nothing_beside_the_record_open(store: Store, scan: Scanner) -> None:
    """The begin of the write-ahead log is read by a handle of its own."""

    def held() -> list[str]:
        names = [str(file.readlink()) for file in Path("/proc/self/fd").iterdir() if file.is_symlink()]
        return [name for name in names if name.startswith(str(store.folder.path))]

    scan("001")
    assert len([name for name in held() if name.endswith("-wal")]) == 2
    store.close()
    assert held() == []
