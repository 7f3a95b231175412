"""Counts what somebody presses: a key is one, a value that is typed is one; a PIN and what only closes a message are not counted."""

from __future__ import annotations

from collections.abc import Callable

from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import Input

from tests.tui.driving import until


class Keystrokes:
    """The keys of one task."""

    def __init__(self, pilot: Pilot[int]) -> None:
        self._pilot = pilot
        self.count = 0

    async def press(self, *keys: str) -> None:
        """Each key is one."""
        self.count += len(keys)
        await self._pilot.press(*keys)

    async def write(self, text: str, field: str = "Input") -> None:
        """A value in a field is one, however long it is."""
        self.count += 1
        self._pilot.app.screen.query_one(field, Input).value = text

    async def at(self, screen: type[Screen[object]], holds: Callable[[], bool] = lambda: True) -> None:
        """Wait until a screen stands and something holds on it."""
        app = self._pilot.app
        await until(
            self._pilot,
            lambda: type(app.screen) is screen and app.screen.is_mounted and app.screen.check_action("", ()) is not False
            and holds(),
        )  # fmt: skip
