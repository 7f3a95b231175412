"""How classes move up at the end of a school year: a table that is data, of grades and of single classes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

from checkin.rules.problems import N_, Problem


class Step(StrEnum):
    """What becomes of a person at the end of a school year."""

    UP = "up"
    LEAVES = "leaves"
    REPEATS = "repeats"
    MOVES = "moves"
    STAYS = "stays"
    """The table has no row for the class: nothing changes."""


class WayUp(NamedTuple):
    """A row of the table: what a grade or a class is called, and what comes after it; None where it leaves the school.

    `stage` is the 学段 (primary, junior, senior, or a school's own word), empty where the row says none. `where` names the
    row for people.
    """

    name: str
    next: str | None
    stage: str = ""
    where: str = ""


class MovingUp(NamedTuple):
    """The table in force. A row for a class goes before one for its grade."""

    classes: Sequence[WayUp] = ()
    grades: Sequence[WayUp] = ()


def faults_of(rows: Iterable[WayUp], key: Callable[[str], str]) -> list[Problem]:
    """What is impossible in the rows of one table: two ways up from one place, and a way that comes back to where it began.

    `key` makes one text of all spellings of a name.
    """
    ways: dict[str, WayUp] = {}
    problems = []
    for row in rows:
        before = ways.setdefault(key(row.name), row)
        if before is not row:
            message = N_("“{name}” has two ways up: to {one} and to {other}; leave one of the rows")
            values = {"name": row.name, "one": before.next or "—", "other": row.next or "—"}
            problems.append(Problem("two_ways_up", row.where, message, values))
    return problems + _cycles(ways, key)


def goes_round(names: Sequence[str], where: str) -> Problem:
    """What is wrong with a way that comes back to where it began."""
    message = N_("the way up goes round in a circle: {names}; some class must leave")
    return Problem("goes_round", where, message, {"names": " → ".join(names)})


def _cycles(ways: Mapping[str, WayUp], key: Callable[[str], str]) -> list[Problem]:
    problems, done = [], set[str]()
    for begin in ways:
        path: list[str] = []
        at: str | None = begin
        while at is not None and at in ways and at not in done:
            if at in path:
                round_ = [ways[one].name for one in path[path.index(at) :]]
                problems.append(goes_round([*round_, round_[0]], ways[at].where))
                break
            path.append(at)
            after = ways[at].next
            at = None if after is None else key(after)
        done.update(path)
    return problems
