"""A desk that is opened for an activity of a far day asks once whether that is meant."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from checkin.rules.signature import UNSIGNED
from storage.activities.activities import add_activity
from storage.store import open_store
from tests.portions import in_the_soak
from tests.standing_clock import StandingClock
from tests.tui import outcomes
from tests.tui.desks import HOUR, MadeDesk, make_desk
from tests.tui.driving import opened, scanner, until
from tui.model.verdicts import Tone
from tui.screens.ask import AskDialog
from tui.screens.choose import ChooseDialog
from tui.screens.dialog import Text

DAY = 24 * HOUR
CLOCK = StandingClock(outcomes.at("10:05")).clock


def made(path: Path, *, here: Sequence[str] = (), away: int) -> MadeDesk:
    """A desk with activities of today, and one that is `away` days from today."""
    desk = make_desk(path, activities=tuple(here), clock=CLOCK)
    with open_store(desk.path, CLOCK) as store:
        begins = CLOCK.now() + away * DAY
        changes = {"name": "Trees", "place": "Hill", "start": begins, "end": begins + HOUR}
        add_activity(store, "trees", changes, UNSIGNED)
    return desk


async def test_a_live_scan_at_an_activity_of_a_far_day_is_asked_about_when_the_desk_is_opened(tmp_path: Path) -> None:
    """Enter goes on; the scan is taken, and its verdict says that the hours wait."""
    desk = made(tmp_path / "desk", away=4)
    async with opened(desk.path, clock=CLOCK) as (app, pilot):
        await until(pilot, lambda: isinstance(app.screen, AskDialog))
        said = "".join(text.render().plain for text in app.screen.query(Text))
        assert "Trees is planned for 2026-03-09" in said and "today is 2026-03-05" in said
        await pilot.press("enter")
        await until(pilot, lambda: app.screen is app.desk.screen)
        scanner(app, desk.badges["cq8/0001"])
        await until(pilot, lambda: app.state.verdict.tone is Tone.IN)
        assert "the hours wait for review" in app.state.verdict.advice
        assert app.screen is app.desk.screen, "it is asked once"


@in_the_soak
async def test_whoever_says_no_chooses_another_activity(tmp_path: Path) -> None:
    desk = made(tmp_path / "desk", away=-3)
    async with opened(desk.path, clock=CLOCK) as (app, pilot):
        await until(pilot, lambda: isinstance(app.screen, AskDialog))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, ChooseDialog))


@in_the_soak
async def test_scans_over_the_question_are_taken(tmp_path: Path) -> None:
    desk = made(tmp_path / "desk", away=4)
    async with opened(desk.path, clock=CLOCK) as (app, pilot):
        await until(pilot, lambda: isinstance(app.screen, AskDialog))
        scanner(app, desk.badges["cq8/0003"])
        await until(pilot, lambda: app.state.verdict.name == "王芳")
        assert isinstance(app.screen, AskDialog)


async def test_going_to_a_far_activity_is_asked_about_and_esc_stays_where_one_is(tmp_path: Path) -> None:
    """F6, the far one is the first in the list: the latest start."""
    desk = made(tmp_path / "desk", here=("qd1",), away=4)
    async with opened(desk.path, clock=CLOCK) as (app, pilot):
        assert app.screen is app.desk.screen
        await pilot.press("f6")
        await until(pilot, lambda: isinstance(app.screen, ChooseDialog))
        await pilot.press("up", "enter")
        await until(pilot, lambda: isinstance(app.screen, AskDialog))
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is app.desk.screen)
        assert app.state.activity is not None and app.state.activity.code == "qd1"


async def test_the_day_before_nobody_is_asked(tmp_path: Path) -> None:
    desk = made(tmp_path / "desk", away=1)
    async with opened(desk.path, clock=CLOCK) as (app, pilot):
        scanner(app, desk.badges["cq8/0001"])
        await until(pilot, lambda: app.state.verdict.tone is Tone.IN)
        assert "wait for review" not in app.state.verdict.advice
        assert app.screen is app.desk.screen
