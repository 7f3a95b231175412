"""A sheet that was written: where it is, what to mind, and what to do with it now."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual.app import App

from checkin.texts import _, say
from tui.screens.making.made import Made, MadeDialog

if TYPE_CHECKING:
    from exports.printed.printed import Printed


async def say_printed(app: App[Any], printed: Printed, title: str) -> None:
    """Until it was opened or printed, or somebody goes back. `title` says what it is. Call it in a worker."""
    made = Made(printed.files[0], (_("It is written."),), tuple(map(say, printed.notes)))
    done = await app.push_screen_wait(MadeDialog(title, made))
    if done is not None:
        app.notify(done, timeout=20, markup=False)
