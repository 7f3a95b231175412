"""What a test presses has been read when it goes on: a key that waits for the one before it is waited for."""

from __future__ import annotations

import asyncio
from typing import Any

from textual.pilot import Pilot

from tui.widgets.notices_app import NoticesApp

_LOOKS = 500
_press = Pilot.press


async def _press_and_wait(self: Pilot[Any], *keys: str) -> None:
    for key in keys:
        await _press(self, key)
        for _look in range(_LOOKS):
            if not isinstance(self.app, NoticesApp) or not self.app.reads_keys or self.app.return_code is not None:
                break
            await asyncio.sleep(0.01)
    await self._wait_for_screen()


def wait_for_read_keys() -> None:
    """From now on in this process."""
    setattr(Pilot, _press.__name__, _press_and_wait)
