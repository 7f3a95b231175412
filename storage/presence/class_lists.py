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
    """Everybody of a class by number; `name` is empty for those without one. `listed` says that there is a sign-up list. `post` is
    the code of the post to which a class comes; None at the gate.
    """

    name: str
    rows: tuple[Presence, ...]
    listed: bool
    post: str | None = None

    def count(self, state: PresenceState) -> int:
        """How many persons are in a state."""
        return sum(row.state is state for row in self.rows)

    @property
    def missing(self) -> int:
        """How many persons are expected and not here yet."""
        return sum(self._is_missing(row) for row in self.rows)

    def candidates(self, direction: Direction) -> tuple[Presence, ...]:
        """The persons who could be checked in or out: those on site can go out, all others can come in; to a post also those
        who are on site elsewhere.
        """
        leaves = direction is Direction.OUT
        return tuple(
            row
            for row in self.rows
            if (row.state is PresenceState.ON_SITE) == leaves or (not leaves and self.moves(row))
        )

    def moves(self, row: Presence) -> bool:
        """Whether coming in moves somebody here who is on site elsewhere, at another post or at none."""
        return self.post is not None and row.state is PresenceState.ON_SITE and row.at_post != self.post

    def due(self, direction: Direction) -> tuple[Presence, ...]:
        """The persons who are selected at first: for out all who are on site, for in all
        who are expected and never came, and who would move to the post.
        """
        rows = self.candidates(direction)
        if direction is Direction.OUT:
            return rows
        return tuple(row for row in rows if self._is_missing(row) or self.moves(row))

    def _is_missing(self, row: Presence) -> bool:
        return row.state is PresenceState.ABSENT and (row.signed_up or not self.listed)


def class_lists(store: Store, board: Board, post: str | None = None) -> list[ClassList]:
    """Every class of the roster and of those who came, by name; those without a class come last. `post` is the code of the post
    to which they come.

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
        ClassList(of_class[0].class_name, tuple(sorted(of_class, key=lambda r: (r.number, r.volunteer))), listed, post)
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
