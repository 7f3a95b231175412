"""Rows that claim the same number, card or badge."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from checkin.rules.problems import N_, Problem
from storage.roster.rows import RosterRow


def check_duplicates(rows: Sequence[RosterRow]) -> tuple[list[RosterRow], list[Problem], list[Problem]]:
    """(good rows, problems, notes). A row that repeats another word for word gives a note. All other rows that share a
    number, a card or a badge give problems, each naming the other row.
    """
    notes: list[Problem] = []
    kept: list[RosterRow] = []
    first: dict[RosterRow, RosterRow] = {}
    for row in rows:
        bare = replace(row, sheet="", row=0)
        if row.number and bare in first:
            notes.append(_twice(row, first[bare]))
            continue
        first[bare] = row
        kept.append(row)
    problems: dict[RosterRow, list[Problem]] = defaultdict(list)
    for one, other in _shared(kept, lambda r: r.number):
        problems[one].append(_same_number(one, other))
    for one, other in _shared(kept, lambda r: r.card):
        problems[one].append(_same_card(one, other))
    for one, other in _shared(kept, lambda r: r.badge):
        problems[one].append(_same_badge(one, other))
    return [r for r in kept if r not in problems], [p for r in kept for p in problems.get(r, ())], notes


def _shared(
    rows: Sequence[RosterRow], value: Callable[[RosterRow], str | None]
) -> Iterable[tuple[RosterRow, RosterRow]]:
    """Each row that has the same value as another row, with that other row."""
    having: dict[str, list[RosterRow]] = defaultdict(list)
    for row in rows:
        if text := value(row):
            having[text].append(row)
    for several in having.values():
        if len(several) > 1:
            yield from ((row, several[1] if row is several[0] else several[0]) for row in several)


def _twice(row: RosterRow, other: RosterRow) -> Problem:
    return Problem("twice", row.where, N_("{name} stands here once more, as in {other}."), _values(row, other))


def _same_number(row: RosterRow, other: RosterRow) -> Problem:
    return Problem(
        "same_number",
        row.where,
        N_("{name} and {other_name} ({other}) both have the number {number}. Correct one of them."),
        _values(row, other),
    )


def _same_card(row: RosterRow, other: RosterRow) -> Problem:
    return Problem(
        "same_card",
        row.where,
        N_("{name} and {other_name} ({other}) both have the card {card}. Correct one of them."),
        _values(row, other),
    )


def _same_badge(row: RosterRow, other: RosterRow) -> Problem:
    return Problem(
        "same_badge",
        row.where,
        N_("{name} and {other_name} ({other}) both have the same badge. Correct one of them."),
        _values(row, other),
    )


def _values(row: RosterRow, other: RosterRow) -> dict[str, object]:
    return {
        "name": row.name,
        "number": row.number,
        "card": row.card,
        "other": other.where,
        "other_name": other.name,
    }
