"""What is said in passing stands in one strip above the key bar: no verdict is covered, and F1 lists what was said."""

from __future__ import annotations

from datetime import timedelta, timezone
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from textual.widgets._toast import Toast

from checkin.clock import SYSTEM_CLOCK
from exports.district.district import init_district
from tests.portions import in_the_soak, share
from tests.tui.desks import make_desk
from tests.tui.driving import opened, until
from tui.district.clerk_app import ClerkApp
from tui.screens.message import MessageDialog
from tui.screens.walk_in import WalkInDialog
from tui.widgets.key_bar import KeyBar
from tui.widgets.message_strip import MessageStrip
from tui.words.lists import in_one_line

SIZES = [(60, 20), (80, 24), (120, 40)]


@pytest.mark.parametrize("size", share(SIZES, 0, 4))
async def test_a_long_message_covers_no_verdict(size: tuple[int, int], tmp_path: Path) -> None:
    """It stands between the verdict and the keys, however long it is, and the newest replaces the one before."""
    desk = make_desk(tmp_path / "desk")
    async with opened(desk.path, size) as (app, pilot):
        app.notify("first")
        app.notify("a long story " * 60, severity="error")
        strip = app.screen.query_one(MessageStrip)
        await until(pilot, lambda: strip.size.height > 0)
        assert "first" not in str(strip.render())
        assert not app.screen.query(Toast)
        verdict, keys = app.desk.screen.verdict.region, app.desk.screen.keys.region
        assert verdict.bottom <= strip.region.y <= strip.region.bottom <= keys.y
        assert verdict.height >= 6


async def test_a_message_goes_away_and_f1_lists_it(tmp_path: Path) -> None:
    """After its time the counters stand there again."""
    desk = make_desk(tmp_path / "desk")
    async with opened(desk.path) as (app, pilot):
        app.notify("[b]two\nlines", timeout=0.2)
        strip = app.screen.query_one(MessageStrip)
        await until(pilot, lambda: strip.display and not app.desk.screen.counters.display)
        await until(pilot, lambda: not strip.display and app.desk.screen.counters.display)
        await pilot.press("f1")
        await until(pilot, lambda: isinstance(app.screen, MessageDialog))
        assert any("[b]two · lines" in line.plain for line in app.screen._lines)


@in_the_soak
async def test_a_message_follows_to_the_screen_on_top(tmp_path: Path) -> None:
    """What is said while a dialog is open is said in it, above its keys; and on the desk once it is closed."""
    desk = make_desk(tmp_path / "desk")
    async with opened(desk.path, (80, 24)) as (app, pilot):
        await pilot.press("f1")
        await until(pilot, lambda: isinstance(app.screen, MessageDialog))
        app.notify("said meanwhile")
        await until(pilot, lambda: bool(app.screen.query(MessageStrip)))
        strip = app.screen.query_one(MessageStrip)
        await until(pilot, lambda: strip.size.height == 1)
        assert strip.region.bottom <= app.screen.query_one(KeyBar).region.y
        await pilot.press("escape")
        await until(
            pilot, lambda: "said meanwhile" in str(app.desk.screen.strip.render()) and app.desk.screen.strip.display
        )


@in_the_soak
async def test_a_dialog_does_not_repeat_what_was_said_before_it(tmp_path: Path) -> None:
    """The desk goes on saying it; a dialog that comes by itself, with no key in between, says what led to it."""
    desk = make_desk(tmp_path / "desk")
    async with opened(desk.path, (80, 24)) as (app, pilot):
        app.notify("36 badges")
        await until(pilot, lambda: app.desk.screen.strip.display)
        await pilot.press("f5")
        await until(pilot, lambda: isinstance(app.screen, WalkInDialog))
        await pilot.pause()
        assert not app.screen.query(MessageStrip)
        await pilot.press("escape")
        await until(pilot, lambda: len(app.screen_stack) == 2 or app.screen is app.desk.screen)
        assert app.desk.screen.strip.display
        app.notify("12 people came in")
        app.push_screen(MessageDialog("next", ["…"]))
        await until(pilot, lambda: bool(app.screen.query(MessageStrip)))


@in_the_soak
async def test_the_clerk_is_told_in_a_strip_too(tmp_path: Path) -> None:
    """Above the keys of the page, with F1 listing it."""
    init_district(tmp_path / "d", code="YZQ", name="District", timezone="Asia/Kathmandu", clock=SYSTEM_CLOCK).close()
    clerk = ClerkApp(tmp_path / "d", None, SYSTEM_CLOCK)
    async with clerk.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: clerk.settled)
        clerk.notify("taken in")
        await until(pilot, lambda: bool(clerk.screen.query(MessageStrip)))
        strip = clerk.screen.query_one(MessageStrip)
        await until(pilot, lambda: strip.size.height == 1)
        assert strip.region.bottom <= clerk.screen.query_one(KeyBar).region.y
        assert [text for _time, text in clerk.said_today()] == ["taken in"]
        assert clerk.said_today() == clerk.said_today(ZoneInfo("Asia/Kathmandu"))
        east, west = clerk.said_today(timezone(timedelta(hours=3))), clerk.said_today(timezone(-timedelta(hours=3)))
        assert [time[-2:] for time, _text in east] == [time[-2:] for time, _text in west] and east != west


def test_a_dot_takes_the_place_of_a_full_stop() -> None:
    assert in_one_line(["已并入。", " ", "Done.", "It holds."]) == "已并入 · Done · It holds."
    assert in_one_line([]) == ""
