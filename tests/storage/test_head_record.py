"""The head of the chain beside the record: it may lag behind, it never goes back, and it raises no alarm where nothing is lost."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from exports.exchange.pack.copies import copy_to
from exports.exchange.pack.taking import take_pack
from storage.backup import backup, restore
from storage.check import check_store
from storage.disk.copies.copy_folders import set_copy_folders
from storage.disk.folder import DataFolder
from storage.disk.heads.head_record import HeadRecord
from storage.disk.heads.recorded_head import FILE_BYTES, SLOT_BYTES, RecordedHead, read_head
from storage.disk.identity import DeskIdentity
from storage.store import Store, open_store
from tests.portions import in_the_soak
from tests.storage.conftest import Scanner
from tests.storage.test_two_processes import scanner, start


def opened_without_alarm(folder: Path, store: Store) -> DeskIdentity:
    with open_store(folder, store.clock) as opened:
        assert opened.found_missing == []
        identity = opened.identity
    assert check_store(folder) == []
    return identity


def head(folder: Path) -> RecordedHead:
    found = read_head(DataFolder(folder).head).head
    assert found is not None
    return found


def test_it_names_the_last_event_after_each_scan(store: Store, scan: Scanner, folder: Path) -> None:
    before = head(folder)
    for number in ("001", "002"):
        event = scan(number).event
        seq, hash_ = store.connection.execute("SELECT seq, hash FROM log WHERE id = ?", (event,)).fetchone()
        assert (head(folder).desk, head(folder).events, head(folder).hash) == (store.identity.desk, seq, hash_)
    assert head(folder).events == before.events + 2
    file = DataFolder(folder).head
    assert file.stat().st_size == FILE_BYTES and file.stat().st_mode & 0o777 == 0o600
    assert "张伟".encode() not in file.read_bytes()


@pytest.mark.parametrize("lost", [1, 2, 4])
def test_a_power_cut_took_its_last_second(store: Store, scan: Scanner, folder: Path, lost: int) -> None:
    """The record is longer than the head says: nothing is lost, and the head follows."""
    scans = [scan(number) for number in ("001", "002")]
    early = DataFolder(folder).head.read_bytes()
    for turn in range(lost):
        scans.append(scan(f"00{turn % 3 + 1}", minutes=turn + 10))
    store.close()
    DataFolder(folder).head.write_bytes(early)
    assert opened_without_alarm(folder, store).desk == store.identity.desk
    assert head(folder).events == scans_of(folder, store)


def scans_of(folder: Path, store: Store) -> int:
    with open_store(folder, store.clock) as opened:
        return int(opened.connection.execute("SELECT count(*) FROM log").fetchone()[0])


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: b"",
        lambda data: data[:100],
        lambda data: bytes(FILE_BYTES),
        lambda data: b"x" * FILE_BYTES,
        lambda data: data[:SLOT_BYTES] + b"\xff" * SLOT_BYTES,
        lambda data: data.replace(b" FD ", b" FE "),
    ],
)
def test_it_is_damaged_or_cut_off(store: Store, scan: Scanner, folder: Path, damage: object) -> None:
    """A head that can't be read names no event: the desk goes on, and the next scan writes it anew."""
    scan("001")
    store.close()
    file = DataFolder(folder).head
    assert callable(damage)
    file.write_bytes(damage(file.read_bytes()))
    assert opened_without_alarm(folder, store).desk == store.identity.desk
    with open_store(folder, store.clock) as opened:
        scan("002", into=opened)
    assert head(folder).events == scans_of(folder, store)


def test_it_is_deleted_or_can_not_be_written(store: Store, scan: Scanner, folder: Path) -> None:
    file = DataFolder(folder).head
    file.unlink()
    scan("001")
    store.close()
    assert head(folder).events == scans_of(folder, store)
    file.unlink()
    file.mkdir()
    assert opened_without_alarm(folder, store).desk == store.identity.desk
    with open_store(folder, store.clock) as opened:
        assert scan("002", into=opened).kind == "opened"


def test_one_of_its_two_lines_was_cut_off_while_it_was_written(tmp_path: Path) -> None:
    """Whichever byte the power fails at, the head before is read, or the new one whole."""
    file = tmp_path / "desk.head"
    record = HeadRecord(file)
    heads = [RecordedHead("FD", "d" * 16, events, "a" * 64, events, 1) for events in (1, 2, 3)]
    images = []
    for one in heads:
        record.write(one)
        images.append(file.read_bytes())
    record.close()
    for before, after, known in zip(images, images[1:], heads, strict=False):
        for cut in range(FILE_BYTES):
            file.write_bytes(after[:cut] + before[cut:])
            found = read_head(file).head
            assert found is not None and found.events - known.events in (0, 1)


def test_it_never_goes_back_whoever_writes(tmp_path: Path) -> None:
    """A process that was held up between its commit and its head comes too late."""
    one, other = HeadRecord(tmp_path / "desk.head"), HeadRecord(tmp_path / "desk.head")
    for events, record in ((1, one), (3, other), (2, one), (2, other), (4, one), (3, other)):
        record.write(RecordedHead("FD", "d" * 16, events, "a" * 64, events, 1))
        assert read_head(tmp_path / "desk.head").head is not None
    assert head(tmp_path).events == 4
    one.close()
    other.close()


@in_the_soak
def test_two_processes_scan_and_the_head_is_their_last(store: Store, folder: Path) -> None:
    writers = [scanner(folder, name, 60) for name in ("one", "two")]
    for writer in writers:
        start(writer)
    for writer in writers:
        assert len(writer.communicate()[0].split()) == 60
    assert head(folder).events == scans_of(folder, store)
    store.close()
    assert opened_without_alarm(folder, store).desk == store.identity.desk


def test_a_kill_between_a_commit_and_the_head(store: Store, folder: Path) -> None:
    store.close()
    for _turn in range(3):
        process = scanner(folder, "one", 100_000)
        start(process)
        assert process.stdout is not None
        for _scan in range(15):
            process.stdout.readline()
        process.kill()
        process.communicate()
        assert opened_without_alarm(folder, store).desk == store.identity.desk


def test_an_old_backup_is_restored(store: Store, scan: Scanner, folder: Path, tmp_path: Path) -> None:
    """It is another desk's record then: nothing is missing in it."""
    saved = backup(store, tmp_path / "saved.db")
    scan("001")
    scan("002")
    store.close()
    for data in (folder, tmp_path / "elsewhere"):
        restored = restore(saved, data, store.clock)
        assert opened_without_alarm(data, store).desk == restored.identity.desk
        with open_store(data, store.clock) as opened:
            scan("003", into=opened)
        assert head(data).desk == restored.identity.desk
        assert opened_without_alarm(data, store).desk == restored.identity.desk


def test_the_folder_is_copied(store: Store, scan: Scanner, folder: Path, tmp_path: Path) -> None:
    scan("001")
    store.close()
    shutil.copytree(folder, tmp_path / "copy")
    assert opened_without_alarm(tmp_path / "copy", store).desk != store.identity.desk
    assert opened_without_alarm(folder, store).desk == store.identity.desk


def test_an_older_copy_of_the_record_is_put_over_it(store: Store, scan: Scanner, folder: Path, tmp_path: Path) -> None:
    """Into the same file, or as another one: what came after the copy is missing, also once somebody has scanned since."""
    scan("001")
    store.close()
    shutil.copy(folder / "desk.db", tmp_path / "older.db")
    with open_store(folder, store.clock) as opened:
        last = scan("002", into=opened)
        assert last.kind == "opened"
    for put in (shutil.copyfile, shutil.move):
        before = head(folder)
        kept = shutil.copy(tmp_path / "older.db", tmp_path / "put.db")
        put(kept, folder / "desk.db")
        with open_store(folder, store.clock) as opened:
            if before.desk == store.identity.desk:
                (missing,) = opened.found_missing
                assert (missing.desk, missing.first, missing.last) == (before.desk, before.events, before.events)
            assert opened.identity.desk != before.desk
            scan("003", into=opened)


def test_the_whole_folder_went_back_and_only_the_stick_knows(
    store: Store, scan: Scanner, folder: Path, tmp_path: Path
) -> None:
    """Record and head are an older state of both; the copy on the stick brings back what is missing."""
    stick = tmp_path / "stick"
    stick.mkdir()
    set_copy_folders(store.folder, [stick])
    store.close()
    older = {name: (folder / name).read_bytes() for name in ("desk.db", "desk.head")}
    with open_store(folder, store.clock) as opened:
        scan("001", into=opened)
        assert copy_to(opened, stick).problem is None
    for name, data in older.items():
        (folder / name).write_bytes(data)
    with open_store(folder, store.clock) as opened:
        (missing,) = opened.found_missing
        assert missing.desk == store.identity.desk == opened.found_missing[0].desk != opened.identity.desk
        (pack,) = stick.glob("*.hdpack")
        take_pack(opened, pack)
    assert check_store(folder) == []
