"""Opening the app on a folder and working it as a scanner and a person would."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from textual import events
from textual.app import App
from textual.message import Message
from textual.message_pump import active_message_pump
from textual.pilot import Pilot
from textual.widgets import OptionList

from checkin.clock import SYSTEM_CLOCK, Clock
from storage.protecting import needs_passphrase
from storage.store import has_desk
from tui.desk.app import DeskApp
from tui.model import jobs
from tui.model.writer_handle import WriterHandle
from tui.screens.ask import AskDialog
from tui.screens.dialog import Dialog
from tui.screens.fields.row import Row
from tui.screens.form import FormDialog
from tui.screens.more import MoreDialog
from tui.widgets.action_row import ActionButton

PATIENCE_S = 10.0


@asynccontextmanager
async def opened(
    path: Path,
    size: tuple[int, int] = (100, 30),
    app: type[DeskApp] = DeskApp,
    operator: str | None = "teacher",
    clock: Clock = SYSTEM_CLOCK,
    message_hook: Callable[[Message], None] | None = None,
) -> AsyncIterator[tuple[DeskApp, Pilot[int]]]:
    """The app on a folder, its first screen drawn. `message_hook` hears every message of every part of the app."""
    writer = WriterHandle(path, operator, clock)
    first = None
    if has_desk(path) and not needs_passphrase(path):
        writer.open()
        first = writer.submit(jobs.first_look)
        first.exception()
    running = app(writer, first)
    try:
        async with running.run_test(size=size, message_hook=message_hook) as pilot:
            await pilot.pause()
            yield running, pilot
            running.exit(0)
    finally:
        writer.close()


def scanner(app: DeskApp, text: str) -> None:
    """A keyboard scanner types a code and Enter, all in a moment, however busy this computer is."""
    active_message_pump.set(app)
    keys = [*(events.Key(char, char) for char in text), events.Key("enter", "\r")]
    for key in keys:
        key.time = keys[-1].time
        app.post_message(key)


async def until(pilot: Pilot[int], holds: Callable[[], bool]) -> None:
    """Wait for something to come true on the screen. A dialog on top has begun by then: what a test presses or puts into a
    field next is an answer, and not what stood there at the beginning."""
    came_true = False
    for _ in range(int(PATIENCE_S / 0.02)):
        await pilot.pause()
        came_true = came_true or holds()
        if came_true and _has_begun(pilot.app):
            return
        await asyncio.sleep(0.02)
    raise AssertionError("the dialog did not begin" if came_true else "it did not come true")


def _has_begun(app: App[Any]) -> bool:
    """Whether the screen on top is no dialog, or one whose parts stand, whose form knows what stood in its fields, and whose
    first field or list has the focus."""
    if not app.screen_stack or app.return_code is not None or not isinstance(app.screen, Dialog):
        return True
    return app.screen.has_begun and not (isinstance(app.screen, FormDialog) and not app.screen._begun)


async def from_more(app: DeskApp, pilot: Pilot[int], name: str) -> None:
    """Choose the command of this name in `more`."""
    await pilot.press("f10")
    await until(pilot, lambda: isinstance(app.screen, MoreDialog) and app.screen.check_action("", ()))
    lines = app.screen.query_one(OptionList)
    lines.highlighted = lines.get_option_index(name)
    more = app.screen
    # An Enter right behind a scan is taken for the second end of the scanner's burst: then it is pressed once more.
    for _press in range(3):
        await pilot.press("enter")
        for _wait in range(20):
            await pilot.pause()
            if app.screen is not more:
                return
            await asyncio.sleep(0.02)
    await until(pilot, lambda: app.screen is not more)


def told(app: App[Any]) -> str:
    """All that is wrong in the form on top: beside its fields, then below them."""
    screen = app.screen
    assert isinstance(screen, Dialog)
    beside = [row.wrong for row in screen.query(Row) if row.wrong]
    return "\n".join([*beside, screen.trouble.render().plain])


async def leave(pilot: Pilot[int]) -> None:
    """Esc out of the form on top, and yes where it asks what becomes of what was typed."""
    form = pilot.app.screen
    await pilot.press("escape")
    await until(pilot, lambda: pilot.app.screen is not form)
    if form in pilot.app.screen_stack:
        await until(pilot, lambda: isinstance(pilot.app.screen, AskDialog) and pilot.app.screen.is_mounted)
        await pilot.pause(0.05)
        await pilot.press("enter")
        await until(pilot, lambda: form not in pilot.app.screen_stack)


async def by_button(app: DeskApp, pilot: Pilot[int], action: str) -> None:
    """Go to the button of a dialog that runs this action, and press Enter on it."""
    found = [button for button in app.screen.query(ActionButton) if button.action == f"screen.{action}"]
    assert len(found) == 1, action
    found[0].focus()
    await pilot.pause()
    await pilot.press("enter")
