"""How many keys the commonest tasks take; a value that is typed counts as one."""

from __future__ import annotations

import asyncio
from pathlib import Path

from textual.pilot import Pilot
from textual.widgets import OptionList

from checkin.scanning.keyboard import AVERAGE_GAP_S
from storage.people.person import Person
from storage.presence.board import PresenceState, read_board
from storage.store import open_store
from tests.standing_clock import StandingClock
from tests.tui import outcomes
from tests.tui.desks import make_desk
from tests.tui.driving import opened, until
from tests.tui.first_steps import stands
from tui.model.verdicts import Tone
from tui.screens.activities import ActivitiesDialog
from tui.screens.new_activity import NewActivityDialog
from tui.screens.walk_in import WalkInDialog

CLOCK = StandingClock(outcomes.at("09:05")).clock

TWELVE_NAMES = tuple(
    Person("cq8", f"{at:04}", name, "七(1)班")
    for at, name in enumerate(
        ["王丽", "李强", "张伟", "刘洋", "陈晨", "杨帆", "赵敏", "黄蕾", "周杰", "吴迪", "欧阳修竹", "孙悦"], 1
    )
)


async def typed(pilot: Pilot[int], text: str) -> None:
    """By hand, letter by letter: what comes as fast as from a scanner is looked at as if it came from one."""
    for letter in text:
        await pilot.press(letter)
        await asyncio.sleep(2 * AVERAGE_GAP_S)


async def test_a_new_activity_at_other_times_takes_six(tmp_path: Path) -> None:
    """F6, F6, the name, Enter, both times in one, Ctrl+S: place and day are proposed."""
    desk = make_desk(tmp_path / "desk", clock=CLOCK)
    async with opened(desk.path, clock=CLOCK) as (app, pilot):
        before = app.state.activity
        assert before is not None
        await pilot.press("f6")
        await stands(pilot, ActivitiesDialog)
        await pilot.press("f6")
        await stands(pilot, NewActivityDialog)
        if not before.place:
            app.screen.row("place").text = "校门"
        await typed(pilot, "Library")
        await pilot.press("enter")
        await typed(pilot, "14:00-16:30")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: app.state.activity.name == "Library")
        made = app.state.activity
        assert (made.start, made.end) == (outcomes.at("14:00"), outcomes.at("16:30"))


async def test_a_walk_in_takes_three(tmp_path: Path) -> None:
    """F5, the name, Ctrl+S."""
    desk = make_desk(tmp_path / "desk")
    async with opened(desk.path) as (app, pilot):
        await pilot.press("f5")
        await stands(pilot, WalkInDialog)
        await typed(pilot, "Li")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: app.state.verdict.tone is Tone.IN)


async def test_the_second_of_two_hits_takes_three(tmp_path: Path) -> None:
    """A letter at the desk, the arrow up to the last one, Enter."""
    desk = make_desk(tmp_path / "desk", clock=CLOCK)
    async with opened(desk.path, clock=CLOCK) as (app, pilot):
        await pilot.press("伟")
        await until(
            pilot, lambda: bool(app.screen.query(OptionList)) and app.screen.query_one(OptionList).option_count == 2
        )
        await pilot.press("up", "enter")
        await until(pilot, lambda: app.state.verdict.tone is Tone.IN)
    with open_store(desk.path, CLOCK) as store:
        states = {row.class_name: row.state for row in read_board(store, "cq8/qd1").rows if row.name == "张伟"}
    assert states["七(2)班"] is PresenceState.ON_SITE


async def test_somebody_is_found_by_one_character_and_enter(tmp_path: Path) -> None:
    """A character that one name has, and Enter: it is a check-in by hand."""
    desk = make_desk(tmp_path / "desk", people=TWELVE_NAMES, clock=CLOCK)
    async with opened(desk.path, clock=CLOCK) as (app, pilot):
        await pilot.press("欧")
        await until(
            pilot, lambda: bool(app.screen.query(OptionList)) and app.screen.query_one(OptionList).option_count == 1
        )
        await pilot.press("enter")
        await until(pilot, lambda: app.state.verdict.tone is Tone.IN)
        assert app.state.verdict.name == "欧阳修竹"
