"""Finds the person who has the number of a row, also where a spreadsheet dropped its
leading zeros. Nobody is made twice.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from checkin.rules.problems import N_, Problem
from storage.people.person import Person
from storage.people.spelling import bare_number, name_key
from storage.roster.rows import RosterRow


def match_numbers(
    rows: Sequence[RosterRow], known: Sequence[Person]
) -> tuple[dict[RosterRow, Person | None], dict[RosterRow, Problem]]:
    """(row → the person who has its number, or None for a new one; row → the problem where this is not clear).

    1 is 0001 where nobody has 1 and the name is the same. Where the name is another one, the row is refused: either the
    number lost its zeros, or two people would have numbers that a spreadsheet can't tell apart.
    """
    by_number = {person.number: person for person in known}
    bare: dict[str, list[Person]] = defaultdict(list)
    for person in known:
        if (left := bare_number(person.number)) is not None:
            bare[left].append(person)
    matched: dict[RosterRow, Person | None] = {}
    problems: dict[RosterRow, Problem] = {}
    spoken_for = {row.number for row in rows}
    for row in rows:
        number = row.number or ""
        left = bare_number(number)
        like = [] if number in by_number or left is None else bare[left]
        same = [person for person in like if name_key(person.name) == name_key(row.name)]
        if not like:
            matched[row] = by_number.get(number)
        elif len(same) == 1 and same[0].number not in spoken_for:
            matched[row] = same[0]
            spoken_for.add(same[0].number)
        else:
            problems[row] = _lost_zeros(row, (same or like)[0])
    return matched, problems


def _lost_zeros(row: RosterRow, person: Person) -> Problem:
    return Problem(
        "lost_zeros",
        row.where,
        N_(
            "{name} has the number {number} here, and {known_name} is known as {known}: a spreadsheet drops leading zeros. "
            "Format the column as text and write the number as it stands on the badge."
        ),
        {"name": row.name, "number": row.number, "known": person.number, "known_name": person.name},
    )
