"""The WAL is damaged, cut off or deleted after scans were shown green: what is lost is said, and never by an alarm too many."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from checkin.rules.decide import Arrival
from checkin.rules.problems import Refused
from checkin.texts import say
from exports.exchange.kit.making import make_kit
from exports.exchange.kit.taking import init_from_kit
from exports.exchange.pack.copies import copy_to
from exports.exchange.pack.taking import take_pack
from exports.exchange.pack.writing import write_pack
from storage.check import check_store
from storage.disk.copies.copy_folders import set_copy_folders
from storage.disk.folder import DataFolder
from storage.disk.heads.recorded_head import read_head
from storage.disk.ids import new_id
from storage.disk.whose.own_names import DESK_RECORD
from storage.missing_events import accept_missing, told_missing
from storage.presence.held_scans import enter_held, hold
from storage.store import Store, open_store
from tests.engines import needs_wal
from tests.portions import WHOLE
from tests.standing_clock import StandingClock
from tests.storage.conftest import Scanner, new_desk

BESIDE = ("", "-wal", "-shm")
FILES = tuple(DESK_RECORD + ending for ending in BESIDE)


def power_cut(store: Store) -> dict[str, bytes]:
    """What lies in the folder when the power fails, and nothing was closed: the record with the files beside it, and the head."""
    names = [*FILES, "desk.head"]
    return {name: (store.folder.path / name).read_bytes() for name in names if (store.folder.path / name).exists()}


def put_back(folder: Path, image: dict[str, bytes]) -> None:
    """Into the same files, for another file in the place of the record would be a copy."""
    for name in FILES:
        if name not in image:
            (folder / name).unlink(missing_ok=True)
    for name, data in image.items():
        (folder / name).write_bytes(data)


def own_events(store: Store, desk: str) -> int:
    return int(store.connection.execute("SELECT count(*) FROM log WHERE desk = ?", (desk,)).fetchone()[0])


@pytest.fixture
def store(folder: Path, clock: StandingClock) -> Iterator[Store]:
    with new_desk(folder, clock.clock) as opened:
        yield opened


@pytest.fixture
def scanned(store: Store, scan: Scanner) -> Iterator[dict[str, bytes]]:
    """Twelve scans, and the files as a power cut leaves them; the desk is closed."""
    store.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    store.connection.execute("PRAGMA wal_autocheckpoint = 0")
    for turn in range(12):
        scan(f"00{turn % 3 + 1}", minutes=turn * 10 - 120)
    image = power_cut(store)
    store.close()
    yield image


def damages(seed: int, wal: bytes) -> bytes | None:
    """A flipped bit, a zeroed block, the end cut off, or no file at all."""
    chance = random.Random(seed)
    at = chance.randrange(len(wal))
    match seed % 4:
        case 0:
            return wal[:at] + bytes([wal[at] ^ 1 << chance.randrange(8)]) + wal[at + 1 :]
        case 1:
            return wal[:at] + bytes(min(512, len(wal) - at)) + wal[at + 512 :]
        case 2:
            return wal[:at]
        case _:
            return None if seed % 3 == 0 else chance.randbytes(32) + wal[32:]


@needs_wal
@pytest.mark.parametrize("seed", range(60 if WHOLE else 8))
def test_what_was_green_is_there_or_told(store: Store, scanned: dict[str, bytes], folder: Path, seed: int) -> None:
    old, before = store.identity.desk, read_head(DataFolder(folder).head).head
    assert before is not None
    damaged = damages(seed, scanned[FILES[1]])
    image = {**scanned, FILES[1]: damaged} if damaged is not None else {FILES[0]: scanned[FILES[0]]}
    put_back(folder, {name: data for name, data in image.items() if name != FILES[2]})
    with open_store(folder, store.clock) as opened:
        left = own_events(opened, old)
        if left == before.events:
            assert not opened.found_missing and opened.identity.desk == old
            return
        (missing,) = opened.found_missing
        assert (missing.desk, missing.first, missing.last) == (old, left + 1, before.events)
        # Its number would be written twice: the desk goes on as another one, with a key of its own.
        assert opened.identity.desk != old
        kept = opened.folder.path / missing.kept
        assert kept.stat().st_mode & 0o777 == 0o600 and kept.read_bytes() == scanned[FILES[0]]
        if damaged is not None:
            assert kept.with_name(kept.name + "-wal").read_bytes() == damaged
    problems = check_store(folder)
    assert [problem.code for problem in problems] == ["events_missing"]
    assert old in say(problems[0]) and "hourdesk take" in say(problems[0])
    with open_store(folder, store.clock) as again:
        assert not again.found_missing and own_events(again, old) == left


@needs_wal
def test_the_whole_record_lay_in_the_wal_and_is_gone(store: Store, folder: Path) -> None:
    """Nothing is made over it, and what SQLite would clear away is kept."""
    image = power_cut(store)
    store.close()
    damaged = bytes(64) + image[FILES[1]][64:]
    put_back(folder, {FILES[0]: image[FILES[0]], FILES[1]: damaged})
    with pytest.raises(Refused) as refused:
        open_store(folder, store.clock)
    assert refused.value.problems[0].code == "desk_remains"
    (kept,) = DataFolder(folder).backups.glob("damaged-*-wal")
    assert kept.read_bytes() == damaged


@needs_wal
def test_what_was_lost_comes_back_with_the_copy_on_the_stick(
    store: Store, scan: Scanner, folder: Path, tmp_path: Path
) -> None:
    """The old chain is whole again, the new one goes on beside it, and nobody is told any more."""
    store.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    for number in ("001", "002", "003"):
        scan(number)
    old, stick = store.identity.desk, tmp_path / "stick.hdpack"
    write_pack(store, stick)
    image = power_cut(store)
    store.close()
    put_back(folder, {FILES[0]: image[FILES[0]]})
    with open_store(folder, store.clock) as opened:
        (missing,) = opened.found_missing
        assert missing.last - missing.first == 2
        scan("001", into=opened)
        take_pack(opened, stick)
        assert own_events(opened, old) == missing.last and own_events(opened, opened.identity.desk) == 1
        assert told_missing(opened.connection, opened.folder, opened.identity.desk) == []
    assert check_store(folder) == []


@needs_wal
def test_a_pack_that_was_taken_is_lost(store: Store, scan: Scanner, folder: Path, tmp_path: Path) -> None:
    """This desk's own chain is whole, so it stays the desk that it is; the other desk's pack is to be taken again."""
    pack, kit = tmp_path / "2.hdpack", tmp_path / "2.hdkit"
    make_kit(store, kit)
    with init_from_kit(tmp_path / "desk 2", kit, clock=store.clock, desk_name="2") as second:
        scan("001", into=second)
        scan("002", into=second)
        write_pack(second, pack)
    store.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    taken = take_pack(store, pack)
    image, own = power_cut(store), store.identity.desk
    store.close()
    put_back(folder, {FILES[0]: image[FILES[0]]})
    with open_store(folder, store.clock) as opened:
        (missing,) = opened.found_missing
        assert missing.others == taken.new_events and missing.first > missing.last
        assert opened.identity.desk == own
        scan("001", into=opened)
    (problem,) = check_store(folder)
    assert "Take the packs of the other desks" in say(problem)
    with open_store(folder, store.clock) as opened:
        assert not opened.found_missing
        take_pack(opened, pack)
    assert check_store(folder) == []


@needs_wal
def test_scans_that_were_held_are_lost(store: Store, folder: Path) -> None:
    """No chain knows of them; how many they were is kept beside the record, and the loss is told until somebody ends it."""
    store.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    for number in ("001", "002", "003"):
        badge = store.register.badge(f"FD/{number}")
        assert badge is not None
        hold(store, Arrival(new_id(store.now()), store.now(), badge, ""), None)
    old, image, kept = store.identity.desk, power_cut(store), (folder / "desk.held").read_bytes()
    store.close()
    put_back(folder, {FILES[0]: image[FILES[0]], "desk.held": kept})
    with open_store(folder, store.clock) as opened:
        assert opened.found_missing[0].held == 3 and opened.identity.desk == old
    for _ in range(2):
        problems = check_store(folder)
        assert [problem.code for problem in problems] == ["held_scans_missing"] and problems[0].values["count"] == 3
    with open_store(folder, store.clock) as opened:
        assert opened.found_missing == []
        accept_missing(opened.connection, opened.folder, old)
    assert check_store(folder) == []


def test_scans_that_were_held_and_entered_are_not_missed(store: Store, folder: Path) -> None:
    """Also where the computer stopped before that was kept beside the record, once or for a while."""
    for number in ("001", "002"):
        badge = store.register.badge(f"FD/{number}")
        assert badge is not None
        hold(store, Arrival(new_id(store.now()), store.now(), badge, ""), None)
    early = (folder / "desk.held").read_bytes()
    assert len(enter_held(store, "FD/A1").outcomes) == 2
    store.close()
    late = (folder / "desk.held").read_bytes()
    for kept in (early, late):
        (folder / "desk.held").write_bytes(kept)
        assert check_store(folder) == []
        with open_store(folder, store.clock) as opened:
            assert opened.found_missing == []


@needs_wal
def test_the_copy_on_the_stick_is_named(store: Store, scan: Scanner, folder: Path, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    set_copy_folders(store.folder, [stick])
    store.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    scan("001")
    copy_to(store, stick)
    image = power_cut(store)
    store.close()
    put_back(folder, {FILES[0]: image[FILES[0]]})
    open_store(folder, store.clock).close()
    (copy,) = stick.glob("*.hdpack")
    (problem,) = check_store(folder)
    assert f"hourdesk take {copy}" in say(problem)
