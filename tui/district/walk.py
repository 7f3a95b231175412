"""The clerk's walk through the pages: down, up, another one, and all of them made anew."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from functools import partial
from typing import Any, Protocol

from tui.district.arranging import Look
from tui.district.clerk_title import ClerkTitle
from tui.district.clerk_work import ClerkWork
from tui.district.dashboard import dashboard_page
from tui.district.page import Aside, Maker, Row
from tui.district.page_view import PageView
from tui.district.way import Step, Way

PAGE = "page"
"""The group of what makes pages."""


class Walker(Protocol):
    """The screen that walks."""

    def walk_on(self, work: Callable[[], Coroutine[Any, Any, None]], group: str) -> None:
        """Have something done; of one group only the newest."""

    def show_keys(self) -> None:
        """Draw the key bar anew."""

    async def mended(self) -> bool:
        """Whether a record that can't be opened was made anew now."""


class Walk:
    """Makes each page in the district's thread, and shows it in `view`, with the name of the district in `title`."""

    def __init__(self, screen: Walker, work: ClerkWork, view: PageView, title: ClerkTitle) -> None:
        self.way = Way()
        self._screen, self._work, self._view, self._title = screen, work, view, title

    def up(self) -> None:
        """To the page above."""
        if self.way.up():
            self.show()

    def down(self, maker: Maker, row: int | None = None) -> None:
        """To the page below, from the row with this number where it is one of the list."""
        look = self._view.look
        self.way.keep(look if row is None else look._replace(row=row))
        self._start(partial(self._make, maker))

    def begin(self, maker: Maker) -> None:
        """A page right below the first one."""
        self.way.to_first()
        self._start(partial(self._make, maker))

    def replace(self, maker: Maker) -> None:
        """A page in the place of the one that is shown."""
        self._start(partial(self._make, maker, instead=True))

    def home(self) -> None:
        """The first page, made anew."""
        self.way.to_first()
        self.again()

    def first(self) -> None:
        """The first page, where none is shown yet."""
        self._start(partial(self._make, dashboard_page))

    def again(self) -> None:
        """All pages of the way, so that those above are right too when one goes back to them."""
        self._start(self._renew)

    def arrange(self, change: Callable[[Look], Look]) -> None:
        """Show the page in another order, or only some of its rows."""
        self.way.keep(change(self._view.look))
        self.show()

    def show(self) -> None:
        """Draw the page on which one stands."""
        if (step := self.way.last) is not None:
            self._view.show(step.page, self.way.titles, step.look)
            self._screen.show_keys()

    def tell_aside(self, row: Row, aside: Aside) -> None:
        """Show beside the list what is known of its marked row."""
        self._screen.walk_on(partial(self._tell_aside, row, aside), "aside")

    async def begin_here(self) -> bool:
        """The first page, which every way begins with, also where a key came before it was made; False where it can't be made."""
        identity = await self._work.tried(lambda district: district.identity)
        page = await self._work.page(dashboard_page) if identity is not None else None
        if identity is None or page is None:
            return await self._screen.mended() and await self.begin_here()
        self._title.show(identity)
        self.way.down(Step(dashboard_page, page))
        return True

    def _start(self, work: Callable[[], Coroutine[Any, Any, None]]) -> None:
        self._screen.walk_on(work, PAGE)

    async def _make(self, maker: Maker, *, instead: bool = False) -> None:
        if self.way.last is None and not await self.begin_here():
            return
        page = await self._work.page(maker) if maker is not dashboard_page else None
        if page is not None:
            self.way.down(Step(maker, page), instead=instead)
        self.show()

    async def _renew(self) -> None:
        self.way.keep(self._view.look)
        made = []
        for step in list(self.way.steps):
            page = await self._work.page(step.maker)
            if page is None:
                return
            made.append(page)
        self.way.renew(made)
        self.show()

    async def _tell_aside(self, row: Row, aside: Aside) -> None:
        # Who holds the arrow down passes rows of which nothing need be asked any more.
        parts = await self._work.aside(lambda district: aside(district) if self._view.marked is row else ())
        if self._view.marked is row:
            self._view.beside.show(parts)
