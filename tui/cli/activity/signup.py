"""A sign-up list: whose numbers stand in a file."""

from __future__ import annotations

from pathlib import Path

from checkin.rules.identity import parse_key
from checkin.rules.problems import N_, Problem, Refused, refuse
from storage.roster.columns import explains, field_of
from storage.roster.headings import Field
from storage.roster.rows import is_example
from storage.roster.sheets import Sheet
from storage.roster.tables import read_sheets
from storage.store import Store

_LOOK_AT = 10


def read_signup(store: Store, file: Path) -> tuple[str, ...]:
    """The keys of those who signed up, in the file's order, each once.

    The numbers stand in the column that a heading names, or in the first column of a file without headings. Raises
    Refused with every number that is in no roster.
    """
    keys: dict[str, None] = {}
    problems: list[Problem] = []
    for sheet in read_sheets(file):
        if sheet.hidden or explains(sheet):
            continue
        for place, number in _numbers(sheet, file):
            where = f"{file.name} {place}" if not sheet.name else f"{file.name} {sheet.name} {place}"
            try:
                key = parse_key(number, store.identity.team, where)
            except Refused as error:
                problems += error.problems
                continue
            if store.register.person(key) is None:
                message = N_("nobody in the roster has the number {number}")
                problems.append(Problem("no_volunteer", where, message, {"number": number}))
            keys[key] = None
    if problems:
        raise Refused(*problems)
    return tuple(keys)


def _numbers(sheet: Sheet, file: Path) -> list[tuple[int, str]]:
    """`(row counted from 1, number)` of a sheet."""
    first, column = _column(sheet, file)
    found = []
    for index, row in enumerate(sheet.rows[first:], first + 1):
        number = row[column].strip() if column < len(row) else ""
        if number and not any(is_example(cell) for cell in row):
            found.append((index, number))
    return found


def _column(sheet: Sheet, file: Path) -> tuple[int, int]:
    """The first row of numbers and their column, counted from 0."""
    for index, row in enumerate(sheet.rows[:_LOOK_AT]):
        for column, cell in enumerate(row):
            if field_of(cell) is Field.NUMBER:
                return index + 1, column
    if any(any(cell.strip() for cell in row[1:]) for row in sheet.rows):
        message = N_("there is no column of numbers; give it the heading 学号, 编号 or number")
        raise refuse("no_number_column", f"{file.name} {sheet.name}".strip(), message)
    return 0, 0
