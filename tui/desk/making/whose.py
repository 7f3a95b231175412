"""Whose badges or certificates: of everybody, of those who signed up, of a class, or of one person."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from checkin.texts import _
from storage.people.person import Person
from storage.store import Store
from tui.desk.desk import Desk
from tui.desk.making.choosing import choose, pick_person
from tui.words.people.roster import NOBODY_YET

EVERYBODY, SIGNED_UP, ONE, CLASS = "all", "signed up", "one", "class:"


class Group(NamedTuple):
    """A class of the roster and how many are in it."""

    name: str
    size: int


class Whose(NamedTuple):
    """Who was chosen: `what` is one of the words above or another line of the dialog; `one` the person, `keys` who signed up."""

    what: str
    one: Person | None = None
    keys: tuple[str, ...] = ()

    @property
    def word(self) -> str:
        """For the name of a file; empty for everybody."""
        if self.one is not None:
            return self.one.number
        return self.what.removeprefix(CLASS) if self.what.startswith(CLASS) else ""

    def persons(self, store: Store) -> list[Person]:
        """The persons, without those who left. Raises Refused where nobody is left of them."""
        from storage.people.known import known_persons
        from storage.people.named import persons_named

        if self.one is not None:
            return [self.one]
        if self.what.startswith(CLASS):
            return persons_named(store, class_name=self.what.removeprefix(CLASS))
        if self.what == SIGNED_UP:
            return known_persons(store, self.keys, "")
        return persons_named(store, everybody=True)


async def ask_whose(
    desk: Desk, title: str, whose: str, more: Sequence[tuple[str, str]] = (), *, everybody: bool = True
) -> Whose | None:
    """Who was chosen; None for Esc and where nobody is in the roster, which is said. `whose` asks for one person; `more` are
    lines of the caller's own, at the end. Where not `everybody`, only one person or a class can be chosen."""
    groups = await desk.tried(_groups)
    if groups is None:
        return None
    if not groups:
        desk.app.notify(_(NOBODY_YET))
        return None
    lines = [(id, text) for id, text in _lines(desk, groups) if everybody or id not in (EVERYBODY, SIGNED_UP)]
    chosen = await choose(desk, title, [*lines, *more])
    if chosen is None:
        return None
    if chosen == ONE:
        one = await pick_person(desk, whose)
        return None if one is None else Whose(ONE, one)
    activity = desk.state.activity
    return Whose(chosen, keys=(activity.expected or ()) if activity is not None else ())


def _groups(store: Store) -> list[Group]:
    from storage.people.class_spelling import class_key, class_order
    from storage.people.named import everybody_here

    found: dict[str, list[Person]] = {}
    for person in everybody_here(store):
        found.setdefault(class_key(person.class_name), []).append(person)
    groups = [Group(persons[0].class_name, len(persons)) for persons in found.values()]
    return sorted(groups, key=lambda group: (not group.name, class_order(group.name)))


def _lines(desk: Desk, groups: list[Group]) -> list[tuple[str, str]]:
    count, activity = sum(group.size for group in groups), desk.state.activity
    lines = [(EVERYBODY, _("everybody ({count})").format(count=count)), (ONE, _("one person …"))]
    if activity is not None and activity.expected:
        text = _("those who signed up for {activity} ({count})")
        lines.append((SIGNED_UP, text.format(activity=activity.name, count=len(activity.expected))))
    return lines + [
        (CLASS + group.name, _("{name} ({count})").format(name=group.name, count=group.size))
        for group in groups
        if group.name
    ]
