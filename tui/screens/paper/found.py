"""Who fits what is typed into the field of the person, and who of them is meant."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from storage.people.names import find_people
from storage.people.person import Person
from storage.store import Store
from tui.screens.dialog import Text

_MOST = 4


class Found(Text):
    """Of several nobody is marked, unless it is the very number: a person is picked, never guessed."""

    def __init__(self) -> None:
        super().__init__(" ", id="found")
        self.persons: list[Person] = []
        self.more = 0
        self.marked: int | None = None

    @property
    def person(self) -> Person | None:
        """The person who is marked."""
        return None if self.marked is None else self.persons[self.marked]

    @property
    def is_list(self) -> bool:
        """Whether there is somebody else to mark."""
        return len(self.persons) > 1

    def show(self, found: Sequence[Person], text: str) -> None:
        """These fit the text."""
        self.persons, self.more = list(found[:_MOST]), max(0, len(found) - _MOST)
        exact = bool(found) and text.strip().casefold() == found[0].number.casefold()
        self.marked = 0 if exact or len(found) == 1 else None
        self.draw()

    def move(self, by: int) -> None:
        """Mark the next one, or the one before."""
        before, count = self.marked, len(self.persons)
        self.marked = (0 if by > 0 else count - 1) if before is None else (before + by) % count
        self.draw()

    def draw(self) -> None:
        """The persons below each other, and how many more fit."""
        lines = []
        for place, person in enumerate(self.persons):
            words = "  ".join(word for word in (person.number, person.name, person.class_name) if word)
            chosen = place == self.marked
            lines.append(Content.assemble(("▸ " if chosen else "  ", "bold $key"), (words, "bold" if chosen else "")))
        if self.more:
            lines[-1] = Content.assemble(lines[-1], (f"   … +{self.more}", "$quiet"))
        self.say(Content("\n").join(lines) if lines else " ")


def search(store: Store, text: str) -> list[Person]:
    """Who fits; the very number first."""
    return sorted(find_people(store, text), key=lambda person: person.number.casefold() != text.casefold())
