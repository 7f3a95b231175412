"""Find the other number of a person who has two."""

from __future__ import annotations

from storage.people.names import find_people
from storage.people.person import Person
from storage.people.register import key_of
from storage.store import Store
from tui.model.writer_handle import WriterHandle
from tui.screens.pick_person import PickPersonDialog


class FindOtherDialog(PickPersonDialog):
    """`title` says whose number is looked for, and `person` is the one who was found first."""

    def __init__(self, writer: WriterHandle, title: str, person: Person) -> None:
        super().__init__(writer, title)
        self._person = person

    def begin(self) -> None:
        """Before anything is typed: people whose name fits."""
        super().begin()
        self._look(self._field.value)

    def search(self, store: Store, text: str) -> list[Person]:
        """The people who fit, without the person whose other number is looked for."""
        found = find_people(store, text if text.strip() else self._person.name)
        return [person for person in found if key_of(person) != key_of(self._person)]
