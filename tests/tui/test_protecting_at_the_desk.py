"""A person protects a desk that is at work, changes the passphrase and takes the protection back, all on the screen."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, OptionList

from checkin.rules.events import Event, Scan
from exports.exchange.kit.making import make_kit
from exports.exchange.pack.copies import copy_name, copy_to
from exports.exchange.pack.writing import write_pack
from storage.backup import backup
from storage.disk.folder import DataFolder
from storage.disk.pins.pin import set_pin
from storage.disk.protection import wrapping
from storage.disk.protection.open_keys import forget_keys, unlock
from storage.protecting import is_desk_protected, protect
from storage.store import Store, open_store
from tests.engines import needs_encryption
from tests.portions import in_the_soak, share
from tests.standing_clock import StandingClock
from tests.storage.conftest import clock, folder, store
from tests.storage.telltales import telling_files
from tests.tui.driving import from_more, leave, opened, scanner, told, until
from tui.desk.app import DeskApp
from tui.desk.protection.exchanging import with_folder_closed
from tui.model.lights import Light
from tui.screens.choose import ChooseDialog
from tui.screens.dialog import Dialog, Text
from tui.screens.making.made import MadeDialog
from tui.screens.message import MessageDialog
from tui.screens.protection.new_passphrase import NewPassphraseDialog
from tui.screens.protection.recovery_code import RecoveryCodeDialog
from tui.screens.protection.secret_form import CurrentPassphraseDialog
from tui.screens.supervisor.sign_in import SignInDialog

pytestmark = needs_encryption

__all__ = ["clock", "folder", "store"]
PASSPHRASE = "seven lamps over the harbour"
OTHER = "four geese behind a piano"


@pytest.fixture(autouse=True)
def _at_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Keys that are fast to guess, and documents in a folder of the test."""
    monkeypatch.setattr(wrapping, "COST", 2**4)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("XDG_DOCUMENTS_DIR", str(tmp_path / "home" / "papers"))
    yield
    forget_keys()


@pytest.fixture
def path(store: Store) -> Path:
    """The folder of a desk with people and an activity."""
    store.close()
    return store.folder.path


@pytest.fixture
def badge(store: Store, path: Path, clock: StandingClock) -> str:
    with open_store(path, clock.clock) as found:
        return found.register.badge("FD/001") or ""


@pytest.fixture
def locked(path: Path) -> Path:
    protect(path, PASSPHRASE)
    return path


def said(app: DeskApp, part: str = "#trouble") -> str:
    return told(app) if part == "#trouble" else app.screen.query_one(part, Text).render().plain


def scans_of(store: Store) -> list[Event]:
    return [event for event in store.ledger.events_of("FD/001") if isinstance(event.body, Scan)]


def fill(app: DeskApp, **values: str) -> None:
    for name, value in values.items():
        app.screen.query_one(f"#{name}", Input).value = value


async def stands(pilot: Pilot[int], kind: type[Dialog[object]]) -> None:
    await until(pilot, lambda: isinstance(pilot.app.screen, kind) and pilot.app.screen.check_action("", ()))


async def test_a_desk_at_work_is_protected_and_no_scan_is_lost(path: Path, badge: str, clock: StandingClock) -> None:
    """Weak, then twice different, then good; a scan comes while the dialog is open, and one while the code is shown."""
    async with opened(path, clock=clock.clock) as (app, pilot):
        await from_more(app, pilot, "protection")
        await stands(pilot, NewPassphraseDialog)
        fill(app, passphrase="20120315", again="20120315")
        await until(pilot, lambda: "too short" in said(app, "#line"))
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "too short" in said(app))
        fill(app, passphrase=PASSPHRASE, again=OTHER)
        await until(pilot, lambda: "good enough" in said(app, "#line"))
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "not the same" in said(app))
        assert not is_desk_protected(path)
        scanner(app, badge)
        await until(pilot, lambda: "张伟" in str(app.state.verdict))
        fill(app, again=PASSPHRASE)
        await pilot.press("ctrl+s")
        await stands(pilot, RecoveryCodeDialog)
        before = app.state.verdict
        clock.advance(1_800_000)
        scanner(app, badge)
        await until(pilot, lambda: app.state.verdict is not before)
        assert is_desk_protected(path)
        await pilot.pause(0.3)  # an Enter right behind a burst is the scanner's
        await pilot.press("enter")
        await stands(pilot, MadeDialog)
        assert "recovery-FD" in said(app, "#path")
        await pilot.press("escape")
        await stands(pilot, RecoveryCodeDialog)
        await pilot.press("escape")
        # The sheet itself is a file that everybody can read: it is named until it is deleted.
        await stands(pilot, MessageDialog)
        assert "recovery-FD" in "".join(str(text.render()) for text in app.screen.query("Text"))
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is app.desk.screen)
        assert app.state.board is not None
    forget_keys()
    assert telling_files(path, [badge]) == {}
    assert [file.suffix for file in (path.parent / "home" / "papers" / "Hourdesk").iterdir()] == [".pdf"]
    unlock(path, PASSPHRASE)
    with open_store(path, clock.clock) as found:
        assert len(scans_of(found)) == 2


async def test_scans_wait_while_the_record_is_exchanged(path: Path, badge: str, clock: StandingClock) -> None:
    """They keep the time that they came at."""
    at, goes_on = clock.clock.now(), threading.Event()
    async with opened(path, clock=clock.clock) as (app, pilot):
        app.run_worker(with_folder_closed(app.desk, goes_on.wait), exit_on_error=False)
        await pilot.pause()
        scanner(app, badge)
        await pilot.pause(0.3)
        assert "张伟" not in str(app.state.verdict)
        clock.advance(60_000)
        goes_on.set()
        await until(pilot, lambda: "张伟" in str(app.state.verdict))
    with open_store(path, clock.clock) as found:
        assert [event.at for event in scans_of(found)] == [at]


@in_the_soak
async def test_what_everybody_can_still_read_on_a_stick_is_named(
    path: Path, badge: str, clock: StandingClock, tmp_path: Path
) -> None:
    """A kit, a pack in a folder and a backup of before are named after the code, and once more with Alt+K; the plain copy gave
    way to a sealed one. A scan over the list is recorded."""
    stick = tmp_path / "stick"
    (stick / "march").mkdir(parents=True)
    with open_store(path, clock.clock) as found:
        found.folder.change_settings({"copies": [str(stick)]})
        make_kit(found, stick / "gate.hdkit")
        write_pack(found, stick / "march" / "all.hdpack")
        backup(found, stick / "desk.hdbackup")
        copy = stick / copy_name(found.identity)
        assert copy_to(found, stick).problem is None
    async with opened(path, clock=clock.clock) as (app, pilot):
        await from_more(app, pilot, "protection")
        await stands(pilot, NewPassphraseDialog)
        fill(app, passphrase=PASSPHRASE, again=PASSPHRASE)
        await pilot.press("ctrl+s")
        await stands(pilot, RecoveryCodeDialog)
        await pilot.press("escape", "escape")
        await stands(pilot, MessageDialog)
        told = " ".join(part.render().plain for part in app.screen.query(Text))
        assert all(name in told for name in ("gate.hdkit", "all.hdpack", "desk.hdbackup", "birth dates"))
        assert copy.name not in told
        scanner(app, badge)
        await until(pilot, lambda: "张伟" in str(app.state.verdict))
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is app.desk.screen)
        await from_more(app, pilot, "protection")
        await stands(pilot, ChooseDialog)
        told = " ".join(part.render().plain for part in app.screen.query(Text))
        assert "3 files of before the protection" in told
    with open_store(path, clock.clock) as found:
        assert len(scans_of(found)) == 1


@in_the_soak
@pytest.mark.parametrize("step", share(["files", "passphrase", "pin"], 2, 3))
async def test_esc_at_each_step_leaves_all_as_it_was(path: Path, badge: str, clock: StandingClock, step: str) -> None:
    set_pin(DataFolder(path), "2468")
    (path / "sheets").mkdir()
    (path / "sheets" / "muster.pdf").write_text("张伟", "utf-8")
    before = sorted(file.name for file in path.rglob("*"))
    async with opened(path, clock=clock.clock) as (app, pilot):
        await from_more(app, pilot, "protection")
        await stands(pilot, ChooseDialog)
        if step != "files":
            await pilot.press("enter")
            await stands(pilot, NewPassphraseDialog)
            fill(app, passphrase=PASSPHRASE, again=PASSPHRASE)
        if step == "pin":
            await pilot.press("ctrl+s")
            await stands(pilot, SignInDialog)
            await pilot.press("escape")
            await stands(pilot, NewPassphraseDialog)
        await leave(pilot)
        await until(pilot, lambda: app.screen is app.desk.screen)
        scanner(app, badge)
        await until(pilot, lambda: "张伟" in str(app.state.verdict))
    assert not is_desk_protected(path)
    assert set(before) <= {file.name for file in path.rglob("*")}


@in_the_soak
async def test_lists_that_lie_in_the_folder_are_moved_as_the_person_says(path: Path, clock: StandingClock) -> None:
    (path / "sheets").mkdir()
    (path / "sheets" / "muster.pdf").write_text("张伟", "utf-8")
    async with opened(path, clock=clock.clock) as (app, pilot):
        await from_more(app, pilot, "protection")
        await stands(pilot, ChooseDialog)
        await pilot.press("enter")
        await stands(pilot, NewPassphraseDialog)
        fill(app, passphrase=PASSPHRASE, again=PASSPHRASE)
        await pilot.press("ctrl+s")
        await stands(pilot, RecoveryCodeDialog)
    assert telling_files(path, []) == {}
    moved = path.parent / "home" / "papers" / "Hourdesk" / "sheets" / "muster.pdf"
    assert moved.read_text("utf-8") == "张伟"


async def test_neither_one_esc_nor_a_sheet_that_fails_loses_the_code(path: Path, clock: StandingClock) -> None:
    async with opened(path, clock=clock.clock) as (app, pilot):
        await from_more(app, pilot, "protection")
        await stands(pilot, NewPassphraseDialog)
        fill(app, passphrase=PASSPHRASE, again=PASSPHRASE)
        await pilot.press("ctrl+s")
        await stands(pilot, RecoveryCodeDialog)
        (path.parent / "home").mkdir(exist_ok=True)
        (path.parent / "home" / "papers").write_text("a file in the way", "utf-8")
        await pilot.press("enter")
        await until(pilot, lambda: "Write the code down" in said(app))
        await pilot.press("escape")
        await until(pilot, lambda: "Esc once more" in said(app))
        assert isinstance(app.screen, RecoveryCodeDialog)
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is app.desk.screen)


@in_the_soak
async def test_another_program_on_the_folder_is_told_and_nothing_is_changed(
    path: Path, badge: str, clock: StandingClock
) -> None:
    """A command runs on the same folder: the desk says to close it, goes on, and does it afterwards."""
    async with opened(path, clock=clock.clock) as (app, pilot):
        await from_more(app, pilot, "protection")
        await stands(pilot, NewPassphraseDialog)
        fill(app, passphrase=PASSPHRASE, again=PASSPHRASE)
        with open_store(path, clock.clock):
            await pilot.press("ctrl+s")
            await until(pilot, lambda: "every other Hourdesk" in said(app))
        assert not is_desk_protected(path)
        scanner(app, badge)
        await until(pilot, lambda: "张伟" in str(app.state.verdict))
        await pilot.press("ctrl+s")
        await stands(pilot, RecoveryCodeDialog)


async def _choose(app: DeskApp, pilot: Pilot[int], name: str) -> None:
    await from_more(app, pilot, "protection")
    await stands(pilot, ChooseDialog)
    found = app.screen.query_one(OptionList)
    found.highlighted = found.get_option_index(name)
    await pilot.press("enter")


@in_the_soak
async def test_the_passphrase_is_changed_by_who_knows_it(locked: Path, clock: StandingClock) -> None:
    async with opened(locked, clock=clock.clock) as (app, pilot):
        await _choose(app, pilot, "change")
        await stands(pilot, NewPassphraseDialog)
        fill(app, current="a guess of somebody", passphrase=OTHER, again=OTHER)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "not the passphrase" in said(app))
        assert app.screen.query_one("#current", Input).value == ""
        fill(app, current=PASSPHRASE)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: app.screen is app.desk.screen)
    forget_keys()
    unlock(locked, OTHER)


@in_the_soak
async def test_a_new_code_opens_the_desk(locked: Path, clock: StandingClock) -> None:
    async with opened(locked, clock=clock.clock) as (app, pilot):
        await _choose(app, pilot, "code")
        await stands(pilot, CurrentPassphraseDialog)
        fill(app, current=PASSPHRASE)
        await pilot.press("enter")
        await stands(pilot, RecoveryCodeDialog)
        code = app.screen.query_one("#box Text").render().plain.splitlines()[0].partition(": ")[2]
    forget_keys()
    unlock(locked, code)


async def test_the_protection_is_taken_back_with_the_passphrase_alone(
    locked: Path, badge: str, clock: StandingClock
) -> None:
    async with opened(locked, clock=clock.clock) as (app, pilot):
        await _choose(app, pilot, "unprotect")
        await stands(pilot, CurrentPassphraseDialog)
        assert ("Enter", "decrypt", "screen.next") in app.screen.all_entries()
        fill(app, current="a guess of somebody")
        await pilot.press("enter")
        await until(pilot, lambda: "not the passphrase" in said(app))
        assert is_desk_protected(locked)
        fill(app, current=PASSPHRASE)
        await pilot.press("enter")
        await until(pilot, lambda: app.screen is app.desk.screen)
        assert not is_desk_protected(locked)
        scanner(app, badge)
        await until(pilot, lambda: "张伟" in str(app.state.verdict))


@in_the_soak
async def test_a_file_that_somebody_put_into_a_protected_folder_is_put_away(locked: Path, clock: StandingClock) -> None:
    (locked / "list.csv").write_text("张伟", "utf-8")
    async with opened(locked, clock=clock.clock) as (app, pilot):
        await _choose(app, pilot, "rest")
        await stands(pilot, ChooseDialog)
        await until(pilot, lambda: "list.csv" in str(app.screen.query_one(OptionList).get_option("delete").prompt))
        await pilot.press("down", "enter")
        await until(pilot, lambda: not (locked / "list.csv").exists())


@in_the_soak
async def test_the_light_says_that_copies_are_sealed(path: Path, clock: StandingClock, tmp_path: Path) -> None:
    """In the clear before, sealed as soon as the desk is protected."""
    stick = tmp_path / "stick"
    stick.mkdir()
    with open_store(path, clock.clock) as found:
        found.folder.change_settings({"copies": [str(stick)]})
    async with opened(path, (120, 40), clock=clock.clock) as (app, pilot):
        await until(pilot, lambda: app.state.lights.copies is Light.GOOD)
        assert "sealed" not in str(app.desk.screen.top.render())
        await from_more(app, pilot, "protection")
        await stands(pilot, NewPassphraseDialog)
        fill(app, passphrase=PASSPHRASE, again=PASSPHRASE)
        await pilot.press("ctrl+s")
        await stands(pilot, RecoveryCodeDialog)
        await until(pilot, lambda: "sealed copy" in str(app.desk.screen.top.render()))
    assert telling_files(stick, []) == {}
