"""Which fields of whom were purged here: a purged field is no unknown one, and nothing writes it again unasked (domain §7).

The `purge` events in the log say what was decided. These marks say what of it was done in this register. A name that was
purged is stored as an empty text.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from checkin.rules.problems import N_
from checkin.rules.purges import PersonalField, PurgedFields
from checkin.texts import _
from storage.disk import sqlite
from storage.people.person import Person

NAME_NEEDED = N_(
    "the name was purged, and it is needed here: hourdesk purge --again NUMBER, then import a list that has the name"
)
"""Said where something would be made out to a person, and the word for what was purged would stand in place of the name."""


def purged_word() -> str:
    """What people read in place of something that was purged, in the language in use."""
    return _("purged")


def is_nameless(person: Person) -> bool:
    """Whether the name of a person of the register was purged: the register hands out `purged_word` in its place. No name
    tells then who it is, and none is another one."""
    return person.name == purged_word()


class PurgedMarks:
    """The marks of a register."""

    def __init__(self, connection: sqlite.Connection) -> None:
        self._connection = connection

    def fields(self) -> PurgedFields:
        """The purged fields by the key of their person."""
        found: dict[str, set[str]] = {}
        for volunteer, field in self._connection.execute("SELECT volunteer, field FROM purged"):
            found.setdefault(volunteer, set()).add(field)
        return {volunteer: frozenset(fields) for volunteer, fields in found.items()}

    def of(self, volunteer: str) -> frozenset[str]:
        """The purged fields of one person (a key)."""
        rows = self._connection.execute("SELECT field FROM purged WHERE volunteer = ?", (volunteer,))
        return frozenset(row[0] for row in rows)

    def is_unfinished(self) -> bool:
        """Whether anything of a purge is still to be done (`storage.purging.unfinished`): each start asks for it."""
        return self._connection.execute("SELECT 1 FROM unfinished_purge LIMIT 1").fetchone() is not None

    def age_classes(self) -> Mapping[str, bool | None]:
        """Whether each person whose birth date was purged was a minor then; None where there was no date."""
        rows = self._connection.execute(
            "SELECT volunteer, was_minor FROM purged WHERE field = ?", (PersonalField.BIRTH,)
        )
        return {volunteer: None if minor is None else bool(minor) for volunteer, minor in rows}

    def add(self, marks: Iterable[tuple[str, str, bool | None]]) -> None:
        """Mark `(key, field, was a minor)`; what is marked already stays. Needs a transaction around it."""
        self._connection.executemany(
            "INSERT OR IGNORE INTO purged (volunteer, field, was_minor) VALUES (?, ?, ?)",
            ((key, field, None if minor is None else int(minor)) for key, field, minor in marks),
        )

    def remove(self, volunteers: Iterable[str], fields: Iterable[str]) -> None:
        """Let these fields be written again. Needs a transaction around it."""
        wanted = list(fields)
        self._connection.executemany(
            "DELETE FROM purged WHERE volunteer = ? AND field = ?",
            ((volunteer, field) for volunteer in volunteers for field in wanted),
        )


_BLANK: Mapping[str, tuple[str, Any]] = {
    PersonalField.NAME: ("name", ""),
    PersonalField.CLASS: ("class_name", ""),
    PersonalField.BIRTH: ("birth", None),
    PersonalField.SEX: ("sex", None),
    PersonalField.CARD: ("card", None),
}


def without_purged(person: Person, fields: Iterable[str]) -> Person:
    """A person as the register may keep them, whose `fields` were purged."""
    listed = set(fields)
    changes = dict(_BLANK[field] for field in listed if field in _BLANK)
    if PersonalField.BIRTH in listed:
        changes |= {"age_under": None, "age_until": None}
    return person._replace(**changes) if changes else person
