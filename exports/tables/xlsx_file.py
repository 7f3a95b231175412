"""Sessions as a workbook for people: a summary with charts, the sessions, and totals per volunteer, activity and kind."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from checkin.rules.problems import N_
from checkin.texts import _
from exports.tables.columns import Cell
from exports.tables.extra_sheet import ExtraSheet
from exports.tables.plain_sheet import add_sheet, fill_sheet
from exports.tables.rows import SessionRow
from exports.tables.sheet_columns import PRINTED, SHEET_COLUMNS
from exports.tables.totals import Totals
from exports.tables.workbook_file import workbook_in
from exports.tables.xlsx_cells import Styles
from exports.tables.xlsx_summary import fill_summary
from exports.tables.xlsx_totals import add_totals

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

_TOO_MANY = N_("A spreadsheet holds {limit} rows at most. Export fewer days (--from, --to), or to .csv or .json.")


def write_xlsx(path: Path, rows: Iterable[SessionRow], note: str = "", sheets: Sequence[ExtraSheet] = ()) -> int:
    """Write the workbook, with `note` below its totals and `sheets` behind them; one row at a time is in memory. Returns the number of rows.

    Raises Refused for more rows than a sheet holds.
    """
    with workbook_in(path, row_by_row=True) as book:
        styles = Styles.of(book)
        totals = Totals()
        summary = book.add_worksheet(_("Summary"))
        count = _write_sessions(book.add_worksheet(_("Sessions")), styles, rows, totals)
        add_totals(book, styles, totals, note)
        for sheet in sheets:
            add_sheet(book, styles, sheet.name, sheet.headings, sheet.rows)
        fill_summary(book, summary, styles, totals, note)
    return count


def _write_sessions(sheet: Worksheet, styles: Styles, rows: Iterable[SessionRow], totals: Totals) -> int:
    headings = [(column.heading, column.kind, column.width) for column in SHEET_COLUMNS]
    of_row = [column.cell for column in SHEET_COLUMNS]

    def lines() -> Iterator[list[Cell]]:
        for row in rows:
            totals.take(row)
            yield [cell(row) for cell in of_row]

    count = fill_sheet(sheet, styles, headings, lines(), too_many=_TOO_MANY, counts=False)
    sheet.print_area(0, 0, count, PRINTED - 1)
    return count
