"""A stand-in for the desk: the services that a screen is handed, and an app of nothing but that screen."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from typing import Any, TypeVar

from textual.app import App
from textual.pilot import Pilot
from textual.screen import Screen

from checkin.clock import Clock
from checkin.rules.activities import Activity
from storage.disk.identity import DeskIdentity
from storage.store import Store
from tests.tui.outcomes import IDENTITY, NOW
from tests.tui.still_writer import StillWriter
from tui.model.desk_services import DeskServices
from tui.model.themes import THEMES
from tui.model.writer_handle import WriterHandle

T = TypeVar("T")


class StandInDesk:
    """Answers jobs by their names, as `StillWriter` does; a job without an answer failed.

    `admits`: whether the person there is a supervisor. `calls` are what it was asked for, in order.
    """

    def __init__(self, *, admits: bool = True, **answers: Any) -> None:
        self.still = StillWriter(NOW, **answers)
        self.admits = admits
        self.calls: list[str] = []

    @property
    def clock(self) -> Clock:
        """A clock that stands still."""
        return self.still.clock

    @property
    def writer(self) -> WriterHandle:
        """A writer that writes nothing and gives prepared answers."""
        return self.still

    @property
    def identity(self) -> DeskIdentity:
        """The identity of an invented school."""
        return IDENTITY

    @property
    def activity(self) -> Activity | None:
        """None is chosen."""
        return None

    @property
    def supervisor_name(self) -> str:
        """The name of an invented teacher."""
        return "陈静"

    async def tried(self, job: Callable[[Store], T]) -> T | None:
        """The answer for a job of this name."""
        self.calls.append(job.__name__)
        future = self.still.submit(job)
        return future.result() if future.done() else None

    async def as_supervisor(self) -> bool:
        """Give `admits` without opening a dialog."""
        self.calls.append("as_supervisor")
        return self.admits

    def has_now(self, volunteer: str, things: Sequence[str]) -> None:
        """There is no verdict."""
        self.calls.append("has_now")

    async def read_board(self) -> None:
        """There is no board."""
        self.calls.append("read_board")


class ScreenApp(App[None]):
    """Shows one screen in the desk's colours."""

    def __init__(self, screen: Screen[None]) -> None:
        super().__init__()
        for theme in THEMES.values():
            self.register_theme(theme)
        self.theme = THEMES["dark"].name
        self._shown = screen

    def on_mount(self) -> None:
        """Open the screen under test."""
        self.push_screen(self._shown)

    @property
    def said(self) -> list[str]:
        """What was said in the corner."""
        return [notification.message for notification in self._notifications]


@asynccontextmanager
async def shown(
    make: Callable[[DeskServices], Screen[None]], desk: DeskServices
) -> AsyncIterator[tuple[ScreenApp, Pilot[None]]]:
    """The screen that `make` makes of these services, drawn."""
    app = ScreenApp(make(desk))
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        yield app, pilot
