"""Finds the known person of each row. A person is matched by data that tell people apart, and never guessed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from checkin.rules.problems import N_, Problem
from checkin.texts import first_few
from storage.people.class_spelling import class_key
from storage.people.person import Person
from storage.people.spelling import name_key
from storage.roster.numbers import match_numbers
from storage.roster.rows import RosterRow
from storage.roster.words import kind_of

_Facts = tuple[object, ...]


def match(
    rows: Sequence[RosterRow], known: Sequence[Person]
) -> tuple[dict[RosterRow, Person | None], dict[RosterRow, Problem]]:
    """(row → the known person, or None for a new one; row → the problem where this is not clear).

    A row with a number is matched by it (also where it lost its leading zeros). A row without a number is first matched
    to a person with all the same data; then to the one of the same name with the same class, birth date or card, where
    birth date and sex do not differ.
    """
    matched, problems = match_numbers([r for r in rows if r.number], known)
    problems |= _namesakes(rows)
    taken = {r.number for r in rows} | {p.number for p in matched.values() if p is not None}
    free: dict[str, list[Person]] = defaultdict(list)
    for person in known:
        if person.number not in taken:
            free[name_key(person.name)].append(person)
    waiting = [r for r in rows if not r.number and r not in problems]
    for row in waiting:
        same = [p for p in free[name_key(row.name)] if _of_person(p) == _of_row(row)]
        if len(same) == 1:
            matched[row] = same[0]
            free[name_key(row.name)].remove(same[0])
    waiting = [r for r in waiting if r not in matched]
    claims: dict[str, list[RosterRow]] = defaultdict(list)
    for row in waiting:
        like = [p for p in free[name_key(row.name)] if _could_be(row, p)]
        if len(like) > 1 or (like and not _tells(row, like[0])):
            problems[row] = _which(row, like)
        else:
            matched[row] = like[0] if like else None
            if like:
                claims[like[0].number].append(row)
    for several in claims.values():
        if len(several) > 1:
            for row in several:
                claimed = matched.pop(row)
                problems[row] = _which(row, [claimed] if claimed else [])
    return matched, problems


def _namesakes(rows: Sequence[RosterRow]) -> dict[RosterRow, Problem]:
    """Rows without a number that no data tell apart from another row, each with its problem."""
    alike: dict[_Facts, list[RosterRow]] = defaultdict(list)
    for row in rows:
        alike[(name_key(row.name), *_of_row(row))].append(row)
    found: dict[RosterRow, Problem] = {}
    for several in alike.values():
        for row in several:
            if len(several) > 1 and not row.number:
                other = several[1] if row is several[0] else several[0]
                found[row] = Problem(
                    "namesakes",
                    row.where,
                    N_(
                        "{name} ({class_name}) also stands in {other}. Give each a number, so that they can be told apart."
                    ),
                    {"name": row.name, "class_name": row.class_name or "–", "other": other.where},
                )
    return found


def _of_row(row: RosterRow) -> _Facts:
    return (class_key(row.class_name or ""), row.kind or "student", row.sex, row.birth, row.card or None)


def _of_person(person: Person) -> _Facts:
    return (class_key(person.class_name), person.kind, person.sex, person.birth, person.card)


def _could_be(row: RosterRow, person: Person) -> bool:
    """Whether a row may be this person: birth date, sex and kind do not differ, and the class differs only where the
    birth date or the card is the same. A person whose class says the kind may have been entered as a student.
    """
    other_kind = _differ(row.kind, person.kind) and row.kind != kind_of(person.class_name)
    if other_kind or _differ(row.birth, person.birth) or _differ(row.sex, person.sex):
        return False
    return not row.class_name or _tells(row, person)


def _tells(row: RosterRow, person: Person) -> bool:
    """Whether the class, the date of birth or the card is that of this person."""
    return (
        class_key(row.class_name or "") == class_key(person.class_name)
        or (row.birth is not None and row.birth == person.birth)
        or (bool(row.card) and row.card == person.card)
    )


def _differ(written: object, known: object) -> bool:
    return written is not None and known is not None and written != known


def _which(row: RosterRow, like: Sequence[Person]) -> Problem:
    return Problem(
        "which_person",
        row.where,
        N_("It is not clear which {name} this is; known: {known}. Add the number, or the class and the date of birth."),
        {"name": row.name, "known": first_few(f"{p.number} {p.class_name}".strip() for p in like)},
    )
