"""The screen lock and self-service: no name of another person is seen, scans go on, and only the PIN leads out."""

from __future__ import annotations

from pathlib import Path
from string import ascii_lowercase

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from checkin.clock import SYSTEM_CLOCK
from storage.disk.folder import DataFolder
from storage.disk.pins.pin import has_pin, remove_pin, set_pin
from storage.store import open_store
from tests.portions import share, steps
from tests.tui.desks import PEOPLE, MadeDesk, make_desk
from tests.tui.driving import from_more, opened, scanner, until
from tui.desk.app import DeskApp
from tui.model.desk_mode import DeskMode
from tui.screens.ask import AskDialog
from tui.screens.help import ModeDialog
from tui.screens.protection.recovery_code import RecoveryCodeDialog
from tui.screens.review.screen import ReviewScreen
from tui.screens.supervisor.new_pin import NewPinDialog
from tui.screens.supervisor.unlock import UnlockDialog

PIN = "246813"
MODES = {"lock": DeskMode.LOCKED, "self_service": DeskMode.SELF_SERVICE}
CLICKED = [
    *(("lock", (60, 20)), ("self_service", (60, 20))),
    *(("self_service", (80, 24)), ("lock", (80, 24))),
    *(("lock", (120, 40)), ("self_service", (120, 40))),
]
KEYS = [
    *(f"{shift}f{number}" for shift in ("", "shift+") for number in range(1, 13)),
    *(
        f"{with_}+{letter}"
        for with_ in ("alt", "ctrl")
        for letter in ascii_lowercase
        if f"{with_}+{letter}" != "ctrl+c"
    ),
    *(
        "escape",
        "tab",
        "shift+tab",
        "up",
        "down",
        "left",
        "right",
        "home",
        "end",
        "space",
        "delete",
        "backspace",
        "slash",
    ),
    *("alt+right", "alt+left", "alt+down", "a", "z", "1", "王"),
]


@pytest.fixture
def desk(tmp_path: Path) -> MadeDesk:
    made = make_desk(tmp_path / "desk")
    set_pin(DataFolder(made.path), PIN)
    return made


def text_of(app: DeskApp) -> str:
    """Every character on the screen."""
    width, height = app.size
    strips = app.screen._compositor.render_strips(app.size)
    assert len(strips) == height and width
    return "\n".join(strip.text for strip in strips)


def names_on(app: DeskApp) -> set[str]:
    shown = text_of(app).replace(" ", "")
    return {person.name for person in PEOPLE if person.name.replace(" ", "") in shown}


async def begun(app: DeskApp, pilot: Pilot[int], name: str) -> None:
    await from_more(app, pilot, name)
    await until(pilot, lambda: app.state.mode is MODES[name] and app.screen is app.desk.screen)


async def give_pin(app: DeskApp, pilot: Pilot[int], pin: str = PIN) -> None:
    await until(pilot, lambda: isinstance(app.screen, UnlockDialog) and app.screen.check_action("", ()))
    app.screen.query_one("#pin", Input).value = pin
    await pilot.press("ctrl+s")


async def test_nobodys_name_is_seen_while_the_desk_is_locked_and_scans_go_on(desk: MadeDesk) -> None:
    """One came before, one comes now: number and sign. After the PIN the names are there again."""
    async with opened(desk.path, (120, 40)) as (app, pilot):
        scanner(app, desk.badges["cq8/0004"])
        await until(pilot, lambda: app.state.verdict.name == "Ana Lopez")
        await until(pilot, lambda: names_on(app) == {person.name for person in PEOPLE})
        await begun(app, pilot, "lock")
        assert names_on(app) == set()
        assert app.desk.screen.verdict.verdict.word == "LOCKED" or "0004" in app.desk.screen.verdict.verdict.name
        scanner(app, desk.badges["cq8/0003"])
        await until(pilot, lambda: app.desk.screen.verdict.verdict.name == "0003")
        await pilot.pause(0.3)
        shown = app.desk.screen.verdict.verdict
        assert (shown.symbol, shown.word) == ("→", "IN") and names_on(app) == set()
        # Whose limit comes is said on a line that is drawn anew with each scan.
        app.desk.screen.reminder.say("⚠ Ana Lopez")
        await pilot.pause(0.1)
        assert names_on(app) == set()
        await pilot.press("f10")
        await give_pin(app, pilot)
        await until(pilot, lambda: app.state.mode is DeskMode.OPEN)
        await until(pilot, lambda: "王芳" in names_on(app))
    with open_store(desk.path, SYSTEM_CLOCK) as store:
        assert store.connection.execute("SELECT count(*) FROM log WHERE kind = 'scan'").fetchone()[0] == 2


async def test_in_self_service_everybody_sees_the_own_verdict_and_no_list(desk: MadeDesk) -> None:
    async with opened(desk.path, (120, 40)) as (app, pilot):
        scanner(app, desk.badges["cq8/0004"])
        await until(pilot, lambda: app.state.verdict.name == "Ana Lopez")
        await begun(app, pilot, "self_service")
        scanner(app, desk.badges["cq8/0003"])
        await until(pilot, lambda: app.desk.screen.verdict.verdict.name == "王芳")
        await pilot.pause(0.2)
        shown = text_of(app)
        assert "Ana Lopez" not in shown and "张伟" not in shown
        assert "0003" in shown


@pytest.mark.parametrize("name", MODES)
async def test_no_key_leads_out_of_it(desk: MadeDesk, name: str) -> None:
    """Each key of the keyboard, one after the other: what opens is the PIN or the sentence of the mode; nothing is changed."""
    async with opened(desk.path, (100, 30)) as (app, pilot):
        scanner(app, desk.badges["cq8/0001"])
        await until(pilot, lambda: app.state.verdict.name == "张伟")
        direction, theme = app.state.direction, app.theme
        await begun(app, pilot, name)
        scanner(app, desk.badges["cq8/0002"])
        for key in share(KEYS, list(MODES).index(name), 3 if name == "lock" else 6):
            await pilot.press(key)
            await pilot.pause(0.02)
            assert app.return_code is None, key
            assert app.state.mode is MODES[name], key
            if app.screen is not app.desk.screen:
                assert isinstance(app.screen, UnlockDialog | ModeDialog), key
                await pilot.press("escape")
                await until(pilot, lambda: app.screen is app.desk.screen)
            if name == "lock":
                assert names_on(app) == set(), key
        assert (app.state.direction, app.theme) == (direction, theme)
    with open_store(desk.path, SYSTEM_CLOCK) as store:
        kinds = {
            row[0] for row in store.connection.execute("SELECT kind FROM log WHERE kind IN ('void', 'close', 'add')")
        }
        assert kinds == set()


@pytest.mark.parametrize(("name", "size"), share(CLICKED, 0, 6))
async def test_no_click_leads_out_of_it(desk: MadeDesk, name: str, size: tuple[int, int]) -> None:
    """Clicks, single and double, on a grid over the whole screen."""
    async with opened(desk.path, size) as (app, pilot):
        scanner(app, desk.badges["cq8/0001"])
        await until(pilot, lambda: app.state.verdict.name == "张伟")
        await begun(app, pilot, name)
        for y in range(size[0] % 7 % 3, size[1], steps(4, 3)):
            for x in range(1 + y % 5, size[0], steps(23, 17)):
                await pilot.click(offset=(x, y), times=2 if (x + y) % 2 else 1)
                if app.screen is not app.desk.screen:
                    assert isinstance(app.screen, UnlockDialog | ModeDialog), (x, y)
                    await pilot.press("escape")
                    await until(pilot, lambda: app.screen is app.desk.screen)
                assert app.state.mode is MODES[name], (x, y)


@pytest.mark.parametrize("name", share(MODES, 0, 2))
async def test_what_was_open_is_closed_and_what_opens_late_does_not_open(desk: MadeDesk, name: str) -> None:
    """The review stands below `more`; a dialog of something that was begun before comes afterwards: None is its answer."""
    async with opened(desk.path) as (app, pilot):
        await pilot.press("shift+f1")
        await until(pilot, lambda: isinstance(app.screen, ReviewScreen))
        await begun(app, pilot, name)
        answers: list[object] = []

        async def late() -> None:
            answers.append(await app.push_screen_wait(AskDialog("张伟", ["张伟"], "yes")))

        app.run_worker(late())
        await until(pilot, lambda: answers == [None])
        app.push_screen(AskDialog("张伟", [], "yes"))
        await pilot.pause(0.1)
        assert app.screen is app.desk.screen
        app.notify("张伟 has two numbers")
        await pilot.pause(0.1)
        assert names_on(app) - ({"张伟"} if name == "self_service" else set()) == set()
        assert "two numbers" not in text_of(app)
        await pilot.press("f10")
        await give_pin(app, pilot)
        await until(pilot, lambda: "two numbers" in text_of(app))


@pytest.mark.parametrize("name", share(MODES, 1, 2))
async def test_a_wrong_pin_opens_nothing(desk: MadeDesk, name: str) -> None:
    async with opened(desk.path) as (app, pilot):
        await begun(app, pilot, name)
        await pilot.press("f10")
        await give_pin(app, pilot, "111111")
        await until(pilot, lambda: "not the supervisor's PIN" in text_of(app))
        assert app.state.mode is MODES[name]
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is app.desk.screen)
        assert app.state.mode is MODES[name]


@pytest.mark.parametrize("name", share(MODES, 0, 2))
async def test_leaving_asks_for_the_pin_too(desk: MadeDesk, name: str) -> None:
    async with opened(desk.path) as (app, pilot):
        await begun(app, pilot, name)
        await pilot.press("ctrl+q")
        await give_pin(app, pilot)
        await until(pilot, lambda: app.return_code == 0)


@pytest.mark.parametrize("name", share(MODES, 1, 2))
async def test_without_a_pin_one_is_set_first_or_nothing_begins(tmp_path: Path, name: str) -> None:
    """Or there would be no way out."""
    made = make_desk(tmp_path / "desk")
    async with opened(made.path) as (app, pilot):
        for sets in (False, True):
            await from_more(app, pilot, name)
            await until(pilot, lambda: isinstance(app.screen, NewPinDialog) and app.screen.check_action("", ()))
            assert "only way out" in text_of(app)
            if not sets:
                await pilot.press("escape")
                await until(pilot, lambda: app.screen is app.desk.screen)
                assert app.state.mode is DeskMode.OPEN
        for field in ("#pin", "#again"):
            app.screen.query_one(field, Input).value = PIN
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, RecoveryCodeDialog) and app.screen.check_action("", ()))
        await pilot.press("escape", "escape")
        await until(pilot, lambda: app.state.mode is MODES[name])
    assert has_pin(DataFolder(made.path))


@pytest.mark.parametrize("name", share(MODES, 0, 2))
async def test_whoever_closes_the_window_finds_it_as_it_was(desk: MadeDesk, name: str) -> None:
    """At the next start the mode holds still, from the first picture on; without a PIN there is nothing to ask for."""
    async with opened(desk.path) as (app, pilot):
        await begun(app, pilot, name)
        await until(pilot, lambda: not app.workers._workers)
    async with opened(desk.path, (120, 40)) as (app, pilot):
        assert app.state.mode is MODES[name] and names_on(app) == set()
    remove_pin(DataFolder(desk.path))
    async with opened(desk.path, (120, 40)) as (app, pilot):
        assert app.state.mode is DeskMode.OPEN
