"""A list of last year that comes in after the year was closed would put everybody back a class: that is said before it is taken."""

from __future__ import annotations

from collections.abc import Iterable

from checkin.rules.problems import N_, Problem
from storage.people.class_spelling import class_key
from storage.people.earlier_classes import earlier_classes
from storage.people.person import Person
from storage.people.register import key_of
from storage.store import Store


def older_list_note(store: Store, changes: Iterable[tuple[Person, Person]], where: str) -> list[Problem]:
    """A note where people (before and after a list) would go back to the class that the last closing took them out of; else none."""
    notes = earlier_classes(store.connection)
    if not notes:
        return []
    last = max(note.until for note in notes)
    before = {note.volunteer: class_key(note.class_name) for note in notes if note.until == last}
    moved = [(key_of(old), class_key(old.class_name), class_key(new.class_name)) for old, new in changes]
    back = sum(now != then and then == before.get(who) for who, now, then in moved)
    if not back:
        return []
    message = N_(
        "{count} people of this list would go back to the class that they were in up to {day}: is it last year's list?"
    )
    return [Problem("older_list", where, message, {"count": back, "day": last.isoformat()})]
