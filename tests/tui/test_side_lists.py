"""The lists of the desk: reached by Tab, arrows and the mouse; Enter or a click opens the person."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.content import Content
from textual.pilot import Pilot
from textual.widgets import Sparkline

from checkin.rules.outcomes import OutcomeKind
from tests.portions import in_the_soak
from tests.tui.desks import make_desk
from tests.tui.driving import opened, scanner, until
from tests.tui.outcomes import outcome_of_kind
from tests.tui.still import StillDesk
from tui.desk.app import DeskApp
from tui.model.presence_counts import over_time
from tui.model.verdicts import Tone
from tui.screens.volunteer.screen import VolunteerScreen
from tui.widgets.lines_pane import LinesPane
from tui.widgets.rows import Piece


def shown(pane: LinesPane) -> str:
    """What stands in a list."""
    return pane.render().plain


async def test_enter_opens_the_marked_person_of_the_missing(tmp_path: Path) -> None:
    """Tab three times to the list of the missing, down to the next class, Enter: the page; Esc, Esc: the desk, nothing marked."""
    desk = make_desk(tmp_path / "desk")
    async with opened(desk.path, (120, 40)) as (app, pilot):
        side = app.desk.screen.side
        for _tab in range(4):
            await pilot.press("tab")
            await pilot.pause(0.15)
        assert side.absent.has_focus
        before = side.absent.marked
        await pilot.press("down")
        assert side.absent.marked and side.absent.marked != before
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, VolunteerScreen))
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is app.desk.screen)
        assert side.absent.has_focus
        await pilot.press("escape")
        assert app.focused is None and app.screen is app.desk.screen


@in_the_soak
async def test_a_click_on_a_scan_opens_the_person(tmp_path: Path) -> None:
    """Whoever was scanned last."""
    desk = make_desk(tmp_path / "desk")
    async with opened(desk.path, (80, 24)) as (app, pilot):
        scanner(app, desk.badges["cq8/0003"])
        await until(pilot, lambda: "王芳" in shown(app.desk.screen.scans))
        await pilot.click(app.desk.screen.scans, offset=(15, 1))
        await until(pilot, lambda: isinstance(app.screen, VolunteerScreen))


async def test_what_was_no_badge_opens_nothing(tmp_path: Path) -> None:
    """A library card stands in the list of scans, and is nobody."""
    desk = make_desk(tmp_path / "desk")
    async with opened(desk.path, (80, 24)) as (app, pilot):
        scanner(app, "LIB-2024-0099")
        await until(pilot, lambda: "NO BADGE" in shown(app.desk.screen.scans))
        await pilot.click(app.desk.screen.scans, offset=(15, 1))
        await pilot.pause(0.1)
        assert app.screen is app.desk.screen


async def test_a_scan_while_a_list_has_the_focus_is_a_scan(tmp_path: Path) -> None:
    """Its Enter opens nobody, and the mark stays with its person."""
    desk = make_desk(tmp_path / "desk")
    async with opened(desk.path, (120, 40)) as (app, pilot):
        side = app.desk.screen.side
        side.absent.focus()
        await pilot.press("down", "right")
        before = side.absent.marked
        other = next(key for key in desk.badges if key != before)
        scanner(app, desk.badges[other])
        await until(pilot, lambda: app.state.verdict.tone is Tone.IN)
        await until(pilot, lambda: "09" in shown(side.on_site) or ":" in shown(side.on_site))
        assert app.screen is app.desk.screen and side.absent.marked == before


async def turned(pilot: Pilot[int], app: DeskApp, key: str) -> str:
    """The panel that stands beside the verdict after a key."""
    await pilot.press(key)
    await pilot.pause()
    panes = [pane for pane in app.desk.screen.side.query(LinesPane) if pane.display]
    assert len(panes) == 1 and panes[0].size.height > 3
    return str(panes[0].border_title)


async def test_at_80_columns_one_panel_turns() -> None:
    """On site, missing, classes with the curve, and back the other way."""
    app = StillDesk()
    async with app.run_test(size=(80, 24)) as pilot:
        assert "Not here yet  4" in await turned(pilot, app, "alt+right")
        assert "Classes" in await turned(pilot, app, "alt+right")
        assert app.desk.screen.side.curve.display and app.desk.screen.side.query_one(Sparkline).region.height == 1
        assert "On site  3/8" in await turned(pilot, app, "alt+right")
        assert "Classes" in await turned(pilot, app, "alt+left")


@pytest.mark.parametrize("size", [(120, 40), (200, 60)])
async def test_large_terminals_show_all_panels(size: tuple[int, int]) -> None:
    """Bars, curve, who came last, who is missing: each has room."""
    app = StillDesk()
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        side = app.desk.screen.side
        assert "On site  3/8" in str(side.classes_pane.border_title) and "2/3" in shown(side.classes_pane)
        assert "08:58 Maximilian" in shown(side.on_site)
        assert "陈强" in shown(side.absent)
        assert min(pane.size.height for pane in (side.classes_pane, side.on_site, side.absent)) >= 3


async def test_at_60_columns_verdict_and_clock_are_left() -> None:
    """No list, and nothing of them takes the focus."""
    app = StillDesk()
    async with app.run_test(size=(60, 20)) as pilot:
        app.show(outcome_of_kind(OutcomeKind.OPENED))
        await pilot.press("tab")
        await pilot.pause(0.15)
        assert app.focused is None
        assert app.desk.screen.verdict.region.width == 60 and "09:05" in app.desk.screen.top.render().plain


def test_the_curve_counts_arrivals_in_equal_parts_of_the_time() -> None:
    """Nobody is lost, the first and the last are at the ends."""
    assert over_time([0, 1, 2, 50, 99], 10) == [3, 0, 0, 0, 0, 1, 0, 0, 0, 1]
    assert over_time([5, 5, 5], 4) == [3, 0, 0, 0]
    assert over_time([], 4) == [0, 0, 0, 0] and over_time([1], 0) == []


async def test_the_last_row_says_how_many_more_there_are_and_the_mark_reaches_them() -> None:
    """A list of a hundred in a pane of some rows."""
    app = StillDesk()
    async with app.run_test(size=(80, 24)) as pilot:
        pane = app.desk.screen.side.on_site
        pane.fill(lambda _width: [(Piece(Content(f"row {n}"), f"cq8/{n}"),) for n in range(100)])
        height = pane.content_size.height
        assert shown(pane).splitlines()[-1] == f"… +{100 - height + 1}"
        pane.focus()
        await pilot.press("end")
        assert pane.marked == "cq8/99" and shown(pane).splitlines()[-1] == "row 99"
        await pilot.press("pageup", "home", "down")
        assert pane.marked == "cq8/1"
