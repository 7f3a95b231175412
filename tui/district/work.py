"""What the clerk's screen has done in the district's thread, and how far it is."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

import duckdb

from checkin.clock import Clock
from checkin.rules.problems import Refused
from checkin.texts import _
from exports.district.district import District
from tui.district.page import Aside, Part
from tui.district.thread import DistrictThread
from tui.model.long_work import STOPPED, LongWork, Stopped
from tui.model.stay import Stay
from tui.screens.making.beside import PATIENCE_S, OpensScreens, shown_beside
from tui.words.faults import sentences

T = TypeVar("T")


def stopped_text() -> str:
    """What is said where a person stopped a long work."""
    return _(STOPPED)


class DistrictWork:
    """Everything raises what went wrong; who asks says it. `app` shows the bar of what takes long."""

    def __init__(self, app: OpensScreens, path: Path, clock: Clock) -> None:
        self._app = app
        self._clock = clock
        self._thread = DistrictThread(path, clock)

    async def ask(self, job: Callable[[District], T]) -> T:
        """What a job gives, with the district open."""
        return await self._thread.ask(job)

    async def long(self, title: str, job: Callable[[District], T], patience: float = PATIENCE_S) -> T:
        """As `ask`, with a bar in front where it takes longer than `patience` (seconds). Raises Stopped where a person stopped it."""

        def begin(long: LongWork) -> asyncio.Future[T]:
            return asyncio.ensure_future(self._thread.ask(lambda district: _run(district, long, job)))

        return await shown_beside(self._app, title, begin, self._clock.steady, patience)

    async def long_alone(self, title: str, work: Callable[[], T]) -> T:
        """What a work gives with the district closed, with a bar in front. Raises Stopped where a person stopped it."""

        def begin(long: LongWork) -> asyncio.Future[T]:
            return asyncio.ensure_future(self._thread.alone(lambda: long.run(work)))

        return await shown_beside(self._app, title, begin, self._clock.steady)

    async def within_form(self, title: str, job: Callable[[District], T]) -> T:
        """As `long`, for a form that asks for it: one that was stopped stands again, with all that was typed."""
        return await _or_stay(self.long(title, job))

    async def alone_within_form(self, title: str, work: Callable[[], T]) -> T:
        """The same as `long_alone`."""
        return await _or_stay(self.long_alone(title, work))

    def mended(self) -> str:
        """What is said, once, where the opening made a damaged record anew; else empty."""
        said, self._thread.mended = self._thread.mended, ""
        return said

    def close(self) -> None:
        """Finish what is under way, and let go of the district."""
        self._thread.close()


async def _or_stay(work: Awaitable[T]) -> T:
    try:
        return await work
    except Stopped as stopped:
        raise Stay([str(stopped) or stopped_text()]) from None


def _run(district: District, long: LongWork, job: Callable[[District], T]) -> T:
    with _stoppable(district, long):
        return long.run(lambda: job(district))


@contextmanager
def _stoppable(district: District, long: LongWork) -> Iterator[None]:
    """Esc also ends a query that runs, and nothing while the record is being written."""
    long.when_stopped = district.db.interrupt
    district.before_commit, district.after_commit = long.no_way_back, long.is_written
    try:
        yield
    except duckdb.InterruptException:
        raise long.stopped() from None
    finally:
        long.when_stopped = district.before_commit = district.after_commit = _nothing


def _nothing() -> None:
    pass


async def told_aside(work: DistrictWork, aside: Aside) -> Sequence[Part]:
    """What stands beside a row: what the district knows of it, else what went wrong."""
    try:
        return await work.ask(aside)
    except (Refused, OSError) as error:
        return (Part(_("That did not work"), tuple(("", line) for line in sentences(error)), "bad"),)
