"""What a command of the clerk's screen may ask of the screen that it stands in."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Sequence
from pathlib import Path
from typing import Any, Protocol, TypeVar

from textual.screen import Screen

from checkin.clock import Clock
from exports.district.asks.conflicts.conflict import Conflict
from exports.district.asks.totals import By
from exports.district.district import District
from tui.district.arranging import Look
from tui.district.page import Maker, Page, Row
from tui.model.commands import Command

T = TypeVar("T")
R = TypeVar("R")


class Clerk(Protocol):
    """`operator` is who works here; `by` is what the totals are split by; `path` is the district's folder."""

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

    @property
    def conflict(self) -> Conflict | None:
        """The conflict that is marked, else the one whose page is shown."""

    @property
    def marked(self) -> Row | None:
        """The marked row of the page; None where it has none."""

    @property
    def shown_rows(self) -> list[Row]:
        """The rows of the page in the order in which they are shown."""

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

    async def ask(self, job: Callable[[District], T]) -> T:
        """What a job gives in the district's thread. For forms: what went wrong is raised as Refused or OSError."""

    async def made(self, title: str, job: Callable[[District], T]) -> T:
        """As `ask`, for a form whose job may take long: it shows how far it is, and a stopped one raises Stay."""

    async def tried(self, job: Callable[[District], T]) -> T | None:
        """As `ask`, but what went wrong is told, and None comes back."""

    async def long(self, title: str, job: Callable[[District], T]) -> T | None:
        """As `tried`, for what may take long: it shows how far it is, and Esc stops it whole; None where it was stopped."""

    async def alone(self, work: Callable[[], T]) -> T:
        """What a work gives that is done while the district is closed, as it exchanges its files; raises as `ask`."""

    async def long_alone(self, title: str, work: Callable[[], T]) -> T | None:
        """The same with a bar, as `long`."""

    async def answer(self, dialog: Screen[R]) -> R | None:
        """Open a dialog and wait for what it gives back; None where it was left."""

    def tell(self, title: str, lines: Sequence[str]) -> None:
        """Show some lines to read."""

    def note(self, text: str) -> None:
        """Say a sentence in passing."""

    def start(self, work: Coroutine[Any, Any, None]) -> None:
        """Have something done while the clerk goes on."""

    def copy_to_clipboard(self, text: str) -> None:
        """Hand a text to the terminal's clipboard."""

    def show_keys(self) -> None:
        """Draw the key bar anew."""

    def turn_light(self) -> None:
        """Change to the other theme: dark, or black on white."""

    def leave(self) -> None:
        """Close the screen with exit code 0."""
