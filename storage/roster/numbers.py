"""Finds the person who has the number of a row, also where a spreadsheet dropped its leading zeros.

Nobody is made twice, and nobody gets the record of another person who had the number before.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from checkin.rules.problems import N_, Problem
from storage.people.class_spelling import class_key
from storage.people.person import Person
from storage.people.purged_marks import is_nameless
from storage.people.spelling import bare_number, name_key
from storage.roster.rows import RosterRow

_MANY = 3
"""From so many on, new names for known numbers are no corrected names, where they are most of a file."""


def match_numbers(
    rows: Sequence[RosterRow], known: Sequence[Person]
) -> tuple[dict[RosterRow, Person | None], dict[RosterRow, Problem]]:
    """(row → the person who has its number, or None for a new one; row → the problem where this is not clear).

    1 is 0001 where nobody has 1 and the name is the same or was purged. Where the name is another one, the row is refused: either the
    number lost its zeros, or two people would have numbers that a spreadsheet can't tell apart. A known number with
    another name and another class or birth date is another person's: the row is refused.
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
        same = [person for person in like if is_nameless(person) or name_key(person.name) == name_key(row.name)]
        if not like:
            matched[row] = by_number.get(number)
        elif len(same) == 1 and same[0].number not in spoken_for:
            matched[row] = same[0]
            spoken_for.add(same[0].number)
        else:
            problems[row] = _lost_zeros(row, (same or like)[0])
    for row, person in _of_others(matched):
        del matched[row]
        problems[row] = _another_person(row, person)
    return matched, problems


def _of_others(matched: Mapping[RosterRow, Person | None]) -> list[tuple[RosterRow, Person]]:
    """The rows whose number is somebody else's. Where most names of a file are new ones for known numbers, the school
    gave the numbers (of seats, of a new year) a second time, and all of them are somebody else's. So it is where a name goes
    from one number to another within the file: a column was sorted without the others. Whose name was purged has none that
    a row could differ from.
    """
    known = [(row, person) for row, person in matched.items() if person is not None and not is_nameless(person)]
    nameless = [(row, person) for row, person in matched.items() if person is not None and is_nameless(person)]
    others = [(row, person) for row, person in nameless if _differs(row, person)]
    renamed = [pair for pair in known if name_key(pair[0].name) != name_key(pair[1].name)]
    if len(renamed) >= _MANY and len(renamed) * 2 > len(known):
        return [*renamed, *others]
    moved = _moved(renamed)
    return [*others, *((row, person) for row, person in renamed if row in moved or _differs(row, person))]


def _moved(renamed: Sequence[tuple[RosterRow, Person]]) -> set[RosterRow]:
    """The rows that give a number the name which another number loses, and the rows where those lose it."""
    losing = {name_key(person.name): row for row, person in renamed}
    pairs = [(row, losing[name_key(row.name)]) for row, _person in renamed if name_key(row.name) in losing]
    return {row for pair in pairs for row in pair}


def _differs(row: RosterRow, person: Person) -> bool:
    if row.birth is not None and person.birth is not None:
        return row.birth != person.birth
    ours, theirs = class_key(row.class_name or ""), class_key(person.class_name)
    return bool(ours and theirs) and ours != theirs


def _another_person(row: RosterRow, person: Person) -> Problem:
    return Problem(
        "another_person",
        row.where,
        N_(
            "{name} has the number {number} here, which is {known_name}'s ({class_name}). Give {name} another number; "
            "if it is one person, bring in the new name alone first."
        ),
        {
            "name": row.name,
            "number": row.number,
            "known_name": person.name,
            "class_name": person.class_name or "–",
        },
    )


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
