"""Today's scans are searched, and one of them undone: the last one by the operator, any other by the supervisor."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, OptionList

from checkin.desk import Desk
from checkin.rules.decide import Arrival
from storage.activities.policies import set_policy
from storage.disk.folder import DataFolder
from storage.disk.ids import new_id
from storage.disk.pins.pin import set_pin
from storage.store import open_store
from tests.portions import in_the_soak, share
from tests.standing_clock import StandingClock
from tests.storage.conftest import clock
from tests.tui.desks import make_desk
from tests.tui.driving import opened, until
from tui.desk.app import DeskApp
from tui.screens.look_first import LookDialog
from tui.screens.supervisor.sign_in import SignInDialog
from tui.screens.todays_scans import TodaysScansDialog

__all__ = ["clock"]
MINUTE = 60_000


@pytest.fixture
def path(tmp_path: Path, clock: StandingClock) -> Path:
    """A desk with a PIN; yesterday 张伟 (0001) came and went, today all four came, 王芳 third, and 张伟 left after an hour."""
    made = make_desk(tmp_path / "desk", clock=clock.clock)
    with open_store(made.path, clock.clock) as store:
        now, day = store.now(), 24 * 60 * MINUTE
        came = [(now - day, "0001"), (now - day + 60 * MINUTE, "0001")]
        came += [(now - (70 - i) * MINUTE, number) for i, number in enumerate(("0001", "0002", "0003", "0004"))]
        for at, number in [*came, (now - MINUTE, "0001")]:
            Desk(store.ledger).scan(Arrival(new_id(at), at, "", "cq8/qd1", volunteer=f"cq8/{number}"))
    set_pin(DataFolder(made.path), "246813")
    return made.path


async def listed(app: DeskApp, pilot: Pilot[int]) -> TodaysScansDialog:
    await pilot.press("alt+i")
    await until(pilot, lambda: isinstance(app.screen, TodaysScansDialog) and app.screen.check_action("", ()))
    assert isinstance(app.screen, TodaysScansDialog)
    return app.screen


def lines(dialog: TodaysScansDialog) -> list[str]:
    options = dialog.query_one(OptionList)
    return [str(options.get_option_at_index(at).prompt) for at in range(options.option_count)]


def voids(path: Path, clock: StandingClock) -> int:
    with open_store(path, clock.clock) as store:
        return int(store.connection.execute("SELECT count(*) FROM log WHERE kind = 'void'").fetchone()[0])


@pytest.mark.parametrize("typed", share(["王芳", "wf", "wangfang", "0003", "王 七(1)"], 1, 5))
async def test_the_scans_of_today_are_searched(path: Path, clock: StandingClock, typed: str) -> None:
    """Five of today, none of yesterday; name, initials, pinyin, number or class find one."""
    async with opened(path, clock=clock.clock) as (app, pilot):
        dialog = await listed(app, pilot)
        assert len(lines(dialog)) == 5
        dialog.query_one(Input).value = typed
        await until(pilot, lambda: len(lines(dialog)) == 1)
        assert "王芳" in lines(dialog)[0] and "→" in lines(dialog)[0]


async def test_any_other_than_the_last_asks_for_the_pin_and_shows_before_and_after(
    path: Path, clock: StandingClock
) -> None:
    """Zhang Wei's check-in of an hour ago: without the PIN nothing happens; with it his hour is seen to go, and then goes."""
    async with opened(path, clock=clock.clock) as (app, pilot):
        dialog = await listed(app, pilot)
        dialog.query_one(Input).value = "0001 →"
        await until(pilot, lambda: len(lines(dialog)) == 1)
        for gives_pin in (False, True):
            await pilot.press("enter")
            await until(pilot, lambda: isinstance(app.screen, LookDialog) and app.screen.check_action("", ()))
            said = "\n".join(str(one.render()) for one in app.screen.query("Text"))
            assert "1 person, 2 sessions: 1 h 9 min → 0 min" in said
            await pilot.press("enter")
            await until(pilot, lambda: isinstance(app.screen, SignInDialog) and app.screen.check_action("", ()))
            if not gives_pin:
                await pilot.press("escape")
                await until(pilot, lambda: app.screen is dialog)
                assert voids(path, clock) == 0
        app.screen.query_one("#pin", Input).value = "246813"
        await pilot.press("ctrl+s")
        await until(pilot, lambda: app.state.verdict.word == "UNDONE")
        assert app.state.verdict.name == "张伟"
        await until(pilot, lambda: app.screen is app.desk.screen)
        assert "UNDONE" in app.desk.screen.scans.render().plain.split("\n")[0]
        assert len(lines(await listed(app, pilot))) == 4
    assert voids(path, clock) == 1


@in_the_soak
async def test_the_last_one_needs_no_pin(path: Path, clock: StandingClock) -> None:
    """As F4 does it. Where what holds for everybody was changed while before → after stood there, it asks for another look."""
    async with opened(path, clock=clock.clock) as (app, pilot):
        await listed(app, pilot)
        for changes in (True, False):
            await pilot.press("enter")
            await until(pilot, lambda: isinstance(app.screen, LookDialog) and app.screen.check_action("", ()))
            if changes:
                with open_store(path, clock.clock) as store:
                    set_policy(store, {"rounding": "ceil"})
                await pilot.press("enter")
                await until(pilot, lambda: any("recorded meanwhile" in one.text for one in app.said))
                assert voids(path, clock) == 0
        await pilot.press("enter")
        await until(pilot, lambda: app.state.verdict.word == "UNDONE")
    assert voids(path, clock) == 1
