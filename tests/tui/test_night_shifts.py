"""A night shift, 20:00 to 02:00, is made on the screen."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Input

from tests.portions import in_the_soak, share
from tests.standing_clock import StandingClock
from tests.tui import outcomes
from tests.tui.desks import make_desk
from tests.tui.driving import opened, told, until
from tui.desk.app import DeskApp
from tui.screens.new_activity import NewActivityDialog

CLOCK = StandingClock(outcomes.at("19:30")).clock


def fill(app: DeskApp, **values: str) -> None:
    for name, value in {"name": "Night", "place": "Court", **values}.items():
        app.screen.query_one(f"#{name}", Input).value = value


def trouble(app: DeskApp) -> str:
    return told(app)


@pytest.mark.parametrize("end", share(["02:00", "2", "2026-03-06 02:00"], 0, 3))
async def test_a_night_shift_from_20_to_2(tmp_path: Path, end: str) -> None:
    """The form says that it goes over midnight; saved once more, it is overnight."""
    desk = make_desk(tmp_path / "desk", activities=(), clock=CLOCK)
    async with opened(desk.path, clock=CLOCK) as (app, pilot):
        await until(pilot, lambda: isinstance(app.screen, NewActivityDialog))
        fill(app, start="20:00", end=end)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "until 2026-03-06 02:00" in trouble(app))
        await pilot.press("ctrl+s")
        await until(pilot, lambda: app.state.activity is not None)
        made = app.state.activity
        assert made is not None and made.overnight
        assert (made.start, made.end) == (outcomes.at("20:00"), outcomes.at("20:00") + 6 * 3_600_000)


@in_the_soak
async def test_a_full_date_before_the_begin_is_refused(tmp_path: Path) -> None:
    desk = make_desk(tmp_path / "desk", activities=(), clock=CLOCK)
    async with opened(desk.path, clock=CLOCK) as (app, pilot):
        await until(pilot, lambda: isinstance(app.screen, NewActivityDialog))
        fill(app, start="20:00", end="2026-03-05 02:00")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "ends before it begins" in trouble(app))
        await pilot.press("ctrl+s")
        await pilot.pause(0.2)
        assert app.state.activity is None


@in_the_soak
async def test_another_end_is_said_anew(tmp_path: Path) -> None:
    """9:00 to 1:30 was meant as half past one in the afternoon: it is put right, and saved without a word."""
    desk = make_desk(tmp_path / "desk", activities=(), clock=CLOCK)
    async with opened(desk.path, clock=CLOCK) as (app, pilot):
        await until(pilot, lambda: isinstance(app.screen, NewActivityDialog))
        fill(app, start="9:00", end="1:30")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "until 2026-03-06 01:30" in trouble(app))
        fill(app, end="13:30")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: app.state.activity is not None)
        assert app.state.activity is not None and not app.state.activity.overnight
