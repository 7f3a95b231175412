"""What a clerk does in the dialogs of the screen: open one from `more`, fill it in, read what it says."""

from __future__ import annotations

from collections.abc import Callable

from textual.pilot import Pilot
from textual.widgets import DataTable, Input

from tests.tui.driving import until
from tui.district.clerk_app import ClerkApp
from tui.screens.more import MoreDialog


def title(app: ClerkApp) -> str:
    """The title of the dialog in front; empty where there is none."""
    boxes = app.screen.query("#box")
    return str(boxes.first().border_title) if boxes else ""


def said(app: ClerkApp) -> str:
    """All that the dialog in front says."""
    return "\n".join(str(text.render()) for text in app.screen.query("Text"))


def rows(app: ClerkApp) -> list[list[str]]:
    """The list on the page."""
    table = app.screen_stack[0].query_one(DataTable)
    return [[str(cell) for cell in table.get_row_at(place)] for place in range(table.row_count)]


async def settles(app: ClerkApp, pilot: Pilot[int], then: Callable[[], bool] = lambda: True) -> None:
    """Wait for a page with nothing before it."""
    await until(pilot, lambda: app.settled and len(app.screen_stack) == 1 and then())


async def from_more(app: ClerkApp, pilot: Pilot[int], words: str) -> None:
    """Choose the first line of `more` that has these words in it."""
    await settles(app, pilot)
    await pilot.press("f10")
    await until(pilot, lambda: isinstance(app.screen, MoreDialog))
    app.screen.query_one(Input).value = words
    await pilot.pause(0.1)
    await pilot.press("enter")


async def fill(app: ClerkApp, pilot: Pilot[int], of: str, **values: str) -> None:
    """Fill in the form whose title ends so, and save it."""
    await until(pilot, lambda: title(app).endswith(of) and bool(app.screen.query(Input)))
    for name, value in values.items():
        app.screen.query_one(f"#{name}", Input).value = value
    await pilot.press("ctrl+s")
