"""Choose one person, for something that is done for them alone."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType

from checkin.rules.events import Direction
from checkin.texts import _
from storage.people.person import Person
from tui.model.writer_handle import WriterHandle
from tui.screens.find import FindDialog
from tui.widgets.action_row import Way
from tui.widgets.key_bar import Entry


class PickPersonDialog(FindDialog, inherit_bindings=False):
    """Gives the person who was chosen as `Picked`; nobody is checked in or out here. `title` says what for."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", show=False),
        Binding("down", "move(1)", show=False, priority=True),
        Binding("up", "move(-1)", show=False, priority=True),
    ]

    def __init__(self, writer: WriterHandle, title: str) -> None:
        super().__init__(writer, None)
        self._heading = title

    def entries(self) -> list[Entry]:
        """The key that takes the marked person."""
        return [("↑↓ Enter", _("this one"), "screen.pick('auto')")]

    def ways(self) -> list[Way]:
        """Nothing else: nobody is checked in or out here."""
        return []

    def action_pick(self, direction: str) -> None:
        """The marked person, whatever was pressed."""
        super().action_pick(Direction.AUTO)

    def nobody_text(self) -> str:
        """The text for a search that finds nobody."""
        return _("Nobody fits. Try fewer letters.")

    def person(self, volunteer: str) -> Person:
        """The person of a key that was chosen here."""
        return self._found[volunteer]
