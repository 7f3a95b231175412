"""A sheet that was written: where it is, and what to mind."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual.app import App

from checkin.texts import _, say

if TYPE_CHECKING:
    from exports.printed.printed import Printed


async def say_printed(app: App[Any], printed: Printed, title: str) -> None:
    """Say it. `title` says what it is."""
    text = _("{file} is written.").format(file=printed.files[0])
    app.notify("\n".join([f"{title}: {text}", *map(say, printed.notes)]), timeout=20, markup=False)
