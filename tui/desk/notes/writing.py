"""Notes on people at the desk: all of them in a list, and one written, changed or taken away. The supervisor's."""

from __future__ import annotations

from typing import NamedTuple

from checkin.rules.identity import within
from checkin.texts import _
from storage.people.known import known_person
from storage.people.notes import noted_persons, notes_on
from storage.people.register import key_of
from storage.store import Store
from tui.desk.desk import Desk
from tui.desk.making.choosing import choose, pick_person
from tui.words.cells import cut, padded, plain
from tui.words.people.notes import stays_here

_NEW = "\0new"
_CLASS, _NAME, _TEXT = 10, 12, 40


class _Line(NamedTuple):
    """Somebody (a key) with a note, as a line of the list."""

    volunteer: str
    shown: str


async def notes_on_people(desk: Desk) -> None:
    """List them; the one that is chosen, or that of another person, is written in a form. Then the list again."""
    title = _("Notes on people")
    if not await desk.as_supervisor():
        return
    explanation = _("Notes stay within the team: no pack, list or export has them, and a kit only with a tick.")
    while (found := await desk.tried(_lines)) is not None:
        lines = [(_NEW, _("write one …")), *((one.volunteer, one.shown) for one in found)]
        chosen = await choose(desk, title, lines, explanation)
        if chosen is None:
            return
        if chosen == _NEW:
            person = await pick_person(desk, _("A note on whom?"))
            chosen = None if person is None else key_of(person)
        if chosen is not None:
            await _write(desk, chosen)


async def _write(desk: Desk, volunteer: str) -> None:
    """The form for one person, whose name and present note stand in it."""
    from tui.screens.deed import DeedForm
    from tui.screens.volunteer.forms import note_deed

    def read(store: Store) -> tuple[str, str]:
        person = known_person(store, volunteer)
        who = "  ".join(part for part in (person.number, plain(person.name), plain(person.class_name)) if part)
        who = "\n".join(filter(None, (who, stays_here(store))))
        return who, " / ".join(note.text for note in notes_on(store, volunteer))

    found = await desk.tried(read)
    if found is not None:
        who, text = found
        await desk.app.push_screen_wait(DeedForm(desk, note_deed(volunteer, who, text, lambda: desk.supervisor_name)))


def _lines(store: Store) -> list[_Line]:
    own = store.identity.team
    return [
        _Line(
            key_of(person),
            f"{padded(plain(person.class_name), _CLASS)} {within(key_of(person), own)}  "
            f"{padded(plain(person.name), _NAME)} {cut(plain(note.text), _TEXT)}",
        )
        for person, note in noted_persons(store)
    ]
