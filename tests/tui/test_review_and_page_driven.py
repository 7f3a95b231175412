"""The review and the volunteer's page bear random keys at every size, and two thousand rows."""

from __future__ import annotations

import random
from pathlib import Path
from time import process_time

import pytest
from textual.pilot import Pilot

from checkin.desk import Desk
from checkin.rules.decide import Arrival
from storage.activities.activities import edit_activity
from storage.disk.ids import new_id
from storage.store import open_store
from storage.supervision.review import Review
from tests.portions import WHOLE, in_the_soak, share
from tests.tui.desks import make_desk
from tests.tui.driving import opened, until
from tests.tui.invented_review import REVIEW
from tests.tui.morning import CLOCK, KEY, MINUTE, NOON
from tests.tui.outcomes import ACTIVITY
from tests.tui.random_driver.hostile_people import HOSTILE_PEOPLE
from tests.tui.stand_in import ScreenApp, StandInDesk, shown
from tui.desk.app import DeskApp
from tui.desk.commands.people import show_page
from tui.screens.review.screen import ReviewScreen
from tui.screens.volunteer.screen import VolunteerScreen
from tui.words.cells import cell_width

SIZES = [(60, 20), (80, 24), (120, 40), (200, 60)]
KEYS = (
    *"ptc0vamskgbfdlwo/1234567 hrjexzyi[]",
    *("up", "down", "left", "right", "tab", "enter", "escape", "pageup", "pagedown", "home", "end", "backspace"),
)
_SLASH = {"/": "slash", "[": "left_square_bracket", "]": "right_square_bracket", " ": "space"}
DRAWN, MOVES, ROWS = 20 if WHOLE else 10, 60, 2_000


async def _drive(pilot: Pilot[int], seed: int) -> None:
    """Press keys; whatever goes wrong in the app fails the test."""
    for key in random.Random(seed).choices(KEYS, k=DRAWN):
        await pilot.press(_SLASH.get(key, key))
    await pilot.pause(0.2)


def _fits(app: DeskApp) -> None:
    """Nothing that is drawn is wider than the window, and no name is taken for markup."""
    width = app.size.width
    for strip in app.screen._compositor.render_strips():
        assert cell_width("".join(segment.text for segment in strip)) <= width


@pytest.mark.parametrize("size", share(SIZES, 0, 4))
async def test_hostile_names_and_random_keys(size: tuple[int, int], tmp_path: Path) -> None:
    """Forty characters, emoji, right to left, markup, control characters; scans go on into the record."""
    desk = make_desk(tmp_path / "desk", people=HOSTILE_PEOPLE, clock=CLOCK)
    with open_store(desk.path, CLOCK) as store:
        edit_activity(store, "qd1", {"start": NOON - 60 * MINUTE, "end": NOON - 5 * MINUTE})
        for place, person in enumerate(HOSTILE_PEOPLE):
            at = NOON - (50 - place) * MINUTE
            Desk(store.ledger, "teacher").scan(Arrival(new_id(at), at, "", KEY, volunteer=f"cq8/{person.number}"))
    async with opened(desk.path, size, clock=CLOCK) as (app, pilot):
        await pilot.press("alt+r")
        await until(pilot, lambda: isinstance(app.screen, ReviewScreen) and len(app.screen.table.rows) == 10)
        _fits(app)
        await _drive(pilot, size[0])
        _fits(app)
    async with opened(desk.path, size, clock=CLOCK) as (app, pilot):
        app.run_worker(show_page(app.desk, f"cq8/{HOSTILE_PEOPLE[8].number}"))
        await until(pilot, lambda: isinstance(app.screen, VolunteerScreen))
        _fits(app)
        await _drive(pilot, size[1])
        _fits(app)


def _review_of(count: int) -> Review:
    rows = tuple(
        row.__class__(
            row.session._replace(key=f"e{at}", volunteer=f"cq8/{at}"), f"{row.name}{at}", row.class_name, str(at), "",
            row.desks, row.waits, row.remedies, row.clocks,
        )
        for at in range(count)
        for row in [REVIEW.rows[at % 6]]
    )  # fmt: skip
    return Review(ACTIVITY, rows, REVIEW.timezones)


async def _seconds(count: int) -> float:
    """Processor time of going down so many rows, each drawn; the best of three."""
    desk = StandInDesk(review_now=_review_of(count))
    async with shown(lambda services: ReviewScreen(services, ACTIVITY), desk) as (app, pilot):
        screen = _screen(app)
        await until(pilot, lambda: len(screen.table.rows) == count)
        best = 1e9
        for _round in range(3):
            begun = process_time()
            for _move in range(MOVES):
                screen.table.move(1 if screen.table.pointed is not screen.table.rows[-1] else -5)
                screen.on_session_table_pointed()
                screen.table.render()
                screen.keys.render()
            best = min(best, process_time() - begun)
            await pilot.pause()
        return best


def _screen(app: ScreenApp) -> ReviewScreen:
    assert isinstance(app.screen, ReviewScreen)
    return app.screen


@in_the_soak
async def test_two_thousand_rows_are_as_fluid_as_forty() -> None:
    """A step through the list draws what is seen, however long the list is."""
    assert await _seconds(ROWS) <= 3 * await _seconds(40)
