"""The one way in which rows of plain cells become a sheet for people."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from checkin.progress import counted
from checkin.rules.problems import N_, refuse
from checkin.texts import _
from exports.tables.columns import Cell, CellKind, Heading
from exports.tables.xlsx_cells import MAX_ROWS, Styles, cell_writers, total_writers, write_head

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

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

    Cells of the kind HOURS are given in minutes, days as ISO 8601, shares between 0 and 1. A text in a column of numbers stays text.
    `foot` is asked for its cells when all rows are written. Returns the number of rows. Raises Refused, with the words `too_many`,
    for more rows than a sheet holds: XlsxWriter would drop them and say nothing. `counts` is false where whoever gives the rows
    tells how many they are: of two counts the outer one is heard.
    """
    most = MAX_ROWS - (1 if foot is None else 2)
    write_head(sheet, styles, headings)
    of_kind = cell_writers(sheet, styles)
    kinds = [kind for _heading, kind, _width in headings]
    writers = [(kind.is_number, of_kind[kind]) for kind in kinds]
    write_text = of_kind[CellKind.TEXT]
    count = 0
    for count, row in enumerate(counted(rows, _("rows")) if counts else rows, 1):
        if count > most:
            raise refuse("too_many_rows", sheet.get_name(), too_many, limit=most)
        for column, ((is_number, write), value) in enumerate(zip(writers, row, strict=True)):
            if value is None or value == "":
                continue
            if is_number and isinstance(value, str):
                write = write_text
            write(count, column, value)
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
