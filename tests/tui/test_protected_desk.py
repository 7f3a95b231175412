"""A protected desk on the screen: the passphrase comes first, once, and then everything is as it was."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Input

from storage.disk.folder import DataFolder
from storage.disk.protection.open_keys import forget_keys, unlock
from storage.protecting import protect
from storage.store import Store, open_store
from tests.engines import needs_encryption
from tests.standing_clock import StandingClock
from tests.storage.conftest import clock, folder, store
from tests.storage.telltales import telling_files
from tests.tui.driving import opened, scanner, told, until
from tui.desk.fault_file import fault_file, fault_text
from tui.model.sheets import sheet_file
from tui.screens.passphrase import PassphraseDialog

pytestmark = needs_encryption

__all__ = ["clock", "folder", "store"]
PASSPHRASE = "seven lamps over the harbour"


@pytest.fixture
def locked(store: Store) -> Path:
    store.close()
    protect(store.folder.path, PASSPHRASE)
    forget_keys()
    return store.folder.path


async def test_the_passphrase_is_asked_once_and_scans_go_on(locked: Path, clock: StandingClock) -> None:
    unlock(locked, PASSPHRASE)
    with open_store(locked, clock.clock) as opened_store:
        badge = opened_store.register.badge("FD/001")
    assert badge is not None
    forget_keys()
    async with opened(locked, clock=clock.clock) as (app, pilot):
        await until(pilot, lambda: isinstance(app.screen, PassphraseDialog))
        field = app.screen.query_one("#passphrase", Input)
        assert field.password
        app.desk.display.show_idle()
        assert app.state.verdict.word == "LOCKED", "a minute later too: nothing is known of the record yet"
        field.value = "seven lamps over the harbor"
        await pilot.press("enter")
        await until(pilot, lambda: "not the passphrase" in told(app))
        assert "damaged: try again" in told(app)
        assert field.value == ""
        field.value = PASSPHRASE
        await pilot.press("enter")
        await until(pilot, lambda: app.state.board is not None)
        assert not isinstance(app.screen, PassphraseDialog)
        scanner(app, badge)
        await until(pilot, lambda: "张伟" in str(app.state.verdict))
        assert telling_files(locked, [badge]) == {}


async def test_who_has_no_passphrase_leaves(locked: Path) -> None:
    async with opened(locked) as (app, pilot):
        await until(pilot, lambda: isinstance(app.screen, PassphraseDialog))
        await pilot.press("escape")
        await until(pilot, lambda: app.return_code == 0)
    assert telling_files(locked, []) == {}


def test_what_the_desk_prints_lies_outside(locked: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("XDG_DOCUMENTS_DIR", str(tmp_path / "home" / "papers"))
    out = sheet_file(DataFolder(locked), "muster")
    assert not out.is_relative_to(locked) and out.parent.is_dir()
    assert sheet_file(DataFolder(tmp_path), "muster").is_relative_to(tmp_path / "sheets")


def test_a_fault_is_kept_without_the_values_that_it_names(locked: Path, tmp_path: Path) -> None:
    name = "".join(["张", "伟"])
    try:
        dict[str, int]()[name]
    except KeyError as error:
        text, elsewhere = fault_text(locked, error), fault_text(tmp_path, error)
    assert "KeyError" in text and "test_protected_desk.py" in text
    assert name not in text and name in elsewhere
    assert fault_file(locked).name == "fault-without-values.txt"
