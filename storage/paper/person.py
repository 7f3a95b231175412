"""Whose a row of a paper sheet is."""

from __future__ import annotations

from checkin.rules.identity import parse_key
from checkin.rules.problems import N_, Problem, Refused
from storage.paper.row import PaperRow
from storage.people.person import Person
from storage.people.spelling import name_key
from storage.store import Store


def person_of(store: Store, row: PaperRow) -> Person | Problem:
    """The person of the number; a problem where nobody has it, or the name on the sheet is another one's."""
    try:
        key = parse_key(row.number, store.identity.team, row.where)
    except Refused as error:
        return error.problems[0]
    person = store.register.person(key) or _without_zeros(store, row.number.strip())
    if person is None:
        message = N_("nobody in the roster has the number {number}")
        return Problem("no_volunteer", row.where, message, {"number": row.number})
    if row.name and name_key(row.name) != name_key(person.name):
        message = N_("the sheet says {written}, but number {number} is {name}: correct the row")
        values = {"written": row.name, "number": person.number, "name": person.name}
        return Problem("another_name", row.where, message, values)
    return person


def _without_zeros(store: Store, number: str) -> Person | None:
    """The one person whose number a spreadsheet made this of: 1 of 0001. Of several, nobody."""
    if not number.isdecimal():
        return None
    bare, team = number.lstrip("0"), store.identity.team
    rows = store.connection.execute(
        "SELECT key FROM person WHERE team = ? AND ltrim(number, '0') = ? LIMIT 2", (team, bare)
    ).fetchall()
    return store.register.person(rows[0][0]) if len(rows) == 1 else None
