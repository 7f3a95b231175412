"""What the parts of the desk need from the Textual app."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol, TypeVar

from textual.message import Message
from textual.notifications import SeverityLevel
from textual.screen import Screen
from textual.worker import Worker, WorkType

R = TypeVar("R")


class Host(Protocol):
    """Textual's own methods, under their own names."""

    @property
    def screen_stack(self) -> list[Screen[Any]]:
        """The screens that are open, the topmost last."""

    def post_message(self, message: Message) -> bool:
        """Hand a message to the app, from any thread."""

    def set_timer(self, delay: float, callback: Callable[[], object] | None = None) -> object:
        """Run something after `delay` seconds."""

    def notify(
        self,
        message: str,
        *,
        severity: SeverityLevel = "information",
        timeout: float | None = None,
        markup: bool = True,
    ) -> None:
        """Say something in a corner for `timeout` seconds."""

    def copy_to_clipboard(self, text: str) -> None:
        """Hand a text to the clipboard of the computer."""

    def run_worker(
        self,
        work: WorkType[R],
        name: str | None = "",
        group: str = "default",
        description: str = "",
        exit_on_error: bool = True,
        start: bool = True,
        exclusive: bool = False,
        thread: bool = False,
    ) -> Worker[R]:
        """Do something beside what the screen does."""

    async def push_screen_wait(self, screen: Screen[R]) -> R:
        """Open a dialog and wait for its value; in a worker."""
