"""Choose the teacher who vouches for a class, or the person who kept the paper sheet."""

from __future__ import annotations

from checkin.rules.policies import PERSON_KINDS
from storage.people.named import everybody_here
from storage.people.names import find_people
from storage.people.person import Person
from storage.people.register import key_of
from storage.presence.vouching import TEACHER
from storage.store import Store
from tui.model.writer_handle import WriterHandle
from tui.screens.pick_person import PickPersonDialog

MOST = 50


class VoucherDialog(PickPersonDialog):
    """Teachers come first; everybody else can be found too. `last` is the key of who was named before."""

    def __init__(self, writer: WriterHandle, title: str, last: str | None = None) -> None:
        super().__init__(writer, title)
        self._last = last

    def begin(self) -> None:
        """All teachers, before a letter is typed."""
        super().begin()
        self._look("")

    def search(self, store: Store, text: str) -> list[Person]:
        """The people who fit: first the one named last, then teachers, then the others."""
        last = self._last
        if text.strip():
            found = find_people(store, text)
        else:
            found = [p for p in everybody_here(store) if p.kind == TEACHER or key_of(p) == last]
        order = (TEACHER, *PERSON_KINDS)
        return sorted(found, key=lambda p: (key_of(p) != last, order.index(p.kind)))[:MOST]

    def preferred(self, persons: list[Person]) -> int | None:
        """Mark the person named last at once."""
        if persons and key_of(persons[0]) == self._last:
            return 0
        return super().preferred(persons)
