"""Notes on people, in words: for commands and for the screen."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import tzinfo

from checkin.rules.identity import within
from checkin.texts import _, ngettext
from storage.people.names import names_by_any_number
from storage.people.notes import ChangedNote, Note, NotesTaken
from storage.store import Store
from tui.words.amounts import change_text as before_after
from tui.words.amounts import day_and_clock_text
from tui.words.cells import plain


def note_mark() -> str:
    """The sign that there is a note on somebody in a list."""
    return _("※ note")


def noted_text(number: str) -> str:
    """Said after a scan on the command line; the text of the note is asked for."""
    return _("※ There is a note on {number}: hourdesk note show {number}").format(number=number)


def stays_here(store: Store) -> str:
    """What is said where a note is written at another desk than the team's first: nothing carries it there. Empty at the first."""
    if store.identity.first:
        return ""
    return _(
        "A note that is written here stays at this desk: no pack carries it. Notes for all desks are written at the first one."
    )


def note_lines(notes: Iterable[Note], zone: tzinfo) -> list[str]:
    """The text of each note, and below it who wrote it and when."""
    return [line for note in notes for line in (plain(note.text), f"  {written_text(note, zone)}")]


def written_text(note: Note, zone: tzinfo) -> str:
    """`2026-09-01 08:10, Chen`."""
    when = day_and_clock_text(note.written_at, zone)
    return _("{when}, {who}").format(when=when, who=plain(note.written_by)) if note.written_by else when


def change_text(change: ChangedNote, number: str, name: str) -> str:
    """A note before and after, in a line; a dash for none."""
    before, after = (f"“{plain(text)}”" if text else "—" for text in (change.before, change.after))
    return before_after(f"{number} {plain(name)}", before, after)


def notes_in_kit_text(count: int) -> str:
    """How many notes a kit holds."""
    return ngettext("{count} note on a person is in it.", "{count} notes on people are in it.", count).format(
        count=count
    )


def brought_note_lines(store: Store, taken: NotesTaken) -> list[str]:
    """What a kit changed in the notes: how many are new, each that stood here before with before → after, and how many stay
    because they were written later here."""
    names, own = names_by_any_number(store) if taken.changed else {}, store.identity.team
    lines = []
    if new := sum(not one.before for one in taken.changed):
        text = ngettext("{count} new note on a person.", "{count} new notes on people.", new)
        lines.append(text.format(count=new))
    if others := [one for one in taken.changed if one.before]:
        lines.append(_("Notes that were written later at the first desk, before → after:"))
        shown = ((one, names.get(one.volunteer, ("",))[0]) for one in others)
        lines += [f"  {change_text(one, within(one.volunteer, own), name)}" for one, name in shown]
    if taken.kept:
        count = len(taken.kept)
        text = ngettext(
            "{count} note was written later here, and stays as it is.",
            "{count} notes were written later here, and stay as they are.",
            count,
        )
        lines.append(text.format(count=count))
    return lines
