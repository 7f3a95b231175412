"""The supervisor's PIN is kept as a hash, and a damaged file says so."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from checkin.clock import SYSTEM_CLOCK
from checkin.rules.problems import Refused
from storage.backup import backup, restore
from storage.check import check_store
from storage.disk.folder import DataFolder
from storage.disk.pins import pin as pin_module
from storage.disk.pins.pin import check_pin, has_pin, remove_pin, reset_pin, set_pin
from storage.disk.pins.pin_record import write_recorded
from storage.store import Store, open_store
from tests.conftest import REAL_PIN_COST
from tests.engines import needs_wal


def wrote_an_older_version(store: Store, content: str) -> None:
    """It kept nothing of the PIN in the record."""
    write_recorded(store.connection, None)
    (store.folder.keys / "pin.json").write_text(content, "utf-8")


def test_without_one_nobody_is_asked(store: Store) -> None:
    assert not has_pin(store.folder)


def test_the_right_one_and_others(store: Store) -> None:
    set_pin(store.folder, "春风1919")
    assert has_pin(store.folder)
    assert check_pin(store.folder, "春风1919", store.clock)
    assert not any(check_pin(store.folder, pin, store.clock) for pin in ("", "春风1918", "春风1919 ", "x" * 1000))
    said = (store.folder.keys / "pin.json").read_text("utf-8")
    assert "春风" not in said and "\\u6625" not in said
    set_pin(store.folder, "2026")
    assert check_pin(store.folder, "2026", store.clock) and not check_pin(store.folder, "春风1919", store.clock)


@pytest.mark.parametrize("pin", ["", "123", "x" * 65, "2468 ", " 2468"])
def test_one_that_nobody_could_type_or_anybody_guess(store: Store, pin: str) -> None:
    with pytest.raises(Refused) as refused:
        set_pin(store.folder, pin)
    assert refused.value.problems[0].code == "bad_pin" and not has_pin(store.folder)


def test_a_guess_costs_32_mb_and_the_cost_stands_in_the_file(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file of another cost goes on working: one from before it was written down, and one of a dearer program."""
    assert REAL_PIN_COST * 8 * 128 == 32 * 1024 * 1024
    monkeypatch.setattr(pin_module, "COST", REAL_PIN_COST)
    set_pin(store.folder, "2468")
    monkeypatch.undo()
    file = store.folder.keys / "pin.json"
    kept = json.loads(file.read_text("utf-8"))
    assert kept.pop("n") == REAL_PIN_COST and check_pin(store.folder, "2468", SYSTEM_CLOCK)
    wrote_an_older_version(store, json.dumps(kept))
    assert check_pin(store.folder, "2468", SYSTEM_CLOCK) and not check_pin(store.folder, "2469", SYSTEM_CLOCK)


SALTED = '"salt": "00", "scrypt": "00"'


@pytest.mark.parametrize(
    "content",
    [
        *("", "{}", "[]", "7", '{"salt": "zz", "scrypt": ""}', '{"salt": 1, "scrypt": 2}'),
        *(f'{{{SALTED}, "n": {n}}}' for n in ("0", "3", "4.0", "65536", '"x"', "[]", "null")),
    ],
)
def test_a_damaged_file_lets_nobody_in(store: Store, content: str) -> None:
    (store.folder.keys / "pin.json").write_text(content)
    with pytest.raises(Refused) as refused:
        check_pin(store.folder, "1234", store.clock)
    assert refused.value.problems[0].code == "bad_pin_file"


def test_bytes_that_are_no_text(store: Store) -> None:
    """As a variable of the environment may hold them."""
    set_pin(store.folder, "\udcff\udcfe46")
    assert check_pin(store.folder, "\udcff\udcfe46", store.clock) and not check_pin(
        store.folder, "\udcff\udcfe47", store.clock
    )


def test_a_pin_from_before_there_were_codes(store: Store) -> None:
    """It goes on working, and says what to do instead of calling its file damaged."""
    code = set_pin(store.folder, "2468")
    file = store.folder.keys / "pin.json"
    kept = json.loads(file.read_text("utf-8"))
    wrote_an_older_version(store, json.dumps({name: kept[name] for name in ("n", "salt", "scrypt")}))
    with pytest.raises(Refused) as refused:
        reset_pin(store.folder, code, "9999", store.clock)
    assert refused.value.problems[0].code == "no_recovery"
    assert check_pin(store.folder, "2468", store.clock)


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps rights in another way")
def test_only_this_user_reads_it(store: Store) -> None:
    set_pin(store.folder, "1234")
    assert (store.folder.keys / "pin.json").stat().st_mode & 0o077 == 0


def test_the_way_back_in(store: Store) -> None:
    code = set_pin(store.folder, "1234")
    assert len(code.split()) == 4
    with pytest.raises(Refused) as refused:
        reset_pin(store.folder, code.replace(code[0], str((int(code[0]) + 1) % 10), 1), "5678", store.clock)
    assert refused.value.problems[0].code == "bad_code"
    wide = code.translate({ord("0") + digit: ord("０") + digit for digit in range(10)})
    new_code = reset_pin(store.folder, wide.replace(" ", "-"), "5678", store.clock)
    assert new_code is not None and check_pin(store.folder, "5678", store.clock)
    assert reset_pin(store.folder, code, "9999", store.clock) is None, "the old sheet is worth nothing"
    remove_pin(store.folder)
    assert not has_pin(store.folder)


def other_desks(file: Path) -> None:
    file.write_text('{"n": 2, "salt": "00", "scrypt": "00", "recovery_salt": "00", "recovery": "00"}')


@pytest.mark.parametrize(
    "spoil",
    [Path.unlink, lambda file: file.write_bytes(b""), lambda file: file.write_bytes(b"{"), other_desks],
    ids=["gone", "empty", "damaged", "another desk's"],
)
def test_who_spoils_the_file_is_no_supervisor(store: Store, spoil: Callable[[Path], object]) -> None:
    """While the desk is open, and after its next start, which makes the file anew and says so once."""
    code = set_pin(store.folder, "2468")
    file, path = store.folder.keys / "pin.json", store.folder.path
    before = file.read_bytes()
    spoil(file)
    assert has_pin(store.folder) and check_pin(store.folder, "2468", store.clock)
    assert not check_pin(store.folder, "1111", store.clock)
    assert [p.code for p in check_store(path)] == ["pin_file"]
    store.close()
    with open_store(path, store.clock) as again:
        assert [p.code for p in again.memory_notes] == ["pin_put_back"] and file.read_bytes() == before
        assert check_pin(again.folder, "2468", store.clock)
    with open_store(path, store.clock) as again:
        assert again.memory_notes == [] and check_store(path) == []
        file.unlink()
        assert reset_pin(again.folder, code, "9999", store.clock) and check_pin(again.folder, "9999", store.clock)


def test_a_count_of_wrong_tries_that_is_gone_is_told_once(store: Store) -> None:
    set_pin(store.folder, "2468")
    file, path = store.folder.keys / "pin_tries.db", store.folder.path
    store.close()
    for spoil in (Path.unlink, lambda file: file.write_bytes(b""), lambda file: file.write_bytes(b"x" * 9000)):
        spoil(file)
        assert [p.code for p in check_store(path)] == ["pin_tries"]
        with open_store(path, store.clock) as again:
            assert [p.code for p in again.memory_notes] == ["tries_renewed"]
        with open_store(path, store.clock) as again:
            assert again.memory_notes == [] and check_store(path) == []
            assert check_pin(again.folder, "2468", store.clock)


def test_the_pin_of_an_older_version_is_kept_in_the_record_from_the_next_start_on(store: Store) -> None:
    set_pin(store.folder, "2468")
    file, path = store.folder.keys / "pin.json", store.folder.path
    wrote_an_older_version(store, file.read_text("utf-8"))
    store.close()
    with open_store(path, store.clock) as again:
        assert again.memory_notes == []
        file.unlink()
        assert check_pin(again.folder, "2468", store.clock)
        remove_pin(again.folder)
        assert not has_pin(again.folder)
    with open_store(path, store.clock) as again:
        assert again.memory_notes == [] and not has_pin(again.folder)


def test_a_backup_carries_the_pin_and_one_without_keeps_that_of_the_desk(store: Store, tmp_path: Path) -> None:
    folder, clock = store.folder, store.clock
    without = backup(store, tmp_path / "without.db")
    set_pin(folder, "1234")
    with_pin = backup(store, tmp_path / "with.db")
    set_pin(folder, "2468")
    store.close()
    for spoil in (
        lambda: None,
        (folder.keys / "pin.json").unlink,
        lambda: (folder.keys / "pin.json").write_bytes(b"{"),
    ):
        spoil()
        restore(without, folder.path, clock)
        with open_store(folder.path, clock) as again:
            assert again.memory_notes == [] and check_pin(again.folder, "2468", clock)
    restore(with_pin, folder.path, clock)
    with open_store(folder.path, clock) as again:
        assert again.memory_notes == [] and check_pin(again.folder, "1234", clock)


@pytest.mark.parametrize("lay", [lambda file: file.write_bytes(b"x" * 600), Path.mkdir], ids=["file", "folder"])
def test_what_lies_beside_the_record_takes_no_pin_away(
    store: Store, tmp_path: Path, lay: Callable[[Path], object]
) -> None:
    """A journal that only who may write can roll back: SQLite shows the record to no reader then."""
    set_pin(store.folder, "2468")
    store.close()
    for name in ("gone", "another's"):
        folder = DataFolder(shutil.copytree(store.folder.path, tmp_path / name))
        (folder.keys / "pin.json").unlink()
        if name != "gone":
            other_desks(folder.keys / "pin.json")
        lay(folder.database.with_name(folder.database.name + "-journal"))
        assert has_pin(folder)
        if lay is Path.mkdir:
            with pytest.raises(Refused) as refused:
                check_pin(folder, "1111", store.clock)
            assert [p.code for p in refused.value.problems] == ["pin_not_read"]
        else:
            assert check_pin(folder, "2468", store.clock) and not check_pin(folder, "1111", store.clock)


@needs_wal
def test_asking_for_it_leaves_a_damaged_record_as_it_is(store: Store, tmp_path: Path) -> None:
    """Before a restore, which keeps the damaged files: SQLite takes a damaged log away with the last connection that may write."""
    set_pin(store.folder, "2468")
    copied = DataFolder(shutil.copytree(store.folder.path, tmp_path / "copied"))
    log = copied.database.with_name(copied.database.name + "-wal")
    damaged = bytearray(log.read_bytes())
    damaged[len(damaged) // 2] ^= 0xFF
    log.write_bytes(damaged)
    log.with_name(copied.database.name + "-shm").unlink()
    before = copied.database.read_bytes(), bytes(damaged)

    has_pin(copied), check_pin(copied, "2468", store.clock)
    assert (copied.database.read_bytes(), log.read_bytes()) == before
