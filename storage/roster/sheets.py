"""Sheets of texts: what every reader of tables gives, and the refusal of a file that holds no table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from checkin.rules.problems import N_, Refused, refuse

HEADINGS_WITHIN = 10
"""The row of headings is looked for in so many first rows: a title, a school and a date may stand above it."""

MOST_CELLS = 5_000_000
"""Of all sheets of a file, without the empty ends of rows: a hundred thousand people in fifty columns."""

MOST_IN_CELL = 32_767
"""Characters of a cell, as many as one of a spreadsheet holds. What a file has beyond them (a picture as letters) is cut off: no
column that is read holds as many, and each character of a heading or a name is looked at.
"""
MOST_TEXT = 100_000_000
"""Characters of all cells, cut off so."""

MOST_ROWS, MOST_COLUMNS = 300_000, 16_384
"""Rows of a sheet: more people than any school or district lists at once. Columns: as many as a sheet of Excel has; a CSV file may have any number."""


MOST_SHEETS = 1_000
"""More classes than any school has: some have a sheet each."""


@dataclass(frozen=True, slots=True)
class Merge:
    """A merged region: first and last row and column, counted from 0, inclusive."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """The cells of one sheet as texts, from its very first row; `name` is empty for a CSV file."""

    name: str
    rows: list[list[str]]
    merges: tuple[Merge, ...] = ()
    hidden: bool = False


def not_a_table(where: str) -> Refused:
    """The refusal of a file that holds no table, whatever it is called."""
    return refuse(
        "not_a_table",
        where,
        N_("This is not a table that can be read. Open it in a spreadsheet program and save it as .xlsx or .csv."),
    )


def within_bounds(sheet: Sheet) -> Sheet:
    """The sheet without the empty cells behind each row, the empty rows behind the last, and merged regions beyond them: a
    stray cell or a format makes millions of them. Cells are cut off at `MOST_IN_CELL`."""
    for row in sheet.rows:
        while row and not row[-1]:
            row.pop()
        if row and max(map(len, row)) > MOST_IN_CELL:
            row[:] = [cell[:MOST_IN_CELL] for cell in row]
    while sheet.rows and not sheet.rows[-1]:
        sheet.rows.pop()
    last = len(sheet.rows) - 1
    merges = tuple(Merge(m.top, m.left, min(m.bottom, last), m.right) for m in sheet.merges if m.top <= last)
    return Sheet(sheet.name, sheet.rows, merges, sheet.hidden)


def check_size(sheets: Sequence[Sheet], where: str) -> None:
    """Raises Refused if there are more cells, columns, rows in merged regions, or letters, than a list of people can have."""
    cells = sum(len(row) + 1 for sheet in sheets for row in sheet.rows)
    merged = sum(merge.bottom - merge.top + 1 for sheet in sheets for merge in sheet.merges)
    widest = max((len(row) for sheet in sheets for row in sheet.rows), default=0)
    longest = max((len(sheet.rows) for sheet in sheets), default=0)
    text = sum(sum(map(len, row)) for sheet in sheets for row in sheet.rows)
    if cells + merged > MOST_CELLS or widest > MOST_COLUMNS or longest > MOST_ROWS or text > MOST_TEXT:
        raise too_many_cells(where)


def check_number(sheets: int, where: str) -> None:
    """Raises Refused for a workbook with more sheets than anybody fills."""
    if sheets > MOST_SHEETS:
        message = N_("It has {count} sheets. Save only the one with the list in a new file.")
        raise refuse("too_many_sheets", where, message, count=sheets)


def too_many_cells(where: str) -> Refused:
    """The refusal of a file whose cells would fill the memory."""
    message = N_("There are more cells than a list has. Save only its rows in a new file.")
    return refuse("too_many_cells", where, message)
