"""A line about a person in a list to choose from: name, class, number and kind below each other."""

from __future__ import annotations

from collections.abc import Iterable

from textual.content import Content

from checkin.words import person_kind_word
from storage.people.person import Person
from tui.words.cells import cell_width

_NAME, _WIDEST_NAME = 16, 28
"""Cells of the column of names; more than the widest would push the last column off a terminal of 80."""


def name_width(persons: Iterable[Person]) -> int:
    """Cells of the column of names. One long name moves the columns of all, so that they stay below each other."""
    return min(_WIDEST_NAME, max([_NAME, *(cell_width(person.name) + 1 for person in persons)]))


def person_line(person: Person, names: int, linked: str, note: tuple[str, str]) -> Content:
    """`names` are the cells of names, `linked` the person's other numbers, `note` a word and its style at the end."""
    columns = (
        (person.name, names, "bold"),
        (person.class_name, 14, ""),
        (f"{person.number} {linked}".rstrip(), 14, ""),
        (person_kind_word(person.kind), 9, "$quiet"),
    )
    parts = [(text + " " * max(1, width - cell_width(text)), look) for text, width, look in columns]
    return Content.assemble(*parts, note)
