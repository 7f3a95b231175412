"""The classes of an activity: the people on site, those who left, those who are missing, and those whom a
teacher checks in or out together.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from checkin.rules.activities import local_days
from checkin.rules.events import Direction
from checkin.rules.identity import split
from storage.people.class_spelling import class_key, class_order
from storage.people.earlier_classes import class_periods
from storage.people.named import everybody_here, known_class
from storage.people.person import Person
from storage.people.register import key_of
from storage.presence.board import Board, Presence, PresenceState
from storage.store import Store


@dataclass(frozen=True, slots=True)
class ClassList:
    """Everybody of a class by number; `name` is empty for those without one. `listed` says that there is a sign-up list."""

    name: str
    rows: tuple[Presence, ...]
    listed: bool

    def count(self, state: PresenceState) -> int:
        """How many persons are in a state."""
        return sum(row.state is state for row in self.rows)

    @property
    def missing(self) -> int:
        """How many persons are expected and not here yet."""
        return len(self.due(Direction.IN))

    def candidates(self, direction: Direction) -> tuple[Presence, ...]:
        """The persons who could be checked in or out: those on site can go out, all others can come in."""
        leaves = direction is Direction.OUT
        return tuple(row for row in self.rows if (row.state is PresenceState.ON_SITE) == leaves)

    def due(self, direction: Direction) -> tuple[Presence, ...]:
        """The persons who are selected at first: for out all who are on site, for in all
        who are expected and never came.
        """
        rows = self.candidates(direction)
        if direction is Direction.OUT:
            return rows
        return tuple(r for r in rows if r.state is PresenceState.ABSENT and (r.signed_up or not self.listed))


def class_lists(store: Store, board: Board) -> list[ClassList]:
    """Every class of the roster and of those who came, by name; those without a class come last.

    A class is one however it is spelt (`storage.people.class_spelling`).
    """
    facts = store.ledger.facts()
    start = board.activity.start
    day = None if start is None else local_days(board.activity.timezone).day(start)
    periods = class_periods(store, day)
    rows = {row.volunteer: row for row in board.rows if row.name}
    for person in everybody_here(store):
        volunteer = facts.person(key_of(person))
        of_day = person._replace(class_name=periods.on(volunteer, day, person.class_name))
        rows.setdefault(volunteer, _absent(volunteer, of_day))
    found: dict[str, list[Presence]] = {}
    for row in rows.values():
        found.setdefault(class_key(row.class_name), []).append(row)
    listed = board.signed_up is not None
    lists = [
        ClassList(of_class[0].class_name, tuple(sorted(of_class, key=lambda r: (r.number, r.volunteer))), listed)
        for of_class in found.values()
    ]
    return sorted(lists, key=lambda one: (not one.name, class_order(one.name)))


def find_class(lists: Sequence[ClassList], name: str) -> ClassList:
    """The class of a name, however it was spaced. Raises Refused where there is none."""
    wanted = known_class(name, (one.name for one in lists))
    return next(one for one in lists if class_key(one.name) == wanted)


def _absent(volunteer: str, person: Person) -> Presence:
    number = split(volunteer)[1]
    return Presence(volunteer, number, person.name, person.class_name, person.kind, PresenceState.ABSENT)
