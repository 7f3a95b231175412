"""What a command of the clerk's screen has done with the district, and what is said of what went wrong."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import Protocol, TypeVar

from checkin.clock import Clock
from checkin.rules.problems import Refused
from checkin.texts import _
from exports.district.district import District
from tui.district.keeping.mendable import is_mendable
from tui.district.page import Aside, Maker, Page, Part
from tui.district.work import DistrictWork, stopped_text, told_aside
from tui.model.long_work import Stopped
from tui.screens.making.beside import OpensScreens
from tui.words.faults import sentences

T = TypeVar("T")
PAGE_PATIENCE_S = 1.0
"""A page that takes longer shows that it is being made."""


class Screen(OpensScreens, Protocol):
    """The screen, as far as it is needed here."""

    @property
    def has_page(self) -> bool:
        """Whether it shows a page already."""

    def named_by_rows(self, text: str) -> str:
        """A sentence with rows of `more` in place of commands."""

    def note(self, text: str) -> None:
        """Say a sentence in passing."""

    def tell(self, title: str, lines: Sequence[str]) -> None:
        """Show some lines to read."""

    def end(self, lines: Sequence[str]) -> None:
        """Close it; the lines are said behind it."""


class ClerkWork:
    """`damaged` is what is said of a record that can't be opened, and that can be made anew; `busy` counts what is under way."""

    def __init__(self, screen: Screen, path: Path, clock: Clock) -> None:
        self._screen = screen
        self._work = DistrictWork(screen, path, clock)
        self.busy = 0
        self.damaged: list[str] = []

    async def ask(self, job: Callable[[District], T]) -> T:
        """What a job gives in the district's thread. For forms: what went wrong is raised as Refused or OSError."""
        return await self._work.ask(job)

    async def made(self, title: str, job: Callable[[District], T]) -> T:
        """As `ask`, for a form whose job may take long: it shows how far it is, and a stopped one raises Stay."""
        return await self._work.within_form(title, job)

    async def tried(self, job: Callable[[District], T]) -> T | None:
        """As `ask`, but what went wrong is told, and None comes back; where there is no page yet the screen ends with it."""
        return await self._told(self._work.ask(job))

    async def page(self, maker: Maker) -> Page | None:
        """As `tried`, for a page: one of a large record shows that it is being made, and Esc leaves it."""
        page = await self._told(self._work.long(_("Making the page"), maker, PAGE_PATIENCE_S))
        return None if page is None else page.said(self._screen.named_by_rows)

    async def long(self, title: str, job: Callable[[District], T]) -> T | None:
        """As `tried`, for what may take long: it shows how far it is, and Esc stops it whole; None where it was stopped."""
        return await self._told(self._work.long(title, job))

    async def made_alone(self, title: str, work: Callable[[], T]) -> T:
        """As `made`, for a work that is done while the district is closed, as it exchanges its files."""
        return await self._work.alone_within_form(title, work)

    async def long_alone(self, title: str, work: Callable[[], T]) -> T | None:
        """The same, as `long`."""
        return await self._told(self._work.long_alone(title, work))

    async def aside(self, aside: Aside) -> Sequence[Part]:
        """What stands beside a row."""
        return [part.said(self._screen.named_by_rows) for part in await told_aside(self._work, aside)]

    def close(self) -> None:
        """Finish what is under way, and let go of the district."""
        self._work.close()

    async def _told(self, asked: Awaitable[T]) -> T | None:
        self.busy += 1
        try:
            done = await asked
            if said := self._work.mended():
                self._screen.note(said)
            return done
        except Stopped as stopped:
            self._stopped(str(stopped))
        except (Refused, OSError) as error:
            self._failed(error)
        finally:
            self.busy -= 1
        return None

    def _stopped(self, what_stands: str) -> None:
        if self._screen.has_page:
            self._screen.note(what_stands or stopped_text())
        else:
            self._screen.end([])

    def _failed(self, error: Refused | OSError) -> None:
        lines = sentences(error)
        if self._screen.has_page:
            self._screen.tell(_("That did not work"), lines)
        elif is_mendable(error) and not self.damaged:
            self.damaged = lines
        else:
            self._screen.end(lines)
