"""Sessions as CSV for spreadsheets: UTF-8 with BOM, CRLF, and no text that a spreadsheet would run as a formula."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from checkin.durations import h_mm
from exports.tables.columns import COLUMNS, CellKind, cells
from exports.tables.plain_csv import csv_in, text_cell
from exports.tables.rows import SessionRow


def write_csv(path: Path, rows: Iterable[SessionRow]) -> int:
    """Write headings and rows; hours are h:mm, and minutes are what programs add up. Returns the number of rows.

    Text that looks like a formula gets an apostrophe before it; `checkin.rules.formula.restore` removes it again.
    """
    texts = [i for i, column in enumerate(COLUMNS) if column.kind is CellKind.TEXT]
    hours = [i for i, column in enumerate(COLUMNS) if column.kind is CellKind.HOURS]
    count = 0
    with csv_in(path) as writer:
        writer.writerow([column.heading for column in COLUMNS])
        for row in rows:
            count += 1
            values = cells(row)
            for i in texts:
                value = values[i]
                if value:
                    values[i] = text_cell(str(value))
            for i in hours:
                value = values[i]
                if value is not None:
                    values[i] = h_mm(int(value))
            writer.writerow(values)
    return count
