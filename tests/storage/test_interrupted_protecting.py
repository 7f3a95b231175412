"""The power fails at each step of `protect` and `unprotect`: the desk is what it was, or what it becomes, whole."""

from __future__ import annotations

import shutil
from functools import partial
from pathlib import Path

import pytest

from storage.backup import backup
from storage.check import check_store
from storage.disk.key_folder import KeyFolder
from storage.disk.pins.pin import check_pin, set_pin
from storage.disk.protection.lying import Lying
from storage.disk.protection.marks import is_protected
from storage.disk.protection.open_keys import forget_keys, unlock
from storage.protecting import lying_about, needs_passphrase, protect, unprotect
from storage.store import Store, open_store
from tests.engines import needs_encryption
from tests.portions import steps
from tests.standing_clock import StandingClock
from tests.storage.conftest import Scanner
from tests.storage.killed import kills
from tests.storage.telltales import telling_files

pytestmark = needs_encryption

PASSPHRASE = "seven lamps over the harbour"


@pytest.fixture
def before(store: Store, scan: Scanner, tmp_path: Path) -> Path:
    """A data folder with a scan, a PIN, a backup and a printed sheet."""
    scan("001")
    set_pin(store.folder, "4711")
    backup(store, store.folder.backups / "monday.db")
    (store.folder.path / "sheets").mkdir()
    (store.folder.path / "sheets" / "badges.pdf").write_text("张伟", "utf-8")
    store.close()
    return shutil.copytree(store.folder.path, tmp_path / "before", copy_function=shutil.copy2)


def look(folder: Path, clock: StandingClock) -> bool:
    """Open the desk as a start does, see that all is there, and say whether it is protected."""
    forget_keys()
    if needs_passphrase(folder):
        unlock(folder, PASSPHRASE)
    with open_store(folder, clock.clock) as opened:
        assert opened.connection.execute("SELECT count(*) FROM log WHERE kind = 'scan'").fetchone() == (1,)
        KeyFolder(opened.folder.keys).team_key()
        KeyFolder(opened.folder.keys).key(opened.identity.desk)
        assert check_pin(opened.folder, "4711", clock.clock)
    assert check_store(folder) == []
    assert not [place for place in folder.iterdir() if place.is_dir() and place.name.startswith(".")]
    return is_protected(folder)


def test_protecting(before: Path, tmp_path: Path, clock: StandingClock) -> None:
    folder, out, seen = tmp_path / "again", tmp_path / "out", set()
    shutil.copytree(before, folder)
    look(folder, clock)  # it is a copy of another desk's folder, and becomes a desk of its own first

    def deed() -> None:
        lying = lying_about(folder)
        protect(folder, PASSPHRASE, Lying(lying, out if lying else None))

    for step in kills(deed, every=steps(23)):
        is_now = look(folder, clock)
        seen.add(is_now)
        if is_now:
            assert telling_files(folder, []) == {}, step
            assert list(out.rglob("badges*.pdf"))
            shutil.rmtree(folder)
            shutil.copytree(before, folder)
            look(folder, clock)
        else:
            assert (folder / "sheets" / "badges.pdf").exists()
    assert seen == {True, False}
    assert look(folder, clock)
    assert telling_files(folder, []) == {}


def test_unprotecting(before: Path, tmp_path: Path, clock: StandingClock) -> None:
    folder, seen = tmp_path / "again", set()
    shutil.copytree(before, folder)
    shutil.rmtree(folder / "sheets")
    look(folder, clock)
    protect(folder, PASSPHRASE)
    for _step in kills(partial(unprotect, folder), every=steps(23)):
        is_now = look(folder, clock)
        seen.add(is_now)
        if is_now:
            assert telling_files(folder, []) == {}
        else:
            protect(folder, PASSPHRASE)
    assert seen == {True, False}
    assert not look(folder, clock)
