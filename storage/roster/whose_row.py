"""Finds the person of a row in somebody's file: by the number, as far as a spreadsheet
kept it, and never against the name.
"""

from __future__ import annotations

from collections.abc import Iterable

from checkin.rules.identity import parse_key
from checkin.rules.problems import N_, Problem, Refused, by_count
from storage.people.known import nobody_has
from storage.people.person import Person
from storage.people.purged_marks import is_nameless
from storage.people.spelling import bare_number, name_key
from storage.roster.identifiers import identifier
from storage.store import Store


def person_of_row(store: Store, where: str, number: str, name: str = "") -> Person | Problem:
    """The person of the number in a row; a problem where nobody has it, or the name in the row is another person's.

    A number that lost its leading zeros in a spreadsheet (1 for 0001) is that of the one person whom it fits, if the
    name does not differ. Whose name was purged is known by number alone. `where` is the place of the row; `name` is empty where the file has none.
    """
    text = identifier(number, where)
    if isinstance(text, Problem):
        return text
    try:
        key = parse_key(text, store.identity.team, where)
    except Refused as error:
        return error.problems[0]
    person = store.register.person(key) or _without_zeros(store, text, name)
    if person is None:
        return nobody_has(key, store.identity.team, where)
    # Whose name was purged has none that the row could differ from.
    if name and not is_nameless(person) and name_key(name) != name_key(person.name):
        message = N_("the file says {written}, but number {number} is {name}: correct the row")
        values = {"written": name, "number": person.number, "name": person.name}
        return Problem("another_name", where, message, values)
    return person


def left_purged(store: Store, volunteers: Iterable[str]) -> list[Problem]:
    """A note for a file that names these persons (keys), where names of some were purged; none where there is nobody such."""
    count = len(set(volunteers) & store.register.nameless())
    if not count:
        return []
    message = by_count(
        count,
        N_("One person in this file is known by number alone: the name was purged, and stays so."),
        N_("{count} people in this file are known by their number alone: their names were purged, and stay so."),
    )
    return [Problem("names_stay_purged", "", message, {"count": count})]


def _without_zeros(store: Store, number: str, name: str) -> Person | None:
    """The one person of this name (of any name, where `name` is empty) whose number is this
    one after leading zeros; else None.
    """
    left = bare_number(number)
    if left is None:
        return None
    rows = store.connection.execute(
        "SELECT key FROM person WHERE team = ? AND ltrim(number, '0') = ?", (store.identity.team, left)
    ).fetchall()
    found = [person for (key,) in rows if (person := store.register.person(key)) is not None]
    named = [person for person in found if name and name_key(person.name) == name_key(name)]
    fitting = named or found
    return fitting[0] if len(fitting) == 1 else None


def no_number(where: str, name: str) -> Problem:
    """What is said of a row that names somebody without their number."""
    return Problem("no_number", where, N_("{name} has no number here; write it, or clear the row"), {"name": name})
