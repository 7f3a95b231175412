"""Find the other number of a person who has two."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType

from checkin.rules.events import Direction
from checkin.texts import _
from storage.people.names import find_people
from storage.people.person import Person
from storage.people.register import key_of
from storage.store import Store
from tui.model.writer_handle import WriterHandle
from tui.screens.find import FindDialog
from tui.widgets.action_row import Way
from tui.widgets.key_bar import Entry


class FindOtherDialog(FindDialog, inherit_bindings=False):
    """Gives the person who was chosen as `Picked`; nobody is checked in or out here. `title` says whose
    number is looked for, and `person` is the one who was found first."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", show=False),
        Binding("down", "move(1)", show=False, priority=True),
        Binding("up", "move(-1)", show=False, priority=True),
    ]

    def __init__(self, writer: WriterHandle, title: str, person: Person) -> None:
        super().__init__(writer, None)
        self._heading = title
        self._person = person

    def begin(self) -> None:
        """Before anything is typed: people whose name fits."""
        super().begin()
        self._look(self._field.value)

    def search(self, store: Store, text: str) -> list[Person]:
        """The people who fit, without the person whose other number is looked for."""
        found = find_people(store, text if text.strip() else self._person.name)
        return [person for person in found if key_of(person) != key_of(self._person)]

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
