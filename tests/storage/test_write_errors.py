"""The disk is full: the scan raises, nothing is half written, and with space again it goes on (design §3)."""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from checkin.clock import Clock
from checkin.desk import Desk
from checkin.rules.decide import Arrival
from checkin.rules.events import Amend, Direction
from checkin.rules.problems import Refused
from checkin.rules.signature import Signature
from checkin.texts import say
from exports.exchange.kit.making import make_kit
from exports.exchange.kit.taking import init_from_kit, take_kit
from storage.activities.activities import close_activity, edit_activity
from storage.activities.policies import set_policy
from storage.check import check_store
from storage.disk import sqlite
from storage.disk.ids import new_id
from storage.people.badges import reissue
from storage.people.walk_in import register_walk_in
from storage.roster.bringing.prepared import Wanted
from storage.roster.dropping import Others
from storage.roster.importing import import_roster
from storage.store import Store, open_store
from storage.supervision import corrections
from storage.writer import Writer
from tests.storage.conftest import Scanner
from tests.storage.roster.files import csv_file


def fill(connection: sqlite.Connection) -> None:
    """From now on the database may not grow by a page; what is free in it is used up."""
    pages = connection.execute("PRAGMA page_count").fetchone()[0]
    connection.execute(f"PRAGMA max_page_count = {pages}")


def empty(connection: sqlite.Connection) -> None:
    connection.execute("PRAGMA max_page_count = 1073741823")


def everything(store: Store) -> list[list[object]]:
    return [store.connection.execute(f"SELECT * FROM {table} ORDER BY 1").fetchall() for table in ("log", "person")]


def scan_until_full(store: Store, number: str = "001") -> tuple[int, Arrival]:
    """How many scans were answered, and the one that was not."""
    badge = store.register.badge(f"FD/{number}")
    assert badge is not None
    for count in range(2000):
        arrival = Arrival(new_id(store.now()), store.now(), badge, "FD/A1")
        before = len(everything(store)[0])
        try:
            Desk(store.ledger).scan(arrival)
        except sqlite.OperationalError as error:
            assert "full" in str(error)
            assert len(everything(store)[0]) == before
            return count, arrival
    raise AssertionError("the disk never filled up")


def test_a_scan_waits_for_space(store: Store) -> None:
    fill(store.connection)
    answered, arrival = scan_until_full(store)
    full = everything(store)
    for _ in range(3):
        with pytest.raises(sqlite.OperationalError, match="full"):
            Desk(store.ledger).scan(arrival)
    assert everything(store) == full and not store.connection.in_transaction
    assert check_store(store.folder.path) == []
    empty(store.connection)
    outcome = Desk(store.ledger).scan(arrival)
    assert outcome.event == arrival.id
    scans = store.connection.execute("SELECT count(*) FROM log WHERE kind = 'scan'").fetchone()
    assert scans == (answered + 1,)
    assert Desk(store.ledger).scan(arrival) == outcome
    assert check_store(store.folder.path) == []


def long_roster(store: Store, path: Path) -> object:
    rows = [["学号", "姓名", "班级"], *([f"9{n:03d}", f"学生{n}", "七1班"] for n in range(200))]
    return import_roster(store, csv_file(path / "long.csv", rows), Wanted(Others.ADD))


LONG = Signature(reason="补" * 200)
"""What is left of a full disk, where no scan fits any more, must not do for a shorter event."""

WORK: dict[str, Callable[[Store, str, Path], object]] = {
    "amend": lambda s, e, p: corrections.amend_all(s, [Amend(e, direction=Direction.IN)], LONG),
    "void": lambda s, e, p: corrections.void(s, e, LONG),
    "rule": lambda s, e, p: corrections.rule(s, e, 10, LONG),
    "add": lambda s, e, p: corrections.add(s, "FD/001", "FD/A1", 10, LONG),
    "activity": lambda s, e, p: edit_activity(s, "A1", {"signup": [f"FD/{n:06d}" for n in range(2000)]}),
    "close": lambda s, e, p: close_activity(s, "A1", signed=LONG),
    "policy": lambda s, e, p: set_policy(s, {"grid_minutes": 30, "unknown_birth_is_minor": True}),
    "badge": lambda s, e, p: reissue(s, "FD/002"),
    "walk-in": lambda s, e, p: register_walk_in(s, "赵六" * 100),
    "roster": lambda s, e, p: long_roster(s, p),
}


@pytest.mark.parametrize("name", WORK)
def test_nothing_is_half_written(store: Store, scan: Scanner, tmp_path: Path, name: str) -> None:
    """Whatever is done on a full disk fails as a whole; then it is done."""
    first = scan("002", -50)
    fill(store.connection)
    scan_until_full(store, "003")
    before, facts, policy = everything(store), store.ledger.facts(), store.policy()
    with pytest.raises(sqlite.OperationalError, match="full"):
        WORK[name](store, first.event, tmp_path)
    assert everything(store) == before
    assert (store.ledger.facts(), store.policy()) == (facts, policy)
    empty(store.connection)
    WORK[name](store, first.event, tmp_path)
    assert len(everything(store)[0]) > len(before[0])
    assert check_store(store.folder.path) == []


def test_a_kit_that_does_not_fit(store: Store, tmp_path: Path) -> None:
    make_kit(store, tmp_path / "1.hdkit")
    with init_from_kit(tmp_path / "second", tmp_path / "1.hdkit", "2", clock=store.clock) as second:
        long_roster(store, tmp_path)
        make_kit(store, tmp_path / "2.hdkit")
        fill(second.connection)
        before = everything(second)
        with pytest.raises(sqlite.OperationalError, match="full"):
            take_kit(second, tmp_path / "2.hdkit")
        assert everything(second) == before and second.kit_version == 1
        empty(second.connection)
        assert take_kit(second, tmp_path / "2.hdkit").new
        assert len(second.register.badges()) == 203


def test_the_writer_goes_on_after_an_error(store: Store, folder: Path) -> None:
    """The screen keeps the scan and hands it in again."""
    store.close()
    badge = store_badge(folder, store.clock)
    writer = Writer(folder, None, store.clock)
    writer.submit(lambda s: fill(s.connection)).result()
    kept = None
    for _ in range(2000):
        arrival = Arrival(new_id(store.now()), store.now(), badge, "FD/A1")
        if writer.scan(arrival).exception() is not None:
            kept = arrival
            break
    assert kept is not None
    assert isinstance(writer.scan(kept).exception(), sqlite.OperationalError)
    writer.submit(lambda s: empty(s.connection)).result()
    assert writer.scan(kept).result().event == kept.id
    writer.close()
    assert check_store(folder) == []


def store_badge(folder: Path, clock: Clock) -> str:
    with open_store(folder, clock) as opened:
        badge = opened.register.badge("FD/001")
        assert badge is not None
        return badge


def test_a_disk_without_room_for_what_sqlite_lays_beside_is_called_full(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """SQLite calls that an error of the disk. Only the free space is made up: a full disk of its own needs an administrator."""
    store.close()
    folder = store.folder
    folder.database.with_name("desk.db-wal").mkdir()
    with pytest.raises(Refused) as refused:
        open_store(folder.path, store.clock)
    assert refused.value.problems[0].code == "not_writable"
    used = shutil.disk_usage(folder.path)
    monkeypatch.setattr(shutil, "disk_usage", lambda place: used._replace(free=4096))
    with pytest.raises(Refused) as refused:
        open_store(folder.path, store.clock)
    assert [(p.code, p.where) for p in refused.value.problems] == [("disk_full", str(folder.database))]


@contextmanager
def bound_by_rights() -> Iterator[None]:
    """The rights of files hold within the block, also for the administrator of Linux: no capability is in effect."""
    if sys.platform != "linux" or os.geteuid():
        yield
        return
    kernel, head = ctypes.CDLL(None, use_errno=True), (ctypes.c_uint32 * 2)(0x20080522, 0)
    had, none = (ctypes.c_uint32 * 6)(), (ctypes.c_uint32 * 6)()
    assert kernel.capget(head, had) == 0
    none[:] = had
    none[0] = none[3] = 0  # the two words of what is in effect
    assert kernel.capset(head, none) == 0
    try:
        yield
    finally:
        assert kernel.capset(head, had) == 0


@pytest.mark.skipif(os.name == "nt", reason="open files stand in each other's way there")
@pytest.mark.parametrize("ending", ["", "-wal", "-shm"])
def test_a_record_that_is_write_protected_is_told_at_the_start_and_not_by_the_first_scan(
    store: Store, ending: str
) -> None:
    """Another window has the desk open, so that the files lie beside the record: SQLite then opens what it can only read."""
    file = store.folder.database.with_name(f"desk.db{ending}")
    assert file.is_file()
    file.chmod(0o400)
    with bound_by_rights():
        for start in (lambda: open_store(store.folder.path, store.clock), lambda: check_store(store.folder.path)):
            with pytest.raises(Refused) as refused:
                start()
            assert [(p.code, p.where) for p in refused.value.problems] == [("not_writable", str(file))]
            assert "write-protected" in say(refused.value.problems[0])
    file.chmod(0o600)
    open_store(store.folder.path, store.clock).close()
