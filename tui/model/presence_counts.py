"""What the side column counts from the board: each class, and when people came."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from storage.people.class_spelling import class_key
from storage.presence.board import Board, PresenceState, by_class


class ClassCount(NamedTuple):
    """How many of a class are here, of all who came or should come."""

    name: str
    here: int
    all: int


def class_counts(board: Board) -> list[ClassCount]:
    """Every class by name, under the spelling that its first person has; persons without a class come last."""
    counts: dict[str, ClassCount] = {}
    for row in sorted(board.rows, key=by_class):
        before = counts.get(class_key(row.class_name), ClassCount(row.class_name, 0, 0))
        here = before.here + (row.state is PresenceState.ON_SITE)
        counts[class_key(row.class_name)] = ClassCount(before.name, here, before.all + 1)
    return list(counts.values())


def arrivals(board: Board) -> list[int]:
    """When people came (instants), in the order of time; of who came twice the latest."""
    return sorted(row.since for row in board.rows if row.since is not None)


def over_time(instants: Sequence[int], cells: int) -> list[int]:
    """How many of the sorted instants lie in each of `cells` equal parts of the time from the first to the last."""
    counts = [0] * cells
    if instants and cells:
        begin, span = instants[0], instants[-1] - instants[0] + 1
        for at in instants:
            counts[(at - begin) * cells // span] += 1
    return counts
