"""Do a long work beside the screen, and show how far it is."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Protocol, TypeVar

from textual.screen import Screen

from tui.model.long_work import LongWork
from tui.screens.making.working import WorkingDialog

T = TypeVar("T")
R = TypeVar("R")
PATIENCE_S = 0.3
"""A shorter work shows no bar: one that flashes says nothing."""


class OpensScreens(Protocol):
    """The app, as far as it is needed here."""

    async def push_screen_wait(self, screen: Screen[R]) -> R:
        """Open a dialog and wait for its value; in a worker."""


async def done_beside(app: OpensScreens, title: str, work: Callable[[], T], now: Callable[[], int]) -> T:
    """Do the work in a thread of its own, with a dialog in front where it takes long. Call it in a worker.

    `now` gives milliseconds that run on. Raises Stopped where a person stopped it, and what the work raises.
    """
    loop = asyncio.get_running_loop()
    return await shown_beside(app, title, lambda long: loop.run_in_executor(None, long.run, work), now)


async def shown_beside(
    app: OpensScreens,
    title: str,
    begin: Callable[[LongWork], asyncio.Future[T]],
    now: Callable[[], int],
    patience: float = PATIENCE_S,
) -> T:
    """The same for a work that has its own thread: `begin` has it run there by `LongWork.run`. One shorter than `patience`
    (seconds) shows no bar."""
    long = LongWork(now)
    future = begin(long)
    try:
        await asyncio.wait([future], timeout=patience)
        if not future.done():
            dialog = WorkingDialog(title, long)
            future.add_done_callback(lambda _done: dialog.dismiss(None))
            await app.push_screen_wait(dialog)
        return await future
    except asyncio.CancelledError:
        # The app is left: the thread shall not keep it alive.
        long.stop()
        future.add_done_callback(_let_go)
        raise


def _let_go(future: asyncio.Future[T]) -> None:
    """Nobody waits for it any more, and nobody shall be told that it was stopped."""
    if not future.cancelled():
        future.exception()
