"""Who drops out with a new list, by classes: a list of one class must not drop the others unasked (domain §8)."""

from __future__ import annotations

import enum
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from checkin.rules.problems import N_, Problem
from checkin.texts import _, first_few
from checkin.words import person_kind_word
from storage.people.class_spelling import class_key
from storage.people.person import Person

_Group = tuple[str, str]


class Others(enum.StrEnum):
    """What becomes of people whom the register knows and the file does not name.

    `ASK`: they drop out, but nothing is written where whole classes would. `ADD`: they stay as they are.
    `REPLACE`: they drop out.
    """

    ASK = "ask"
    ADD = "add"
    REPLACE = "replace"


class Dropping(NamedTuple):
    """A class, or the people of a kind without a class, that a list drops: `gone` of its `known` people."""

    class_name: str
    kind: str
    gone: int
    known: int


def dropped_groups(leavers: Iterable[Person], known: Sequence[Person], listed: Iterable[Person]) -> list[Dropping]:
    """The groups that a list drops as a whole or for the most part, in the order of their names.

    `leavers` are those who drop out, `known` is everybody who is in the lists today, `listed` is everybody of the file
    as they will be. A group counts where more than half of its people drop out and the file brings less than half
    as many: a class that moved up, or whose pupils were replaced by others, is no dropped class.
    """
    gone, before = Counter(map(_group, leavers)), Counter(map(_group, known))
    after = Counter(map(_group, listed))
    names = {_group(person): person for person in known}
    found = [
        Dropping(names[group].class_name, names[group].kind, count, before[group])
        for group, count in gone.items()
        if count * 2 > before[group] > after[group] * 2
    ]
    return sorted(found)


def group_word(dropping: Dropping) -> str:
    """A group with its counts, in words: 「七1班（40人）」, 「教师（39/40人）」."""
    name = dropping.class_name or person_kind_word(dropping.kind)
    if dropping.class_name and dropping.kind != "student":
        name = f"{name} {person_kind_word(dropping.kind)}"
    if dropping.gone == dropping.known:
        return _("{name} ({count})").format(name=name, count=dropping.known)
    return _("{name} ({gone} of {known})").format(name=name, gone=dropping.gone, known=dropping.known)


def drops_classes(dropped: Sequence[Dropping], where: str) -> Problem:
    """The refusal of a list that nobody said is to replace the others."""
    return Problem(
        "drops_classes",
        where,
        N_(
            "This list lacks whole classes: {groups}. Give --add to leave everybody who is not in it as they are, or "
            "--replace if they are no longer to be in the lists. Nothing was written."
        ),
        {"groups": first_few(map(group_word, dropped))},
    )


def _group(person: Person) -> _Group:
    return person.kind, class_key(person.class_name)
