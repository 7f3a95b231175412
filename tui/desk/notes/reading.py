"""The note on whoever was scanned last: its text stands in a dialog until the next scan."""

from __future__ import annotations

from storage.people.notes import notes_on
from storage.store import Store
from tui.desk.desk import Desk
from tui.words.amounts import zone_of
from tui.words.people.notes import note_lines


async def show_note(desk: Desk) -> None:
    """Read it now, for another desk's kit or a colleague may have changed it."""
    from storage.people.known import known_person
    from tui.screens.note import NoteDialog

    volunteer = desk.state.noted
    scanned = desk.state.verdict if not desk.state.idle else desk.state.last
    if not volunteer or scanned is None:
        return
    zone = zone_of(desk.state.activity, desk.identity, desk.clock)

    def read(store: Store) -> tuple[str, list[str]]:
        return known_person(store, volunteer).name, note_lines(notes_on(store, volunteer), zone)

    found = await desk.tried(read)
    if found is not None:
        name, lines = found
        await desk.app.push_screen_wait(NoteDialog(name, lines, scanned.at))
