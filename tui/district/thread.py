"""The one thread that has the district open: the screen hands it functions and never waits."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

import duckdb

from checkin.clock import Clock
from exports.district.district import District, open_district

T = TypeVar("T")


class DistrictThread:
    """Works off what it is given, in order. `close` lets go of the district."""

    def __init__(self, path: Path, clock: Clock) -> None:
        self._path = path
        self._clock = clock
        self._pool = ThreadPoolExecutor(1, "district")
        self._district: District | None = None

    async def ask(self, job: Callable[[District], T]) -> T:
        """What `job` gives, run with the open district; its exceptions come through, those of the database as OSError."""
        try:
            return await asyncio.wrap_future(self._pool.submit(self._run, job))
        except duckdb.Error as error:
            raise OSError(str(error).splitlines()[0]) from error

    def close(self) -> None:
        """Finish what is under way, then close the district."""
        self._pool.submit(self._close).result()
        self._pool.shutdown()

    def _run(self, job: Callable[[District], T]) -> T:
        if self._district is None:
            self._district = open_district(self._path, self._clock)
        return job(self._district)

    def _close(self) -> None:
        if self._district is not None:
            self._district.close()
