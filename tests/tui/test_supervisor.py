"""The supervisor signs in at the desk: by PIN, for some minutes, while scans go on."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual import work
from textual.pilot import Pilot
from textual.widgets import Input

from checkin.clock import SYSTEM_CLOCK, Clock
from checkin.texts import use_language
from storage.disk.folder import DataFolder
from storage.disk.pins.pin import check_pin, has_pin, reset_pin, set_pin
from tests.portions import in_the_soak, share
from tests.standing_clock import StandingClock
from tests.tui.desks import MadeDesk, make_desk
from tests.tui.driving import opened, scanner, told, until
from tests.tui.first_steps import put, stands
from tui.desk.app import DeskApp
from tui.desk.supervision import SESSION_MS
from tui.screens.fields.button import SideButton
from tui.screens.help import ModeDialog
from tui.screens.making.made import MadeDialog
from tui.screens.protection.recovery_code import RecoveryCodeDialog
from tui.screens.supervisor.new_pin import NewPinDialog
from tui.screens.supervisor.reset_pin import ResetPinDialog
from tui.screens.supervisor.sign_in import SignInDialog


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Each story in one of the languages by turns."""
    turn = len(metafunc.function.__name__) % 2
    metafunc.parametrize("in_both_languages", share(["en", "zh"], turn, 2), indirect=True)


@pytest.fixture(autouse=True)
def in_both_languages(request: pytest.FixtureRequest) -> Iterator[None]:
    use_language(request.param)
    yield
    use_language("en")


class Asking(DeskApp):
    """A desk with an action that only a supervisor may do."""

    allowed: bool | None = None

    @work
    async def action_correct(self) -> None:
        self.allowed = await self.desk.as_supervisor()


@asynccontextmanager
async def asking(
    tmp_path: Path, pin: str | None = "2468", operator: str | None = "teacher", clock: Clock = SYSTEM_CLOCK
) -> AsyncIterator[tuple[Asking, Pilot[int], MadeDesk]]:
    """The desk of a new folder, with its PIN."""
    made = make_desk(tmp_path / "desk")
    if pin is not None:
        set_pin(DataFolder(made.path), pin)
    async with opened(made.path, app=Asking, operator=operator, clock=clock) as (app, pilot):
        assert isinstance(app, Asking)
        yield app, pilot, made


def trouble(app: DeskApp) -> str:
    dialog = app.screen
    assert isinstance(dialog, SignInDialog | NewPinDialog)
    return told(app).strip()


async def type_in(pilot: Pilot[int], text: str) -> None:
    """By hand: no burst of a scanner."""
    for character in text:
        await pilot.press(character)
        await asyncio.sleep(0.12)
    await asyncio.sleep(0.3)
    await pilot.press("enter")


async def test_a_wrong_pin_then_the_right_one(tmp_path: Path) -> None:
    """The session goes on for the next correction, and ends by the same key."""
    async with asking(tmp_path) as (app, pilot, _made):
        app.action_correct()
        await until(pilot, lambda: isinstance(app.screen, SignInDialog))
        await type_in(pilot, "1111")
        await until(pilot, lambda: trouble(app) != "")
        assert app.allowed is None and app.state.supervisor is None
        await type_in(pilot, "2468")
        await until(pilot, lambda: app.allowed is True)
        assert app.desk.supervisor_name == app.state.supervisor == "teacher"
        app.allowed = None
        app.action_correct()
        await until(pilot, lambda: app.allowed is True)
        await pilot.press("shift+f10")
        await until(pilot, lambda: app.state.supervisor is None)
        app.action_correct()
        await until(pilot, lambda: isinstance(app.screen, SignInDialog))
        await pilot.press("escape")
        await until(pilot, lambda: app.allowed is False)


async def test_the_try_that_begins_a_wait_says_so(tmp_path: Path) -> None:
    """The time stands, so that a busy machine sees the same wait."""
    clock = StandingClock(SYSTEM_CLOCK.now())
    async with asking(tmp_path, clock=clock.clock) as (app, pilot, made):
        for _ in range(3):
            assert not check_pin(DataFolder(made.path), "0000", clock.clock)
        await pilot.press("shift+f10")
        await until(pilot, lambda: isinstance(app.screen, SignInDialog))
        await type_in(pilot, "1111")
        await until(pilot, lambda: len(trouble(app).splitlines()) == 2)
        assert "30" in trouble(app)
        dialog = app.screen
        assert isinstance(dialog, SignInDialog)
        dialog._count_down()
        assert "30" in trouble(app) and len(trouble(app).splitlines()) == 2, "a second later both stand there still"
        clock.advance(12_500)
        dialog._count_down()
        assert " 18 " in trouble(app)
        clock.advance(17_500)
        dialog._count_down()
        assert not trouble(app)


@in_the_soak
async def test_the_session_ends_by_itself(tmp_path: Path) -> None:
    """Five minutes after the last thing that was done, to the second."""
    clock = StandingClock(SYSTEM_CLOCK.now())
    async with asking(tmp_path, operator=None, clock=clock.clock) as (app, pilot, _made):
        await pilot.press("shift+f10")
        await until(pilot, lambda: isinstance(app.screen, SignInDialog))
        await type_in(pilot, "2468")
        await type_in(pilot, "Li")
        await until(pilot, lambda: app.state.supervisor == "Li")
        clock.advance(SESSION_MS - 1)
        await pilot.pause(1.2)
        assert app.state.supervisor is not None
        clock.advance(1)
        await until(pilot, lambda: app.state.supervisor is None)
        await pilot.press("shift+f10")
        await until(pilot, lambda: isinstance(app.screen, SignInDialog) and bool(app.screen.query("#pin:focus")))
        assert app.screen.query_one("#name", Input).value == "Li", "the last one is proposed"
        await type_in(pilot, "2468")
        app.screen.query_one("#name", Input).value = " "
        await pilot.press("enter")
        await until(pilot, lambda: bool(trouble(app)))
        assert app.state.supervisor is None


async def test_a_laptop_that_slept_has_no_session_left(tmp_path: Path) -> None:
    """The lid was closed for a while: time went on."""
    clock = StandingClock(SYSTEM_CLOCK.now())
    async with asking(tmp_path, clock=clock.clock) as (app, pilot, _made):
        await pilot.press("shift+f10")
        await until(pilot, lambda: isinstance(app.screen, SignInDialog))
        await type_in(pilot, "2468")
        await until(pilot, lambda: app.state.supervisor is not None)
        clock.advance(SESSION_MS - 20_000)
        app.action_correct()
        await until(pilot, lambda: app.allowed is True)
        clock.advance(SESSION_MS - 20_000)
        await asyncio.sleep(1.2)
        assert app.state.supervisor is not None, "what was done prolongs it"
        clock.advance(21_000)
        app.action_correct()
        await until(pilot, lambda: isinstance(app.screen, SignInDialog))


async def test_a_scan_while_the_pin_is_typed_is_a_scan(tmp_path: Path) -> None:
    """A badge before the scanner lands in the log, not in the field, and is no wrong try."""
    async with asking(tmp_path) as (app, pilot, made):
        await pilot.press("shift+f10")
        await until(pilot, lambda: isinstance(app.screen, SignInDialog))
        scanner(app, made.badges["cq8/0001"])
        await until(pilot, lambda: app.state.board is not None and app.state.board.on_site == 1)
        assert app.screen.query_one("#pin", Input).value == "" and trouble(app) == ""
        await type_in(pilot, "2468")
        await until(pilot, lambda: app.state.supervisor is not None)


@in_the_soak
async def test_who_guesses_is_told_how_long_to_wait(tmp_path: Path) -> None:
    clock = StandingClock(SYSTEM_CLOCK.now())
    async with asking(tmp_path, clock=clock.clock) as (app, pilot, made):
        for _ in range(4):
            assert not check_pin(DataFolder(made.path), "0000", clock.clock)
        await pilot.press("shift+f10")
        await until(pilot, lambda: isinstance(app.screen, SignInDialog))
        await until(pilot, lambda: "30" in trouble(app))
        clock.advance(1_000)
        await until(pilot, lambda: "29" in trouble(app))
        await type_in(pilot, "2468")
        await asyncio.sleep(0.3)
        assert app.state.supervisor is None and trouble(app) != ""


async def test_without_a_pin_a_name_is_asked_for_once(tmp_path: Path) -> None:
    async with asking(tmp_path, pin=None, operator=None) as (app, pilot, _made):
        app.action_correct()
        await until(pilot, lambda: isinstance(app.screen, SignInDialog))
        await pilot.press("enter")
        await until(pilot, lambda: trouble(app) != "")
        await type_in(pilot, "chen")
        await until(pilot, lambda: app.allowed is True)
        app.allowed = None
        app.action_correct()
        await until(pilot, lambda: app.allowed is True)
        assert (app.desk.supervisor_name, app.state.supervisor) == ("chen", None)


async def test_a_pin_is_set_at_the_desk_and_the_sheet_written(tmp_path: Path) -> None:
    async with asking(tmp_path, pin=None) as (app, pilot, made):
        folder = DataFolder(made.path)
        await pilot.press("shift+f10")
        await until(pilot, lambda: isinstance(app.screen, NewPinDialog))
        await type_in(pilot, "2468")
        await type_in(pilot, "1357")
        await until(pilot, lambda: trouble(app) != "")
        assert not has_pin(folder)
        app.screen.query_one("#again", Input).value = ""
        await type_in(pilot, "2468")
        await stands(pilot, RecoveryCodeDialog)
        assert check_pin(folder, "2468", SYSTEM_CLOCK)
        await pilot.press("enter")
        await stands(pilot, MadeDialog)
        assert (made.path / "sheets" / "recovery.pdf").stat().st_mode & 0o077 == 0 or os.name == "nt"
        from pypdfium2 import PdfDocument

        (page,) = PdfDocument(made.path / "sheets" / "recovery.pdf")
        lines = page.get_textpage().get_text_range().splitlines()
        (code,) = [line for line in lines if len(line.split()) == 4 and line.replace(" ", "").isdigit()]
        assert reset_pin(folder, code, "9999", SYSTEM_CLOCK) is not None


async def test_a_forgotten_pin_is_set_anew_from_where_it_is_asked_for(tmp_path: Path) -> None:
    """With the code of the sheet, which is a secret until it is shown; its new code is told, and the new PIN is typed."""
    desk = make_desk(tmp_path / "desk")
    code = set_pin(DataFolder(desk.path), "2468")
    async with opened(desk.path, (80, 24)) as (app, pilot):
        await pilot.press("shift+f10")
        await until(pilot, lambda: isinstance(app.screen, SignInDialog))
        await pilot.press("tab", "enter")
        await until(pilot, lambda: isinstance(app.screen, ResetPinDialog) and app.screen.check_action("", ()))
        put(pilot, code=code)
        row = app.screen.row("code")
        assert row.query_one(Input).password
        row.query_one(SideButton).action_press()
        await until(pilot, lambda: not row.query_one(Input).password)
        await pilot.press("ctrl+s")
        await stands(pilot, NewPinDialog)
        put(pilot, pin="1357", again="1357")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, ModeDialog))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, SignInDialog))
        put(pilot, pin="1357")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: app.state.supervisor is not None)
