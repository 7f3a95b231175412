"""Home, End and pages move in a list, whether it or the search line above it has the focus."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import OptionList

from tests.portions import in_the_soak, share
from tests.tui.invented_review import REVIEW
from tests.tui.posts.shown import shown
from tests.tui.still import StillDesk
from tests.tui.test_review_snapshots import told
from tui.screens.ask import AskDialog
from tui.screens.choose import ChooseDialog
from tui.screens.dialog import Dialog
from tui.screens.fields.picker import PickDialog
from tui.screens.more import MoreDialog
from tui.screens.posts.board import PostBoardDialog
from tui.screens.posts.rows import Shown
from tui.screens.posts.table import PostTable
from tui.screens.review.screen import ReviewScreen
from tui.widgets.options import Options
from tui.widgets.search_field import SearchField


async def _no_board() -> Shown | None:
    return None


@pytest.mark.parametrize("keys", share([(), ("slash",)], 0, 2))
async def test_in_the_board_of_posts(keys: tuple[str, ...]) -> None:
    """Of the search line too, as long as nothing is in it; in a text the keys move in the text first."""
    app = StillDesk()
    async with app.run_test(size=(80, 24)) as pilot:
        app.push_screen(PostBoardDialog(shown(long=True), _no_board))
        await pilot.pause(0.05)
        table = app.screen.query_one(PostTable)
        await pilot.press(*keys, "end")
        assert table.cursor_row == table.row_count - 1 > 20
        await pilot.press("home")
        assert table.cursor_row == 0
        await pilot.press("pagedown", "down")
        assert table.cursor_row > 1
        if keys:
            field = app.screen.query_one(SearchField)
            await pilot.press("0", "home")
            assert field.cursor_position == 0
            await pilot.press("end")
            assert field.cursor_position == 1 and table.cursor_row < table.row_count - 1
            await pilot.press("end")
            assert table.cursor_row == table.row_count - 1


@in_the_soak
async def test_in_more_and_in_the_review() -> None:
    app = StillDesk(review_now=REVIEW, told_now=told("3"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f10")
        await pilot.pause(0.05)
        assert isinstance(app.screen, MoreDialog)
        lines = app.screen.query_one(OptionList)
        await pilot.press("end")
        assert lines.highlighted == lines.option_count - 1
        await pilot.press("home")
        assert lines.highlighted == 1
        await pilot.press("escape", "shift+f1")
        await pilot.pause(0.1)
        review = app.screen
        assert isinstance(review, ReviewScreen)
        await pilot.press("slash", "end")
        assert review.table.pointed is review.table.rows[-1] and review.focused is review.search
        await pilot.press("home")
        assert review.table.pointed is review.table.rows[0]


TALL = [f"line {place}" for place in range(12)]


@pytest.mark.parametrize(
    "make",
    [
        lambda: ChooseDialog("choose", [("a", "A"), ("b", "B")], None, "\n".join(TALL * 2)),
        lambda: AskDialog("ask", [" ".join(TALL * 2) for _line in range(6)], "yes"),
    ],
    ids=["choose", "ask"],
)
async def test_a_text_longer_than_the_terminal_is_read_by_keys(make: Callable[[], Dialog[object]]) -> None:
    """What can be chosen is in sight first, and the pages lead back to what stands above it."""
    app = StillDesk()
    async with app.run_test(size=(60, 20)) as pilot:
        app.push_screen(make())
        await pilot.pause(0.05)
        box = app.screen.query_one("#box")
        assert box.max_scroll_y > 0
        for options in app.screen.query(Options):
            assert options.region.bottom <= app.screen.query_one("#foot").region.y
        await pilot.press("pageup", "pageup", "pageup")
        assert box.scroll_y == 0
        await pilot.press("pagedown", "pagedown", "pagedown", "pagedown", "pagedown")
        assert box.scroll_y == box.max_scroll_y
        await said_to_scroll(pilot)


async def said_to_scroll(pilot: Pilot[int]) -> None:
    """A question says that its arrows scroll; a list's arrows move the mark."""
    entries = [key for key, _word, _action in pilot.app.screen.query_one("KeyBar").entries]  # type: ignore[attr-defined]
    assert ("↑↓" in entries) == isinstance(pilot.app.screen, AskDialog)


async def test_in_the_tree_of_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    for place in range(30):
        (tmp_path / f"{place:02}.csv").touch()
    app = StillDesk()
    async with app.run_test(size=(80, 24)) as pilot:
        app.push_screen(PickDialog("file", (".csv",)))
        await pilot.pause(0.3)
        screen = app.screen
        assert isinstance(screen, PickDialog)
        await pilot.press("end")
        assert screen.tree_of_files.cursor_line == screen.tree_of_files.last_line
        await pilot.press("home")
        assert screen.tree_of_files.cursor_line == 0
