"""A sign-up list: whose numbers stand in a file."""

from __future__ import annotations

from pathlib import Path

from checkin.rules.problems import N_, Problem, Refused, refuse
from storage.people.register import key_of
from storage.roster.columns import explains, field_of
from storage.roster.headings import Field
from storage.roster.rows import is_example, is_footer
from storage.roster.sheets import HEADINGS_WITHIN, Sheet
from storage.roster.tables import read_sheets
from storage.roster.whose_row import no_number, person_of_row
from storage.store import Store


def read_signup(store: Store, file: Path) -> tuple[str, ...]:
    """The keys of those who signed up, in the file's order, each once.

    The numbers stand in the column that a heading names, or in the first column of a file without headings. Raises
    Refused with every number that is in no roster, and where there is none.
    """
    keys: dict[str, None] = {}
    problems: list[Problem] = []
    for sheet in read_sheets(file):
        if sheet.hidden or explains(sheet):
            continue
        for place, number, name in _numbers(sheet, file):
            where = f"{file.name} {place}" if not sheet.name else f"{file.name} {sheet.name} {place}"
            person = person_of_row(store, where, number, name) if number else no_number(where, name)
            if isinstance(person, Problem):
                problems.append(person)
            else:
                keys[key_of(person)] = None
    if problems:
        raise Refused(*problems)
    if not keys:
        raise refuse("empty_signup", file.name, N_("There is no number in this file."))
    return tuple(keys)


def _numbers(sheet: Sheet, file: Path) -> list[tuple[int, str, str]]:
    """`(row counted from 1, number, name)` of a sheet; the name is empty where no heading says that it holds names."""
    first, column = _column(sheet, file)
    names = _names(sheet.rows[first - 1]) if first else None
    found = []
    for index, row in enumerate(sheet.rows[first:], first + 1):
        number = row[column].strip() if column < len(row) else ""
        named = row[names].strip() if names is not None and names < len(row) else ""
        if (number or named) and not (is_footer(row) or any(is_example(cell) for cell in row)):
            found.append((index, number, named))
    return found


def _names(headings: list[str]) -> int | None:
    return next((i for i, heading in enumerate(headings) if field_of(heading) is Field.NAME), None)


def _column(sheet: Sheet, file: Path) -> tuple[int, int]:
    """The first row of numbers and their column, counted from 0."""
    for index, row in enumerate(sheet.rows[:HEADINGS_WITHIN]):
        for column, cell in enumerate(row):
            if field_of(cell) is Field.NUMBER:
                return index + 1, column
    if any(any(cell.strip() for cell in row[1:]) for row in sheet.rows):
        message = N_("there is no column of numbers; give it the heading 学号, 编号 or number")
        raise refuse("no_number_column", f"{file.name} {sheet.name}".strip(), message)
    return 0, 0
