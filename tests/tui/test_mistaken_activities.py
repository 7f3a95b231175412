"""An activity was made by mistake: on the screen, and by another program while the screen scans for it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import OptionList

from checkin.clock import SYSTEM_CLOCK
from checkin.rules.activities import Activity
from checkin.rules.signature import Signature
from checkin.scanning.keyboard import SWALLOW_S
from storage.activities.activities import list_activities
from storage.activities.removing import hide_activity, void_activity
from storage.presence.held_scans import held_span
from storage.store import Store, open_store
from tests.portions import in_the_soak, share
from tests.tui.desks import MadeDesk, make_desk
from tests.tui.driving import by_button, opened, scanner, until
from tui.desk.app import DeskApp
from tui.screens.activities import ActivitiesDialog
from tui.screens.deed import DeedForm
from tui.screens.dialog import Text
from tui.screens.form import FormDialog
from tui.screens.look_first import LookDialog

WHY = Signature("li", "建错了")


@pytest.fixture
def desk(tmp_path: Path) -> MadeDesk:
    return make_desk(tmp_path / "d", activities=("qd1", "qd2"))


def asked(desk: MadeDesk, work: Callable[[Store], int]) -> int:
    with open_store(desk.path, SYSTEM_CLOCK) as store:
        return work(store)


def codes(desk: MadeDesk, *, hidden: bool = False) -> list[str]:
    with open_store(desk.path, SYSTEM_CLOCK) as store:
        return [activity.code for activity in list_activities(store, hidden=hidden)]


async def choose(app: DeskApp, pilot: Pilot[int], wanted: str, *keys: str) -> None:
    """Open the list, mark the line with these words, and press the keys."""
    if not isinstance(app.screen, ActivitiesDialog):
        await pilot.press("f6")
        await until(pilot, lambda: isinstance(app.screen, ActivitiesDialog) and bool(app.screen.query(OptionList)))

    def place() -> int | None:
        # A list that has the focus has begun, and marks no other line by itself.
        lines = [line for shown in app.screen.query(OptionList) if shown.has_focus for line in shown.options]
        return next((at for at, line in enumerate(lines) if wanted in str(line.prompt)), None)

    await until(pilot, lambda: place() is not None)
    app.screen.query_one(OptionList).highlighted = place()
    await pilot.press(*keys)


def said(app: DeskApp) -> str:
    return "\n".join(str(text.render()) for text in app.screen.query(Text))


def chosen(app: DeskApp) -> Activity | None:
    return app.state.activity


@in_the_soak
async def test_taken_away_in_the_list_of_activities_and_brought_back(desk: MadeDesk) -> None:
    """qd2 has nothing and is struck out; qd1 has a scan and is hidden: then scans are held until it is back."""
    async with opened(desk.path) as (app, pilot):
        scanner(app, desk.badges["cq8/0001"])
        await until(pilot, lambda: app.state.board is not None and app.state.board.on_site == 1)
        await choose(app, pilot, "qd2")
        await by_button(app, pilot, "remove")
        await until(pilot, lambda: isinstance(app.screen, DeedForm))
        assert "Nothing was recorded there" in said(app)
        await pilot.press("enter")
        await until(pilot, lambda: app.screen is app.desk.screen)
        assert codes(desk, hidden=True) == ["qd1"] and chosen(app) is not None
        await choose(app, pilot, "qd1")
        await by_button(app, pilot, "remove")
        await until(pilot, lambda: isinstance(app.screen, DeedForm))
        assert "1 person is on site" in said(app) and "scans: 1" in said(app)
        await pilot.press("enter")
        await until(pilot, lambda: chosen(app) is None)
        assert codes(desk) == [] and codes(desk, hidden=True) == ["qd1"]
        scanner(app, desk.badges["cq8/0002"])
        await until(pilot, lambda: app.state.held.scans == 1)
        await asyncio.sleep(SWALLOW_S)  # an Enter that follows a burst that closely is the scanner's
        await choose(app, pilot, "2 activities hidden or struck out", "enter")
        await until(pilot, lambda: isinstance(app.screen, ActivitiesDialog) and not app.screen.removing)
        await choose(app, pilot, "qd1", "enter")
        await until(pilot, lambda: isinstance(app.screen, DeedForm))
        await pilot.press("enter")
        await until(pilot, lambda: app.screen is app.desk.screen)
        assert codes(desk) == ["qd1"]
        await choose(app, pilot, "1 activity hidden or struck out", "enter")
        await until(pilot, lambda: isinstance(app.screen, ActivitiesDialog) and not app.screen.removing)
        await choose(app, pilot, "(struck out)", "enter")
        await until(pilot, lambda: isinstance(app.screen, FormDialog) and app.screen.focused is not None)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, LookDialog) and app.screen.check_action("", ()))
        await pilot.press("enter")
        await until(pilot, lambda: app.screen is app.desk.screen)
        assert codes(desk) == ["qd1", "qd2"]


@pytest.mark.parametrize("deed", share([hide_activity, void_activity], 0, 2))
async def test_another_program_takes_the_chosen_activity_away(
    desk: MadeDesk, deed: Callable[[Store, str, Signature], object]
) -> None:
    """The screen has no activity then, says so, and a scan that comes is held; nothing is lost."""
    async with opened(desk.path) as (app, pilot):
        await until(pilot, lambda: chosen(app) is not None)
        key = chosen(app)
        assert key is not None
        with open_store(desk.path, SYSTEM_CLOCK) as store:
            deed(store, key.code, WHY)
        scanner(app, desk.badges["cq8/0001"])
        await until(pilot, lambda: chosen(app) is None)
        scanner(app, desk.badges["cq8/0002"])
        await until(pilot, lambda: app.state.held.scans >= 1)
    kept = asked(desk, lambda store: held_span(store).scans)
    scans = asked(
        desk, lambda store: store.connection.execute("SELECT count(*) FROM log WHERE kind = 'scan'").fetchone()[0]
    )
    # A scan that comes before the desk has noticed counts at a hidden activity; at one that was struck out it is held.
    assert kept + scans == 2 and (deed is hide_activity or scans == 0)


async def test_a_desk_opens_at_no_hidden_activity(desk: MadeDesk) -> None:
    for code in ("qd1", "qd2"):
        with open_store(desk.path, SYSTEM_CLOCK) as store:
            hide_activity(store, code, WHY)
    async with opened(desk.path) as (app, pilot):
        await pilot.pause()
        assert chosen(app) is None
