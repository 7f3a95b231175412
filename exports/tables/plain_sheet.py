"""Add sheets to a workbook for people, from rows of plain cells."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from exports.tables.columns import Cell, CellKind
from exports.tables.xlsx_cells import Styles, hours_writer, text_writer, write_head

if TYPE_CHECKING:
    from xlsxwriter import Workbook

Heading = tuple[str, CellKind, int]


def add_sheet(
    book: Workbook, styles: Styles, name: str, headings: Sequence[Heading], rows: Iterable[Sequence[Cell]]
) -> int:
    """Add a sheet. Cells of the kind HOURS are given in minutes and written as durations. Returns the number of rows."""
    sheet = book.add_worksheet(name)
    write_head(sheet, styles, headings)
    write_text, write_hours = text_writer(sheet, styles), hours_writer(sheet, styles.hours)
    count = 0
    for count, row in enumerate(rows, 1):
        for column, (value, (_heading, kind, _width)) in enumerate(zip(row, headings, strict=True)):
            if value is None or value == "":
                continue
            if isinstance(value, str):
                write_text(count, column, value)
            elif kind is CellKind.HOURS:
                write_hours(count, column, int(value))
            else:
                sheet.write_number(count, column, value)
    sheet.autofilter(0, 0, count, len(headings) - 1)
    return count
