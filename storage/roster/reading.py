"""A roster file → its people, its problems, and what was not read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from checkin.rules.problems import N_, Problem, Refused, refuse
from checkin.texts import _
from storage.people.spelling import name_key
from storage.roster.columns import Columns, explains, find_columns
from storage.roster.duplicates import check_duplicates
from storage.roster.headings import Field
from storage.roster.rows import RosterRow, SheetRows, place, read_rows
from storage.roster.sheets import Sheet
from storage.roster.tables import read_sheets
from storage.roster.unread import unread_notes


@dataclass(frozen=True, slots=True)
class Reading:
    """The good rows of a file, a problem for each bad one, and notes on parts that were not read.

    `mentioned` holds numbers and name keys of bad rows: these people are in the file, though they are not imported.
    """

    rows: tuple[RosterRow, ...]
    problems: tuple[Problem, ...] = ()
    notes: tuple[Problem, ...] = ()
    mentioned: frozenset[str] = frozenset()


def read_roster(path: Path, *, today: date, valid_badge: Callable[[str], bool]) -> Reading:
    """Read a roster file. Raises Refused for a file that can't be read, or in which no sheet has a column of names."""
    sheets = read_sheets(path)
    found: list[tuple[Sheet, Columns]] = []
    problems: list[Problem] = []
    notes: list[Problem] = []
    for sheet in sheets:
        columns = None if sheet.hidden or explains(sheet) else find_columns(sheet)
        if columns is not None and Field.NAME in columns.of:
            found.append((sheet, columns))
            notes += unread_notes(_sheet(sheet), columns)
        elif columns is not None:
            problems.append(_no_names(sheet, columns))
        elif any(any(row) for row in sheet.rows) and not explains(sheet):
            notes.append(_skipped(sheet))
    if not found:
        raise _nothing_found(path, problems)
    rows: list[RosterRow] = []
    mentioned: set[str] = set()
    for sheet, columns in found:
        part = read_rows(sheet, columns, today=today, valid_badge=valid_badge, only_sheet=len(found) == 1)
        rows += part.rows
        problems += part.problems
        mentioned |= part.mentioned
        notes += _passed_over(sheet, part)
    good, doubled, twice = check_duplicates(rows)
    mentioned |= {text for row in set(rows) - set(good) for text in (row.number or "", name_key(row.name)) if text}
    if not rows and not problems:
        raise refuse("no_people", path.name, N_("There are no people below the headings. Write one in each row."))
    return Reading(tuple(good), (*problems, *doubled), (*notes, *twice), frozenset(mentioned))


def _nothing_found(path: Path, problems: Sequence[Problem]) -> Refused:
    if problems:
        return Refused(*problems)
    return refuse(
        "no_headings",
        path.name,
        N_(
            "No headings were found in the first ten rows. Write one row with at least 姓名 or “Name” above the people."
        ),
    )


def _no_names(sheet: Sheet, columns: Columns) -> Problem:
    return Problem(
        "no_name_column",
        place(sheet.name, columns.heading + 1),
        N_("No heading says 姓名 or “Name”. Add it above the names."),
    )


def _skipped(sheet: Sheet) -> Problem:
    if sheet.hidden:
        return Problem("hidden_sheet", _sheet(sheet), N_("The sheet is hidden and was not read."))
    return Problem("skipped_sheet", _sheet(sheet), N_("The sheet has no headings of a roster and was not read."))


def _passed_over(sheet: Sheet, part: SheetRows) -> list[Problem]:
    notes = []
    if part.without_day:
        notes.append(
            Problem(
                "no_day",
                place(sheet.name, part.without_day[0]),
                N_("Dates of birth without a day were not taken. Rows: {count}, the first is this one."),
                {"count": len(part.without_day)},
            )
        )
    if part.examples:
        notes.append(
            Problem(
                "examples",
                _sheet(sheet),
                N_("Example rows were passed over: {count}."),
                {"count": part.examples},
            )
        )
    return notes


def _sheet(sheet: Sheet) -> str:
    return _("sheet “{sheet}”").format(sheet=sheet.name) if sheet.name else ""
