"""Two processes change one folder at once: one does it, and the other one is told so and touches nothing."""

from __future__ import annotations

import errno
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest
from click.testing import CliRunner

from checkin.clock import SYSTEM_CLOCK
from checkin.rules.problems import Refused
from exports.district.district import init_district
from exports.district.folder import DistrictFolder
from exports.district.record.rebuilding import rebuild
from storage.backup import backup, restore
from storage.check import check_store
from storage.disk.folder import DataFolder
from storage.disk.protection.conversion import encrypt_folder
from storage.disk.protection.marks import is_protected
from storage.disk.protection.protection_file import new_protection
from storage.disk.swapped_folder import alone, half_built, one_change
from storage.protecting import needs_passphrase
from storage.store import Store, init_store, open_store
from tui.cli.main import hourdesk

CHANGING = """
import sys
from pathlib import Path
from storage.disk.swapped_folder import one_change
with one_change(Path(sys.argv[1])):
    print("changing", flush=True)
    sys.stdin.readline()
"""


@contextmanager
def changed_elsewhere(folder: Path) -> Iterator[None]:
    """Another process is within a change of the folder."""
    command = [sys.executable, "-c", CHANGING, str(folder)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None and other.stdout.readline() == "changing\n"
        yield
        other.communicate("\n")


def init(path: Path) -> None:
    init_store(path, team="fd", team_name="F", clock=SYSTEM_CLOCK).close()


def district(path: Path) -> None:
    init_district(path, code="hd", name="Haidian", clock=SYSTEM_CLOCK).close()


def half(path: Path) -> None:
    with half_built(path / "half", path / "ready"):
        pass


@pytest.mark.skipif(sys.platform == "win32", reason="there is no lock of a folder")
def test_who_comes_second_is_told_and_touches_nothing(store: Store, tmp_path: Path) -> None:
    source, new = backup(store, tmp_path / "stick.db"), tmp_path / "new"
    new.mkdir()
    changes: list[Callable[[Path], object]] = [lambda path: restore(source, path, SYSTEM_CLOCK), init, district, half]
    with changed_elsewhere(new):
        for change in changes:
            with pytest.raises(Refused) as refused:
                change(new)
            assert refused.value.problems[0].code == "change_under_way"
        assert list(new.iterdir()) == []
    restore(source, new, SYSTEM_CLOCK)
    assert check_store(new) == []


@pytest.mark.skipif(sys.platform == "win32", reason="there is no lock of a folder")
def test_a_command_that_comes_second_opens_no_desk(store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An open desk would refuse the first one: of two `protect` none would be done."""
    source = backup(store, folder.parent / "stick.db")
    store.close()
    monkeypatch.setattr("storage.store.InUse", None)
    with changed_elsewhere(folder):
        for words in (["protect"], ["unprotect"], ["restore", str(source)], ["purge", "--reason", "left"]):
            done = CliRunner().invoke(hourdesk, ["--data", str(folder), "--lang", "en", *words])
            assert done.exit_code == 1 and "or still asks about it" in done.output, done.output


@pytest.mark.skipif(sys.platform == "win32", reason="there is no lock of a folder")
def test_a_half_restored_desk_is_deleted_by_the_next_start_but_not_while_it_is_built(
    store: Store, folder: Path
) -> None:
    """Neither by a start, nor by who looks at the folder or wants to encrypt it; a change within this thread leaves it, too."""
    store.close()
    half = DataFolder(folder).half_restored
    new = new_protection("seven lamps over the harbour")
    starts: list[Callable[[], object]] = [
        lambda: open_store(folder, SYSTEM_CLOCK).close(),
        partial(needs_passphrase, folder),
        partial(check_store, folder),
    ]
    for start in starts:
        half.mkdir()
        (half / "desk.db").write_bytes(b"names")
        with changed_elsewhere(folder):
            start()
            with pytest.raises(Refused) as refused:
                encrypt_folder(DataFolder(folder), new, ())
        assert refused.value.problems[0].code == "change_under_way"
        with one_change(folder):
            start()
        assert (half / "desk.db").is_file()
        start()
        assert not half.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="there is no fcntl")
def test_what_a_restore_left_is_not_in_the_clear_after_protect_where_folders_can_not_be_locked(
    store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.close()

    def no_lock(handle: int, how: int) -> None:
        raise OSError(errno.ENOLCK, "no locks available")

    half = DataFolder(folder).half_restored
    half.mkdir()
    (half / "desk.db").write_bytes(b"names")
    monkeypatch.setattr("fcntl.flock", no_lock)
    encrypt_folder(DataFolder(folder), new_protection("seven lamps over the harbour"), ())
    assert is_protected(folder) and not half.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="there is no lock of a folder")
def test_a_record_is_made_anew_by_one_at_a_time(tmp_path: Path) -> None:
    """Where the old record is gone nothing else tells the second one of the first."""
    district(tmp_path)
    DistrictFolder(tmp_path).database.unlink()
    make_anew = partial(rebuild, tmp_path, SYSTEM_CLOCK)
    with changed_elsewhere(tmp_path), pytest.raises(Refused) as refused:
        make_anew()
    assert refused.value.problems[0].code == "change_under_way"
    make_anew()
    assert DistrictFolder(tmp_path).database.is_file()


def test_within_a_change_its_parts_need_no_lock(tmp_path: Path) -> None:
    with one_change(tmp_path), alone(tmp_path):
        half(tmp_path)
    assert (tmp_path / "ready").is_dir()
