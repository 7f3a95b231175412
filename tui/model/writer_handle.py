"""The screen's handle of the one writer thread."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import TypeVar

from checkin.clock import Clock
from storage.store import Store
from storage.writer import Writer

T = TypeVar("T")


class WriterHandle:
    """Holds the writer once the folder is a desk; `operator` is who works it, `clock` gives the time of what is written."""

    def __init__(self, path: Path, operator: str | None, clock: Clock) -> None:
        self.path = path
        self.operator = operator
        self.clock = clock
        self._writer: Writer | None = None

    def open(self) -> None:
        """Start the writer thread on the folder; what it can't open comes out of every job."""
        self._writer = Writer(self.path, self.operator, self.clock)

    def submit(self, job: Callable[[Store], T]) -> Future[T]:
        """Run a job in the writer's thread, after those submitted before."""
        if self._writer is None:
            raise RuntimeError("the folder is not open")
        return self._writer.submit(job)

    async def ask(self, job: Callable[[Store], T]) -> T:
        """Run a job and wait for its value. What it raises comes through."""
        return await asyncio.wrap_future(self.submit(job))

    async def exchange(self, work: Callable[[], T]) -> T:
        """Run something that needs the folder closed, and open it again. Jobs that are submitted meanwhile wait."""
        if self._writer is None:
            raise RuntimeError("the folder is not open")
        return await asyncio.wrap_future(self._writer.exchange(work))

    def close(self) -> None:
        """Wait until all submitted jobs are finished, then end the thread."""
        if self._writer is not None:
            self._writer.close()
            self._writer = None
