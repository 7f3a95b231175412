"""The one way in which rows of plain cells become a sheet for people."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from checkin.progress import counted
from checkin.rules.problems import N_, refuse
from checkin.texts import _
from exports.plain_text import about_wide
from exports.tables.columns import Cell, CellKind, Heading
from exports.tables.xlsx_cells import (
    MAX_ROWS,
    ROW_HEIGHT,
    Styles,
    cell_writers,
    lines_in,
    set_columns,
    styled_writer,
    total_writers,
    write_head,
)

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

MOST_WIDE = 24
"""Characters to which a column grows with its texts, where it was not meant to be wider."""
_TOO_MANY = N_("A spreadsheet holds {limit} rows at most, and this would be more: choose fewer.")


def add_sheet(
    book: Workbook,
    styles: Styles,
    name: str,
    headings: Sequence[Heading],
    rows: Iterable[Sequence[Cell]],
    foot: Callable[[], Sequence[Cell]] | None = None,
) -> int:
    """Add a sheet and fill it: see `fill_sheet`. Returns the number of rows."""
    return fill_sheet(book.add_worksheet(name), styles, headings, rows, foot)


def fill_sheet(
    sheet: Worksheet,
    styles: Styles,
    headings: Sequence[Heading],
    rows: Iterable[Sequence[Cell]],
    foot: Callable[[], Sequence[Cell]] | None = None,
    too_many: str = _TOO_MANY,
    *,
    counts: bool = True,
) -> int:
    """Fill an empty sheet: headings that stay in view, the rows, a filter over them, and below them the line of totals.

    A column of texts grows with the longest of them, up to a width at which a longer text takes several lines.
    Cells of the kind HOURS are given in minutes, days as ISO 8601, shares between 0 and 1. A text in a column of numbers stays text.
    `foot` is asked for its cells when all rows are written. Returns the number of rows. Raises Refused, with the words `too_many`,
    for more rows than a sheet holds: XlsxWriter would drop them and say nothing. `counts` is false where whoever gives the rows
    tells how many they are: of two counts the outer one is heard.
    """
    most = MAX_ROWS - (1 if foot is None else 2)
    write_head(sheet, styles, headings)
    of_kind = cell_writers(sheet, styles)
    kinds = [kind for _heading, kind, _width in headings]
    writers = [(kind, of_kind[kind]) for kind in kinds]
    write_text, write_lines = of_kind[CellKind.TEXT], styled_writer(sheet, styles.lines)
    room = [max(width, MOST_WIDE) for _heading, _kind, width in headings]
    widest = [0] * len(headings)
    count = 0
    for count, row in enumerate(counted(rows, _("rows")) if counts else rows, 1):
        if count > most:
            raise refuse("too_many_rows", sheet.get_name(), too_many, limit=most)
        lines = 1
        for column, ((kind, write), value) in enumerate(zip(writers, row, strict=True)):
            if value is None or value == "":
                continue
            if isinstance(value, str):
                if kind.is_number:
                    write = write_text
                elif kind is CellKind.TEXT and 2 * len(value) > widest[column]:
                    wide = about_wide(value)
                    widest[column] = min(max(wide, widest[column]), room[column])
                    if wide > room[column]:
                        sheet.set_row(count, ROW_HEIGHT * (lines := max(lines, lines_in(value, room[column]))))
                        write_lines(count, column, value, styles.lines)
                        continue
            write(count, column, value)
    set_columns(sheet, styles, headings, widest)
    sheet.autofilter(0, 0, max(count, 1), len(headings) - 1)
    if foot is not None:
        totals = total_writers(sheet, styles)
        for column, (kind, value) in enumerate(zip(kinds, foot(), strict=True)):
            if value is None or isinstance(value, str):
                sheet.write_string(count + 1, column, value or "", styles.total_text)
            else:
                totals[kind](count + 1, column, value)
    return count


def need_xlsx(path: Path) -> None:
    """Raises Refused where a workbook is to be written to a file with another ending."""
    if path.suffix.lower() != ".xlsx":
        raise refuse("suffix", str(path), N_("Name a file that ends in .xlsx."))
