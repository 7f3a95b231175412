"""Notes on people: what whoever stands at the desk must know of somebody, such as an allergy (domain §7).

A note is part of the register and never of the log. It stays within the team: no pack, list or export has it, and a kit only
where that was asked for. A person has one note; of linked numbers each may have one. A note that was taken away leaves an
empty text behind with its time, so that an older kit does not bring it back.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import NamedTuple

from checkin.rules.identity import within
from checkin.rules.problems import N_, refuse
from checkin.rules.purges import PersonalField
from checkin.rules.signature import Signature
from storage.people.known import known_person
from storage.people.named import persons_of_class
from storage.people.names import each_once
from storage.people.person import Person
from storage.people.register import key_of
from storage.store import Store

LONGEST_NOTE = 200
"""Characters of a note: it is read at a glance."""
KEEP_OUT_NOTES = frozenset({PersonalField.NOTE, PersonalField.NAME})
"""Of whom one of these was purged, no note is kept: neither one of before nor a new one."""
_COLUMNS = "volunteer, text, written_by, written_at"
_ONE_LINE = ("Cc", "Cf", "Cs", "Zl", "Zp")


class Note(NamedTuple):
    """The note on a volunteer (a key): who wrote it, where that is known, and when (milliseconds). An empty text is a note that
    was taken away."""

    volunteer: str
    text: str
    written_by: str | None
    written_at: int


class ChangedNote(NamedTuple):
    """A note before and after; an empty text is none."""

    volunteer: str
    before: str
    after: str


class NotesTaken(NamedTuple):
    """What a kit's notes came to: those that it changed here, and those that were written later here and stay."""

    changed: tuple[ChangedNote, ...] = ()
    kept: tuple[ChangedNote, ...] = ()


NO_NOTES = NotesTaken()


def has_note(store: Store, volunteer: str) -> bool:
    """Whether there is a note on the person of a key. A scan asks it: it is one look into the table's own index."""
    numbers = store.ledger.facts().numbers_of(volunteer)
    row = store.connection.execute(
        f"SELECT 1 FROM person_note WHERE volunteer IN ({', '.join('?' * len(numbers))}) AND text <> '' LIMIT 1",
        tuple(numbers),
    ).fetchone()
    return row is not None


def notes_on(store: Store, volunteer: str) -> list[Note]:
    """The notes on the person of a key, under any of their numbers, the latest first; mostly one or none."""
    numbers = store.ledger.facts().numbers_of(volunteer)
    rows = store.connection.execute(
        f"SELECT {_COLUMNS} FROM person_note WHERE volunteer IN ({', '.join('?' * len(numbers))}) AND text <> '' "
        "ORDER BY written_at DESC, volunteer",
        tuple(numbers),
    )
    return [Note(*row) for row in rows]


def all_notes(store: Store, *, with_taken_away: bool = False) -> dict[str, Note]:
    """Every note by the key of its person; those that were taken away only where asked for."""
    condition = "" if with_taken_away else "WHERE text <> ''"
    return {row[0]: Note(*row) for row in store.connection.execute(f"SELECT {_COLUMNS} FROM person_note {condition}")}


def people_with_notes(store: Store) -> set[str]:
    """The keys, with all that are the same persons, of those on whom there is a note now."""
    return store.ledger.facts().all_numbers(all_notes(store))


def noted(store: Store) -> set[str]:
    """The keys on whom there is a note, or was one."""
    return {row[0] for row in store.connection.execute("SELECT volunteer FROM person_note")}


def clean_note(text: str) -> str:
    """The text on one line, without control and direction characters. Other characters stay as they were typed: `½` of a
    tablet must not become `1⁄2`."""
    shown = "".join(" " if c.isspace() else c for c in text if c.isspace() or unicodedata.category(c) not in _ONE_LINE)
    return " ".join(unicodedata.normalize("NFC", shown).split())


def write_note(store: Store, volunteer: str, text: str, signed: Signature) -> ChangedNote:
    """Write the note on somebody, in place of the one before.

    Raises Refused for a number that nobody has, a text that is empty or too long, and where the note or the name was purged.
    """
    words = clean_note(text)
    if not words:
        message = N_("write what is to be known of the person; hourdesk note clear NUMBER takes a note away")
        raise refuse("missing_value", "TEXT", message)
    if len(words) > LONGEST_NOTE:
        message = N_("the note has {length} characters: write at most {most}, for it is read at a glance")
        raise refuse("text_too_long", "TEXT", message, length=len(words), most=LONGEST_NOTE)
    return _set(store, volunteer, words, signed)


def clear_note(store: Store, volunteer: str, signed: Signature) -> ChangedNote:
    """Take the note on somebody away. Raises Refused for a number that nobody has, and where there is no note."""
    return _set(store, volunteer, "", signed)


def _set(store: Store, volunteer: str, words: str, signed: Signature) -> ChangedNote:
    with _overwriting(store), store.ledger.transaction():
        person = key_of(known_person(store, volunteer))
        before = notes_on(store, person)
        if not before and not words:
            message = N_("there is no note on {number}")
            raise refuse("no_note", "NUMBER", message, number=within(person, store.identity.team))
        if words and KEEP_OUT_NOTES & store.register.purged.of(person):
            message = N_(
                "what was personal of {number} was purged, and nobody's note is kept then: hourdesk purge --again {number} "
                "lets it be known again"
            )
            raise refuse("purged", "NUMBER", message, number=within(person, store.identity.team))
        at = _later_than(before, store.now())
        # Of several numbers the one that stands has the note.
        others = [Note(one.volunteer, "", signed.operator, at) for one in before if one.volunteer != person]
        _keep(store, [*others, Note(person, words, signed.operator, at)])
    return ChangedNote(person, " / ".join(one.text for one in before), words)


@contextmanager
def _overwriting(store: Store) -> Iterator[None]:
    """The older text is nobody's business any more: SQLite writes zeros over it. Scans don't pay for that afterwards."""
    store.connection.execute("PRAGMA secure_delete = ON")
    try:
        yield
    finally:
        store.connection.execute("PRAGMA secure_delete = OFF")


def _later_than(before: Iterable[Note], now: int) -> int:
    """When it is written: now, and in any case after what it replaces, whose desk may have had a wrong clock."""
    return max([now, *(one.written_at + 1 for one in before)])


def take_notes(store: Store, brought: Iterable[Note]) -> NotesTaken:
    """Take in what a kit brings: of two notes on one person the one that was written later holds.

    Nothing comes in on those whose note or name was purged. Needs a transaction around it.
    """
    here, purged = all_notes(store, with_taken_away=True), store.register.purged.fields()
    changed, kept, later = list[ChangedNote](), list[ChangedNote](), list[Note]()
    for one in brought:
        if KEEP_OUT_NOTES & purged.get(one.volunteer, frozenset()):
            continue
        mine = here.get(one.volunteer)
        is_later = _is_later(one, mine)
        if is_later:
            later.append(one)
        before = "" if mine is None else mine.text
        if before != one.text:
            (changed if is_later else kept).append(ChangedNote(one.volunteer, before, one.text))
    _keep(store, later)
    return NotesTaken(tuple(changed), tuple(kept))


def forget_notes(store: Store, volunteers: Iterable[str]) -> None:
    """Delete what is noted of persons (keys), with every trace of it. Needs a transaction around it."""
    store.connection.executemany("DELETE FROM person_note WHERE volunteer = ?", ((one,) for one in volunteers))


def _is_later(one: Note, other: Note | None) -> bool:
    # Two desks with the same clock: the same one holds at both.
    return other is None or (one.written_at, one.text) > (other.written_at, other.text)


def _keep(store: Store, notes: Iterable[Note]) -> None:
    store.connection.executemany(f"INSERT OR REPLACE INTO person_note ({_COLUMNS}) VALUES (?, ?, ?, ?)", notes)


def noted_persons(store: Store, class_name: str | None = None) -> list[tuple[Person, Note]]:
    """Everybody on whom there is a note, or those of a class who have not left, by class and number.

    Raises Refused where nobody is in such a class.
    """
    notes, facts = all_notes(store), store.ledger.facts()
    if class_name is None:
        persons = each_once(store, store.register.persons()) if notes else []
    else:
        persons = persons_of_class(store, class_name)
    return [
        (person, notes[number])
        for person in persons
        for number in facts.numbers_of(key_of(person))
        if number in notes
    ]  # fmt: skip
