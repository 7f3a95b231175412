"""A command of the desk: what every command has, and what it does."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import ClassVar

from tui.desk.desk import Desk
from tui.model.commands import Command


class DeskCommand(Command, ABC):
    """Dialogs and what they need are imported where they are opened: the start of the desk is felt."""

    group: ClassVar[str | None] = "dialog"
    """The worker in which it runs and ends what ran there before; None where it is done at once and waits for nobody."""

    @abstractmethod
    async def do(self, desk: Desk) -> None:
        """Do it."""
