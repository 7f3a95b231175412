"""What a command of the clerk's screen may ask of the screen that it stands in."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Sequence
from pathlib import Path
from typing import Any, Protocol, TypeVar

from textual.screen import Screen

from checkin.clock import Clock
from exports.district.asks.conflicts.conflict import Conflict
from exports.district.asks.totals import By
from tui.district.arranging import Look
from tui.district.clerk_work import ClerkWork
from tui.district.page import Maker, Page, Row
from tui.model.commands import Command

R = TypeVar("R")


class Clerk(Protocol):
    """`work` does something with the district and says what went wrong. `operator` is who works here; `by` is what the totals
    are split by; `path` is the district's folder."""

    work: ClerkWork
    path: Path
    clock: Clock
    by: By
    operator: str | None

    @property
    def commands(self) -> Sequence[Command]:
        """All that can be done here, for the help."""

    async def do(self, name: str) -> None:
        """Do what the command of this name says."""

    def said_today(self) -> list[tuple[str, str]]:
        """Today's messages with their times, the newest first."""

    @property
    def page(self) -> Page | None:
        """The page that is shown; None before the first one."""

    def stands_at(self, maker: Callable[..., Page]) -> bool:
        """Whether the page that is shown was made by this."""

    @property
    def conflict(self) -> Conflict | None:
        """The conflict that is marked, else the one whose page is shown."""

    @property
    def marked(self) -> Row | None:
        """The marked row of the page; None where it has none."""

    @property
    def shown_rows(self) -> list[Row]:
        """The rows of the page in the order in which they are shown."""

    @property
    def look(self) -> Look:
        """How the page is looked at: its order, and the text that all rows shown have in them."""

    def arrange(self, change: Callable[[Look], Look]) -> None:
        """Show the page in another order, or only some of its rows."""

    def begin(self, maker: Maker) -> None:
        """Show a page right below the first one."""

    def home(self) -> None:
        """Show the first page."""

    def replace(self, maker: Maker) -> None:
        """Show a page in the place of the one that is shown."""

    def again(self) -> object:
        """Make the pages of the way anew: the record or the language has changed."""

    async def answer(self, dialog: Screen[R]) -> R | None:
        """Open a dialog and wait for what it gives back; None where it was left."""

    def tell(self, title: str, lines: Sequence[str]) -> None:
        """Show some lines to read."""

    def note(self, text: str) -> None:
        """Say a sentence in passing."""

    def start(self, work: Callable[[], Coroutine[Any, Any, None]]) -> None:
        """Have something done while the clerk goes on."""

    def copy_to_clipboard(self, text: str) -> None:
        """Hand a text to the terminal's clipboard."""

    def show_keys(self) -> None:
        """Draw the key bar anew."""

    def turn_light(self) -> None:
        """Change to the other theme: dark, or black on white."""

    def leave(self) -> None:
        """Close the screen with exit code 0."""
