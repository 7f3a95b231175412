"""Choose the teacher who vouches for a class, or the person who kept the paper sheet."""

from __future__ import annotations

from textual import work

from checkin.rules.policies import PERSON_KINDS
from checkin.texts import _
from storage.people.named import everybody_here
from storage.people.names import find_people
from storage.people.person import Person
from storage.people.register import key_of
from storage.presence.vouching import TEACHER
from storage.store import Store
from tui.model.writer_handle import WriterHandle
from tui.screens.pick_person import Picked, PickPersonDialog
from tui.widgets.action_row import Way

MOST = 50


class VoucherDialog(PickPersonDialog):
    """Teachers come first; everybody else can be found too. `last` is the key of who was named before."""

    def __init__(self, writer: WriterHandle, title: str, last: str | None = None) -> None:
        super().__init__(writer, title)
        self._last = last

    def ways(self) -> list[Way]:
        """Who is in no list yet can be added; nobody is checked in or out here."""
        return [(_("add a teacher …"), "screen.add")]

    @work
    async def action_add(self) -> None:
        """A teacher who is in no list: registered, and taken at once."""
        from tui.screens.walk_in import WalkInDialog

        person = await self.app.push_screen_wait(WalkInDialog(self._writer, kind=TEACHER))
        if person is not None:
            self.dismiss(Picked(key_of(person)))

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

    @property
    def says_nobody(self) -> bool:
        """Also before a letter is typed: teachers are shown at once."""
        return True

    def nobody_text(self) -> str:
        """The text for a search that finds nobody, or where there is no teacher yet."""
        if self._field.value.strip():
            return _("Nobody fits. Try fewer letters, or add the teacher: Tab, then Enter.")
        return _("No teacher is in the list yet: press Tab, then Enter, to add one. Or type another person's name.")
