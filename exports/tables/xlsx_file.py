"""Sessions as a workbook: the rows, and their totals per volunteer, per activity and by kind."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from checkin.rules.problems import N_, refuse
from checkin.texts import _
from exports.tables.columns import COLUMNS, CellKind, cells
from exports.tables.rows import SessionRow
from exports.tables.totals import Totals
from exports.tables.workbook_file import workbook_in
from exports.tables.xlsx_cells import MAX_ROWS, Styles, hours_writer, text_writer, write_head
from exports.tables.xlsx_totals import add_totals

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet


def write_xlsx(path: Path, rows: Iterable[SessionRow], note: str = "") -> int:
    """Write the workbook, with `note` below its totals; one row at a time is in memory. Returns the number of rows.

    Raises Refused for more rows than a sheet holds.
    """
    with workbook_in(path, row_by_row=True) as book:
        styles = Styles.of(book)
        totals = Totals()
        count = _write_sessions(book.add_worksheet(_("Sessions")), styles, rows, totals)
        add_totals(book, styles, totals, note)
    return count


def _write_sessions(sheet: Worksheet, styles: Styles, rows: Iterable[SessionRow], totals: Totals) -> int:
    write_head(sheet, styles, [(column.heading, column.kind, column.width) for column in COLUMNS])
    writers = _writers(sheet, styles)
    count = 0
    for count, row in enumerate(rows, 1):
        if count >= MAX_ROWS:
            raise refuse(
                "too_many_rows",
                _("Sessions"),
                N_("A spreadsheet holds {limit} rows at most. Export fewer days (--from, --to), or to .csv or .json."),
                limit=MAX_ROWS - 1,
            )
        totals.take(row)
        for i, value in enumerate(cells(row)):
            if value is None or value == "":
                continue
            writers[i](count, i, value)
    sheet.autofilter(0, 0, count, len(COLUMNS) - 1)
    return count


def _writers(sheet: Worksheet, styles: Styles) -> list[Callable[[int, int, Any], object]]:
    """For each column a function that writes a value (not empty) into (row, column)."""
    of_kind: dict[CellKind, Callable[[int, int, Any], object]] = {
        CellKind.TEXT: text_writer(sheet, styles),
        CellKind.WORD: sheet.write_string,
        CellKind.WHOLE: sheet.write_number,
        CellKind.HOURS: hours_writer(sheet, styles.hours),
    }
    return [of_kind[column.kind] for column in COLUMNS]
