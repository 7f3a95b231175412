"""A command of the desk: what every command has, and what it does."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import ClassVar

from tui.desk.desk import Desk
from tui.model.commands import Command


class DeskCommand(Command, ABC):
    """Dialogs and what they need are imported where they are opened: the start of the desk is felt."""

    keys: ClassVar[tuple[str, str]]
    """Two, for terminals keep some keys to themselves. F1 to F12, the same with Shift, and Ctrl with every letter that
    a terminal leaves free are taken: both keys of a new command are Alt with a letter."""
    waits: ClassVar[bool] = True
    """Whether it waits for a person or the disk: then it runs in a worker. Else it is done at once."""

    @abstractmethod
    async def do(self, desk: Desk) -> None:
        """Do what the command says; `desk` gives it the parts of the desk."""
