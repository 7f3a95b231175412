"""An event loop in which a run of the app is the same on every machine: time goes on only when nothing is left to do.

No timer is due while a callback is ready or a thread works, and what threads hand over is taken when they rest, so it
doesn't matter how fast any of them is. Nothing waits in real time: where all rest, the loop steps to the next timer.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from typing import Any

from textual._callback import invoke
from textual.app import App

HANGS_S = 60.0
"""Real seconds after which a thread that does not come to rest is a fault."""


class StandingLoop(asyncio.SelectorEventLoop):
    """`begin` and `end` count the jobs that threads are given. The hands do what asyncio gives to threads, one job after the
    other; they rest too while they ask the loop for something.
    """

    def __init__(self) -> None:
        self._now_s = 0.0
        super().__init__()
        self._rest = threading.Condition()
        self._handed: list[tuple[str, asyncio.Handle]] = []
        self._jobs = self._in_hand = 0
        self._asking = False
        self._asks = threading.local()
        self._may_work = threading.Event()
        self._hands = ThreadPoolExecutor(1, "hands")
        self._select = self._selector.select
        self._selector.select = self._step

    def time(self) -> float:
        """Seconds since the loop was made; they stand still while anything is done."""
        return self._now_s

    def begin(self, job: Callable[..., Any]) -> Callable[..., Any]:
        """Count a job for a thread. It is done while the loop steps, so that it never matters how soon it is done."""
        with self._rest:
            self._jobs += 1
        return self._in_its_time(job)

    def _in_its_time(self, job: Callable[..., Any]) -> Callable[..., Any]:
        def done(*args: Any, **kwargs: Any) -> Any:
            self._may_work.wait()
            return job(*args, **kwargs)

        return done

    @contextmanager
    def waiting(self) -> Iterator[None]:
        """The loop's own thread waits here for another one."""
        self._may_work.set()
        try:
            yield
        finally:
            self._may_work.clear()

    def waited_for(self, job: Future[Any]) -> Future[Any]:
        """The future of a job for which the loop's own thread may wait."""
        result, error = job.result, job.exception

        def wait(get: Callable[..., Any], timeout: float | None = None) -> Any:
            if job.done() or threading.get_ident() != self._thread_id:
                return get(timeout)
            with self.waiting():
                return get(timeout)

        job.result = partial(wait, result)
        job.exception = partial(wait, error)
        return job

    def end(self, *_: object) -> None:
        """A job is finished, and its result handed over."""
        with self._rest:
            self._jobs -= 1
            self._rest.notify_all()

    def call_soon_threadsafe(self, callback: Callable[..., object], *args: Any, context: Any = None) -> asyncio.Handle:
        """From other threads it is taken when they rest, from the loop's own at once."""
        if threading.get_ident() == self._thread_id or self._thread_id is None:
            return self.call_soon(callback, *args, context=context)
        handle = asyncio.Handle(callback, args, self, context)
        with self._rest:
            self._handed.append((threading.current_thread().name, handle))
            if getattr(self._asks, "now", False):
                self._asks.now = False
                self._asking = True
            self._rest.notify_all()
        return handle

    def run_in_executor(self, executor: Any, func: Callable[..., Any], *args: Any) -> asyncio.Future[Any]:
        """One pair of hands does all of it."""
        with self._rest:
            self._in_hand += 1
        job = self._hands.submit(self._in_its_time(func), *args)
        self._hands.submit(self._lay_down)
        return asyncio.wrap_future(job, loop=self)

    def _lay_down(self) -> None:
        with self._rest:
            self._in_hand -= 1
            self._rest.notify_all()

    def _all_rest(self) -> bool:
        return not self._jobs and (not self._in_hand or self._asking)

    def ask(self, app: App[Any], callback: Callable[[], Any]) -> Any:
        """What `App.call_from_thread` does: the hands rest until the loop has answered."""

        async def answer() -> Any:
            with app._context():
                return await invoke(callback)

        self._asks.now = True
        answered = asyncio.run_coroutine_threadsafe(answer(), self)
        answered.add_done_callback(self._go_on)
        return answered.result()

    def _go_on(self, _: object) -> None:
        with self._rest:
            self._asking = False

    async def shutdown_default_executor(self) -> None:
        """Jobs that are under way are finished, and what they ask the loop is answered."""
        while self._in_hand:
            await asyncio.sleep(0.01)

    def close(self) -> None:
        """Let the hands go too."""
        super().close()
        self._hands.shutdown(wait=False, cancel_futures=True)

    def _step(self, timeout: float | None) -> Any:
        with self.waiting(), self._rest:
            if not self._rest.wait_for(self._all_rest, HANGS_S):
                raise AssertionError("a thread does not come to rest")
            handed, self._handed = self._handed, []
        # The order of the threads is theirs by name, so that it is the same whoever was quicker.
        self._ready.extend(handle for _, handle in sorted(handed, key=lambda one: one[0]))
        ready = self._select(0)
        if not ready and not handed and timeout != 0:
            if timeout is None:
                raise AssertionError("everything waits, and nothing will ever happen")
            self._now_s += timeout
        return ready
