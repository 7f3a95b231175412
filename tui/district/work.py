"""What the clerk's screen has done in the district's thread, and how far it is."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from checkin.clock import Clock
from checkin.rules.problems import Refused
from checkin.texts import _
from exports.district.district import District
from tui.district.page import Aside, Part
from tui.district.thread import DistrictThread
from tui.model.long_work import LongWork, Stopped
from tui.screens.form import Stay
from tui.screens.making.beside import OpensScreens, shown_beside
from tui.words.faults import sentences

T = TypeVar("T")


def stopped_text() -> str:
    """What is said where a person stopped a long work."""
    return _("Stopped: nothing was written.")


class DistrictWork:
    """Everything raises what went wrong; who asks says it. `app` shows the bar of what takes long."""

    def __init__(self, app: OpensScreens, path: Path, clock: Clock) -> None:
        self._app = app
        self._clock = clock
        self._thread = DistrictThread(path, clock)

    async def ask(self, job: Callable[[District], T]) -> T:
        """What a job gives, with the district open."""
        return await self._thread.ask(job)

    async def alone(self, work: Callable[[], T]) -> T:
        """What a work gives, with the district closed."""
        return await self._thread.alone(work)

    async def long(self, title: str, job: Callable[[District], T]) -> T:
        """As `ask`, with a bar in front. Raises Stopped where a person stopped it."""

        def begin(long: LongWork) -> asyncio.Future[T]:
            return asyncio.ensure_future(self._thread.ask(lambda district: long.run(lambda: job(district))))

        return await shown_beside(self._app, title, begin, self._clock.steady)

    async def long_alone(self, title: str, work: Callable[[], T]) -> T:
        """As `alone`, with a bar in front. Raises Stopped where a person stopped it."""

        def begin(long: LongWork) -> asyncio.Future[T]:
            return asyncio.ensure_future(self._thread.alone(lambda: long.run(work)))

        return await shown_beside(self._app, title, begin, self._clock.steady)

    async def within_form(self, title: str, job: Callable[[District], T]) -> T:
        """As `long`, for a form that asks for it: one that was stopped stands again, with all that was typed."""
        try:
            return await self.long(title, job)
        except Stopped:
            raise Stay([stopped_text()]) from None

    def mended(self) -> str:
        """What is said, once, where the opening made a damaged record anew; else empty."""
        said, self._thread.mended = self._thread.mended, ""
        return said

    def close(self) -> None:
        """Finish what is under way, and let go of the district."""
        self._thread.close()


async def told_aside(work: DistrictWork, aside: Aside) -> Sequence[Part]:
    """What stands beside a row: what the district knows of it, else what went wrong."""
    try:
        return await work.ask(aside)
    except (Refused, OSError) as error:
        return (Part(_("That did not work"), tuple(("", line) for line in sentences(error)), "bad"),)
