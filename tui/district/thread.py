"""The one thread that has the district open: the screen hands it functions and never waits."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

import duckdb

from checkin.clock import Clock
from exports.district.connection import trouble
from exports.district.district import District
from exports.district.record.mending import open_mended
from tui.words.mended import mended_line

T = TypeVar("T")


class DistrictThread:
    """Works off what it is given, in order. `close` lets go of the district."""

    def __init__(self, path: Path, clock: Clock) -> None:
        self._path = path
        self._clock = clock
        self._pool = ThreadPoolExecutor(1, "district")
        self._district: District | None = None
        self.mended = ""
        """What is said where the opening made a damaged record anew."""

    async def ask(self, job: Callable[[District], T]) -> T:
        """What `job` gives, run with the open district; its exceptions come through, those of the database as Refused."""
        return await asyncio.wrap_future(self._pool.submit(self._run, job))

    async def alone(self, work: Callable[[], T]) -> T:
        """What `work` gives, run while the district is closed: it may exchange its files. The next question opens them again."""
        return await asyncio.wrap_future(self._pool.submit(self._run_alone, work))

    def close(self) -> None:
        """Finish what is under way, then close the district."""
        self._pool.submit(self._close).result()
        self._pool.shutdown()

    def _run(self, job: Callable[[District], T]) -> T:
        if self._district is None:
            self._district, made = open_mended(self._path, self._clock)
            self.mended = "" if made is None else mended_line(made)
        try:
            return job(self._district)
        except duckdb.Error as error:
            refused = trouble(self._district.folder.database, error)
            if refused is None:
                raise
            # A database that met damage answers nothing more: the next question opens the file again.
            self._close()
            raise refused from error

    def _run_alone(self, work: Callable[[], T]) -> T:
        self._close()
        return work()

    def _close(self) -> None:
        if self._district is not None:
            self._district.close()
            self._district = None
