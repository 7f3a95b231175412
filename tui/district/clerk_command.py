"""A command of the clerk's screen: what every command has, and what it does."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import ClassVar

from tui.district.clerk import Clerk
from tui.district.page import Page
from tui.model.commands import Command


class ClerkCommand(Command, ABC):
    """Its help is its docstring, its doing is `do`."""

    waits: ClassVar[bool] = False
    """Whether it opens a dialog or waits for the district. Such a one runs in a worker."""

    leads_to: ClassVar[Callable[..., Page] | None] = None
    """What makes the page that it shows, as a static method."""

    def fits(self, clerk: Clerk) -> bool:
        """Whether there is something here that it can do now: the key bar shows only such commands, and none to the page that is
        shown."""
        return clerk.page is not None and not (self.leads_to is not None and clerk.stands_at(self.leads_to))

    @abstractmethod
    async def do(self, clerk: Clerk) -> None:
        """What the key does. `clerk` is the screen that it is pressed on."""
