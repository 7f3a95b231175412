"""Waiting for the screen as Textual's pilot does, for less: only where a part of it has something left to do are all asked.

Textual sends a callback to each widget and waits until all came back, at every key and pause of a test. A widget that waits
for its next message would only send it back; that it waits can be seen.
"""

from __future__ import annotations

import asyncio
from typing import Any

from textual.message_pump import MessagePump
from textual.pilot import Pilot

_TURNS = 50
"""Turns of the loop in which ordinary messages are worked off."""
_ask_everybody = Pilot._wait_for_screen


async def _wait_for_screen(self: Pilot[Any], timeout: float = 30.0) -> bool:
    """As Textual's own: every part of the screen on top has worked off what it was sent before."""
    for _turn in range(_TURNS):
        await asyncio.sleep(0)
        if not self.app.screen_stack or self.app._exception_event.is_set():
            break
        if not any(_is_at_work(part) for part in (self.app, *self.app.screen.walk_children(with_self=True))):
            return True
    return await _ask_everybody(self, timeout)


def _is_at_work(part: MessagePump) -> bool:
    """Whether a part has a message before it, or has not come back from the last one."""
    queue = part._message_queue
    return not queue.empty() or not queue.ready_event._waiters


def ask_only_who_is_at_work() -> None:
    """From now on in this process."""
    setattr(Pilot, _ask_everybody.__name__, _wait_for_screen)
