"""A note on a person at the desk: a sign on the verdict, the text on a key, and nothing while others may look on."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from checkin.clock import SYSTEM_CLOCK
from checkin.rules.outcomes import OutcomeKind
from checkin.rules.signature import UNSIGNED, Signature
from exports.exchange.kit.making import make_kit
from exports.exchange.kit.taking import init_from_kit
from storage.activities.activities import close_activity
from storage.disk.folder import DataFolder
from storage.disk.pins.pin import set_pin
from storage.people.linking import link
from storage.people.notes import all_notes, write_note
from storage.store import open_store
from tests.portions import in_the_soak, share
from tests.tui.desks import MadeDesk, make_desk
from tests.tui.driving import from_more, opened, scanner, until
from tests.tui.making.working import fill, made, said, stands
from tests.tui.outcomes import OUTCOMES, PERSON, SHANGHAI
from tests.tui.test_modes import PIN, begun, give_pin, text_of
from tui.desk.app import DeskApp
from tui.model.desk_mode import DeskMode
from tui.model.verdicts import verdict_of, without_name
from tui.screens.choose import ChooseDialog
from tui.screens.deed import DeedForm
from tui.screens.fields.kinds import YES
from tui.screens.form import FormDialog
from tui.screens.message import MessageDialog
from tui.screens.note import NoteDialog
from tui.screens.pick_person import PickPersonDialog
from tui.screens.volunteer.screen import VolunteerScreen

NOTE = "花生过敏 [b]Vest 12[/b] ½"
WHO, OTHER = "cq8/0003", "cq8/0004"


@pytest.fixture
def desk(tmp_path: Path) -> MadeDesk:
    made = make_desk(tmp_path / "desk")
    with open_store(made.path, SYSTEM_CLOCK) as store:
        write_note(store, WHO, NOTE, Signature("Chen"))
    return made


async def scanned(app: DeskApp, pilot: Pilot[int], badge: str, name: str) -> None:
    scanner(app, badge)
    await until(pilot, lambda: app.desk.screen.verdict.verdict.name == name)


async def test_the_verdict_has_a_sign_and_the_key_shows_the_text_until_the_next_scan(desk: MadeDesk) -> None:
    """Also on the second scan, which is too soon; the next person's verdict stands alone, and the key says why not."""
    async with opened(desk.path) as (app, pilot):
        await scanned(app, pilot, desk.badges[WHO], "王芳")
        assert "※ Note: Alt+↓" in text_of(app) and "花" not in text_of(app)
        await until(pilot, lambda: app.desk.screen.keys.entries[0][:2] == ("Alt+↓", "Note"))
        await pilot.press("alt+down")
        await until(pilot, lambda: isinstance(app.screen, NoteDialog) and "[b]Vest 12[/b] ½" in text_of(app))
        assert "王芳" in text_of(app) and "Chen" in text_of(app)
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is app.desk.screen)
        await pilot.press("alt+down")
        await until(pilot, lambda: isinstance(app.screen, NoteDialog))
        await scanned(app, pilot, desk.badges[OTHER], "Ana Lopez")
        await until(pilot, lambda: app.screen is app.desk.screen)
        assert "※" not in text_of(app) and "Vest" not in text_of(app)
        await pilot.press("alt+down")
        await until(pilot, lambda: "no note on who was scanned last" in text_of(app))


async def test_once_the_verdict_is_over_the_key_still_shows_the_note_of_the_last_person(desk: MadeDesk) -> None:
    """The desk is ready again, and names them small; a scan that was struck out has no note."""
    async with opened(desk.path) as (app, pilot):
        await scanned(app, pilot, desk.badges[WHO], "王芳")
        app.state.end_verdict(SYSTEM_CLOCK.now())
        app.desk.display.show_state()
        assert app.state.noted == WHO and "※ Note:" not in text_of(app)
        await pilot.press("alt+down")
        await until(pilot, lambda: isinstance(app.screen, NoteDialog) and "Vest 12" in text_of(app))


@pytest.mark.parametrize("mode", share(["lock", "self_service"], 0, 2))
async def test_while_others_look_on_there_is_neither_sign_nor_text(desk: MadeDesk, mode: str) -> None:
    """A text that is open when the mode begins is closed; a scan then shows no sign, and the key nothing."""
    set_pin(DataFolder(desk.path), PIN)
    async with opened(desk.path) as (app, pilot):
        await scanned(app, pilot, desk.badges[WHO], "王芳")
        await begun(app, pilot, mode)
        assert "※" not in text_of(app)
        await scanned(app, pilot, desk.badges[OTHER], "0004" if mode == "lock" else "Ana Lopez")
        await scanned(app, pilot, desk.badges[WHO], "0003" if mode == "lock" else "王芳")
        await pilot.press("alt+down")
        await pilot.pause(0.2)
        assert app.screen is app.desk.screen and "※" not in text_of(app) and "Vest" not in text_of(app)
        await pilot.press("f10")
        await give_pin(app, pilot)
        await until(pilot, lambda: app.state.mode is DeskMode.OPEN and "※" in text_of(app))


@in_the_soak
async def test_a_note_that_is_open_is_closed_when_the_desk_is_locked(desk: MadeDesk) -> None:
    set_pin(DataFolder(desk.path), PIN)
    async with opened(desk.path) as (app, pilot):
        await scanned(app, pilot, desk.badges[WHO], "王芳")
        await pilot.press("alt+down")
        await until(pilot, lambda: isinstance(app.screen, NoteDialog))
        app.desk.modes.begin(DeskMode.LOCKED)
        await until(pilot, lambda: app.screen is app.desk.screen)
        assert "Vest" not in text_of(app)


@pytest.mark.parametrize("kind", [kind for kind in OutcomeKind if kind is not OutcomeKind.NOT_A_BADGE])
def test_every_verdict_of_a_person_has_the_sign_and_a_locked_one_has_none(kind: OutcomeKind) -> None:
    """In, out, too soon, is in, is out, …: whatever the scan came to."""
    outcome = next(one for one in OUTCOMES if one.kind is kind)
    verdict = verdict_of(outcome, PERSON, SHANGHAI, noted=True)
    assert verdict.note.startswith("※ ") and not without_name(verdict).note
    assert verdict_of(outcome, PERSON, SHANGHAI).note == ""


async def test_a_scan_that_is_held_for_want_of_an_activity_has_the_sign_too(desk: MadeDesk) -> None:
    with open_store(desk.path, SYSTEM_CLOCK) as store:
        close_activity(store, "qd1", UNSIGNED)
    async with opened(desk.path) as (app, pilot):
        scanner(app, desk.badges[WHO])
        await until(pilot, lambda: "王芳" in app.state.verdict.name)
        await until(pilot, lambda: app.state.noted == WHO)


async def test_the_note_under_another_number_of_the_same_person_is_shown(desk: MadeDesk) -> None:
    with open_store(desk.path, SYSTEM_CLOCK) as store:
        link(store, WHO, "cq8/0001", Signature("Chen", "one person"), other_name=True)
    async with opened(desk.path) as (app, pilot):
        scanner(app, desk.badges["cq8/0001"])
        await until(pilot, lambda: bool(app.state.noted))
        await pilot.press("alt+down")
        await until(pilot, lambda: isinstance(app.screen, NoteDialog) and "Vest 12" in text_of(app))


@in_the_soak
async def test_the_supervisor_writes_changes_and_clears_notes_from_more(desk: MadeDesk) -> None:
    """The list has those there are; a new one is written for a person who is found; an empty text takes one away."""
    async with opened(desk.path, (120, 40)) as (app, pilot):
        await from_more(app, pilot, "notes")
        await until(pilot, lambda: isinstance(app.screen, ChooseDialog) and "Vest 12" in text_of(app))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, PickPersonDialog) and app.screen.check_action("", ()))
        app.screen.query_one(Input).value = "0004"
        await until(pilot, lambda: "Ana Lopez" in text_of(app))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, DeedForm) and app.screen.check_action("", ()))
        app.screen.query_one("#text", Input).value = "x" * 201
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "201 characters" in text_of(app))
        app.screen.query_one("#text", Input).value = "Wheelchair"
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, ChooseDialog) and "Wheelchair" in text_of(app))
        await pilot.press("down", "enter")
        await until(pilot, lambda: isinstance(app.screen, DeedForm) and app.screen.check_action("", ()))
        app.screen.query_one("#text", Input).value = ""
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, ChooseDialog))
        await pilot.press("escape")
        notes = await app.desk.writer.ask(all_notes)
    assert [note.text for note in notes.values()] in (["Wheelchair"], [NOTE])


@in_the_soak
async def test_the_page_of_a_volunteer_shows_it_and_n_changes_it(desk: MadeDesk) -> None:
    async with opened(desk.path, (120, 40)) as (app, pilot):
        await scanned(app, pilot, desk.badges[WHO], "王芳")
        from tui.desk.commands.people import show_page

        app.desk.start("page", lambda: show_page(app.desk, WHO))
        await until(pilot, lambda: isinstance(app.screen, VolunteerScreen) and "※ 花" in text_of(app))
        await pilot.press("alt+down")
        await until(pilot, lambda: isinstance(app.screen, NoteDialog))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, VolunteerScreen))
        await pilot.press("n")
        await until(pilot, lambda: isinstance(app.screen, DeedForm) and app.screen.check_action("", ()))
        assert app.screen.query_one("#text", Input).value == NOTE
        app.screen.query_one("#text", Input).value = "Glasses"
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, VolunteerScreen) and "※ Glasses" in text_of(app))


@in_the_soak
async def test_a_tick_puts_notes_into_a_kit_and_asks_for_a_passphrase(
    desk: MadeDesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is off at first. What a kit changed is said where it is taken. Sealing takes seconds on purpose: another test does it."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_DOCUMENTS_DIR", str(tmp_path / "papers"))
    (tmp_path / "papers").mkdir()
    monkeypatch.setattr("exports.exchange.pack.finding.removable_media", list)
    monkeypatch.setattr("exports.exchange.kit.making.seal", lambda data, _passphrase: data)
    with open_store(desk.path, SYSTEM_CLOCK) as store:
        make_kit(store, tmp_path / "plain.hdkit")
    init_from_kit(tmp_path / "gate", tmp_path / "plain.hdkit", None, clock=SYSTEM_CLOCK).close()
    async with opened(desk.path, (120, 40)) as (app, pilot):
        await from_more(app, pilot, "make_kit")
        await stands(app, pilot, FormDialog)
        assert isinstance(app.screen, FormDialog) and app.screen.row("notes").text == ""
        await fill(app, pilot, notes=YES)
        await until(pilot, lambda: "notes on people travel only" in text_of(app))
        await fill(app, pilot, passphrase="long enough", again="long enough")
        assert "1 note on a person is in it." in await made(app, pilot)
    (kit,) = (tmp_path / "papers" / "Hourdesk").glob("*.hdkit")
    async with opened(tmp_path / "gate", (120, 40)) as (app, pilot):
        await from_more(app, pilot, "bring_in_file")
        await fill(app, pilot, file=str(kit))
        await stands(app, pilot, MessageDialog)
        assert "1 new note on a person." in said(app)
        notes = await app.desk.writer.ask(all_notes)
    assert [note.text for note in notes.values()] == [NOTE]
