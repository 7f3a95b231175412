"""Hands all threads and all times of the apps to a StandingLoop."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from typing import Any

import pytest
from textual.app import App

from storage.writer import Writer
from tests.tui.random_driver.standing_loop import StandingLoop


class _Pool(ThreadPoolExecutor):
    """The district's one thread; a loop that runs counts its jobs."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        loop = asyncio.get_running_loop()
        assert isinstance(loop, StandingLoop)
        job = super().submit(loop.begin(fn), *args, **kwargs)
        super().submit(loop.end)
        return loop.waited_for(job)


@contextmanager
def standing(seed: int) -> Iterator[StandingLoop]:
    """A loop that has all threads and all times of the apps; the numbers of new badges come from the seed."""
    loop, submit, close = StandingLoop(), Writer.submit, Writer.close

    def counted(writer: Writer, task: Callable[..., Any]) -> Future[Any]:
        job = submit(writer, loop.begin(task))
        # The writer comes to this one when the job's result is handed over.
        submit(writer, lambda _store: None).add_done_callback(loop.end)
        return loop.waited_for(job)

    def closed(writer: Writer) -> None:
        with loop.waiting():
            close(writer)

    async def idle(*_: float) -> None:
        await asyncio.sleep(0.02)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Writer, "submit", counted)
        patch.setattr(Writer, "close", closed)
        patch.setattr(
            App,
            "call_from_thread",
            lambda app, callback, *args, **more: loop.ask(app, partial(callback, *args, **more)),
        )
        patch.setattr("tui.district.thread.ThreadPoolExecutor", _Pool)
        patch.setattr("textual._time.get_time", loop.time)
        patch.setattr("textual.pilot.wait_for_idle", idle)
        patch.setattr("secrets.randbelow", random.Random(seed).randrange)
        yield loop
