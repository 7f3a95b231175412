"""Write a batch as the workbook that the other system reads: headings in row 1, then the rows."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from checkin.rules.problems import N_, refuse
from exports.batch.column_map import Cell, ColumnMap
from exports.batch.rows import BatchRow
from exports.tables.columns import CellKind
from exports.tables.workbook_file import workbook_in
from exports.tables.xlsx_cells import MAX_ROWS, Styles, text_writer, write_head

_WIDTH = 20


def write_workbook(path: Path, format: ColumnMap, rows: Iterable[BatchRow]) -> int:
    """Write the rows and return how many. Raises Refused for more rows than a sheet holds."""
    with workbook_in(path) as book:
        styles = Styles.of(book)
        sheet = book.add_worksheet(format.sheet)
        kinds = {Cell.TEXT: CellKind.TEXT, Cell.NUMBER: CellKind.WHOLE}
        write_head(sheet, styles, [(column.header, kinds[column.cell], _WIDTH) for column in format.columns])
        write_text = text_writer(sheet, styles)
        count = 0
        for count, row in enumerate(rows, 1):
            if count >= MAX_ROWS:
                message = N_("A spreadsheet holds {limit} rows at most. Write fewer days (--from, --to).")
                raise refuse("too_many_rows", path.name, message, limit=MAX_ROWS - 1)
            for place, value in enumerate(row.cells):
                if isinstance(value, str):
                    if value:
                        write_text(count, place, value)
                else:
                    sheet.write_number(count, place, value)
    return count
