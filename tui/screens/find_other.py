"""Find the other number of a person who has two; below the list stands what would become of both."""

from __future__ import annotations

from collections.abc import Iterable

from textual.widget import Widget
from textual.widgets import OptionList

from storage.people.names import find_people
from storage.people.person import Person
from storage.people.register import key_of
from storage.store import Store
from tui.model.writer_handle import WriterHandle
from tui.screens.choose_beside import Consequences, Tell
from tui.screens.pick_person import PickPersonDialog
from tui.widgets.key_bar import Entry


class FindOtherDialog(PickPersonDialog):
    """`title` says whose number is looked for, and `person` is the one who was found first. `tell` gives for the key of the other
    one who they are, and whose hours change."""

    DEFAULT_CSS = """
    FindOtherDialog Consequences { margin-top: 1; max-height: 9; }
    FindOtherDialog.-tall Consequences { max-height: 14; }
    FindOtherDialog.-scanned Consequences { max-height: 3; }
    FindOtherDialog OptionList, FindOtherDialog.-scanned OptionList { max-height: 5; }
    """

    def __init__(self, writer: WriterHandle, title: str, person: Person, tell: Tell) -> None:
        super().__init__(writer, title)
        self._person = person
        self._beside = Consequences(tell)

    def parts(self) -> Iterable[Widget]:
        """The field, the list, and what would become of both."""
        yield from super().parts()
        yield self._beside

    def entries(self) -> list[Entry]:
        """Also how to read on below."""
        return [*super().entries(), *self._beside.entries()]

    def begin(self) -> None:
        """Before anything is typed: people whose name fits."""
        super().begin()
        self._look(self._field.value)

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Another person is marked."""
        self._beside.show(event.option_id)

    def search(self, store: Store, text: str) -> list[Person]:
        """The people who fit, without the person whose other number is looked for."""
        found = find_people(store, text if text.strip() else self._person.name)
        return [person for person in found if key_of(person) != key_of(self._person)]
