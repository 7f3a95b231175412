"""A command of the desk: what every command has, and what it does."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import ClassVar

from checkin.texts import _
from tui.desk.desk import Desk
from tui.model.commands import Command


class DeskCommand(Command, ABC):
    """Dialogs and what they need are imported where they are opened: the start of the desk is felt.

    Its keys are a function key, and Alt with a letter for terminals that keep some keys to themselves; those who are rarely
    needed have none. Ctrl with a letter is P (`more`) and Q (leave) alone (screens.md law 4).
    """

    waits: ClassVar[bool] = True
    """Whether it waits for a person or the disk: then it runs in a worker. Else it is done at once."""

    def why_not(self, desk: Desk) -> str:
        """Why it does not fit now, in a sentence; empty where it does. Read from what the desk knows, without the disk: the
        key bar and `more` ask it often."""
        return ""

    @abstractmethod
    async def do(self, desk: Desk) -> None:
        """Do what the command says; `desk` gives it the parts of the desk."""


def needs_first_desk(desk: Desk, where: str) -> str:
    """The reason why what only the team's first desk does does not fit at this one, as `where` says it; else empty."""
    return where if desk.identity is not None and not desk.identity.first else ""


def needs_activity(desk: Desk) -> str:
    """The reason why a command does not fit as long as no activity is chosen; else empty."""
    return "" if desk.state.activity is not None else _("Choose an activity first: F6.")
