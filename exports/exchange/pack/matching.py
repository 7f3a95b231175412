"""Which numbers of a laptop that was set up by itself name the same persons as here (design §1).

A number is one person's only where both registers have a name under it and the names agree. Any other number that both
have stays apart: the person there gets a number here that carries that desk.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from checkin.rules.identity import key, split
from storage.people.class_spelling import class_key
from storage.people.spelling import name_key

LONGEST_NUMBER = 32
_MARK = 4
"""Digits of a desk's id in a number of its own, as in the number of a person who was registered on the spot."""


class Known(NamedTuple):
    """What a register says of a number."""

    name: str
    class_name: str


class Apart(NamedTuple):
    """A number of two persons: who has it there and here (empty where no name is known), and the key that the one there gets."""

    number: str
    there: str
    here: str
    becomes: str


class Elsewhere(NamedTuple):
    """A person there who has the name and class of a person here under another number. They stay two until they are linked."""

    name: str
    there: str
    here: str


class Matching(NamedTuple):
    """How many persons are the same, how many are only there, and who has a number that names somebody else here."""

    same: int = 0
    only_there: int = 0
    apart: tuple[Apart, ...] = ()
    elsewhere: tuple[Elsewhere, ...] = ()

    @property
    def numbers(self) -> dict[str, str]:
        """The key that counts here by the key there, for those that stay apart."""
        return {one.number: one.becomes for one in self.apart}


def matched(
    numbers: Iterable[str], there: Mapping[str, Known], here: Mapping[str, Known], used: Collection[str], desk: str
) -> Matching:
    """Match the keys `numbers` of the desk with the id `desk`.

    `there` and `here` are the registers by key; `used` are the keys that events here name, whether or not anybody is
    registered under them.
    """
    taken = {*numbers, *there, *here, *used}
    apart: list[Apart] = []
    same = only_there = 0
    for number in sorted(numbers):
        theirs, ours = there.get(number), here.get(number)
        if ours is None and number not in used:
            only_there += 1
        elif ours and theirs and ours.name and name_key(ours.name) == name_key(theirs.name):
            same += 1
        else:
            becomes = _number_of_its_own(number, theirs, here, desk, taken)
            taken.add(becomes)
            apart.append(Apart(number, theirs.name if theirs else "", ours.name if ours else "", becomes))
    moved = {one.number for one in apart} | {number for number in there if number not in here}
    return Matching(same, only_there, tuple(apart), tuple(_elsewhere(moved, there, here)))


def _elsewhere(numbers: Iterable[str], there: Mapping[str, Known], here: Mapping[str, Known]) -> Iterable[Elsewhere]:
    by_name = {(name_key(known.name), class_key(known.class_name)): number for number, known in here.items()}
    for number in sorted(numbers):
        known = there.get(number)
        if known is None or not known.name:
            continue
        other = by_name.get((name_key(known.name), class_key(known.class_name)))
        if other is not None and other != number:
            yield Elsewhere(known.name, number, other)


def _number_of_its_own(
    number: str, theirs: Known | None, here: Mapping[str, Known], desk: str, taken: Collection[str]
) -> str:
    """The number with the first digits of the desk's id, as many as it takes until nobody has it.

    The person may have got one here before, if the laptop is joined again after it was undone.
    """
    team, code = split(number)
    for digits in range(_MARK, len(desk) + 1):
        mark = f"-{desk[:digits]}"
        free = key(team, code[: LONGEST_NUMBER - len(mark)] + mark)
        again = here.get(free)
        if free not in taken or (theirs and again and theirs.name and name_key(again.name) == name_key(theirs.name)):
            return free
    # Only a number that had to be cut comes here, where all that begin like it have a number of their own already.
    raise ValueError(f"no free number for {number}")
