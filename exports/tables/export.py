"""Write the record to a file; the ending of its name decides the format."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path

from checkin.rules.problems import N_, refuse
from exports.tables.csv_file import write_csv
from exports.tables.extra_sheet import ExtraSheet
from exports.tables.json_file import write_json
from exports.tables.rows import SessionRow
from storage.disk.atomic_file import atomic_path


def write_export(path: Path, rows: Iterable[SessionRow], note: str = "", sheets: Sequence[ExtraSheet] = ()) -> int:
    """Write `rows` to a .csv, .xlsx or .json file, whole or not at all. Returns the number of rows.

    A workbook shows `note` below its totals, and has `sheets` behind them; the other formats are for programs and leave it out. The rows are read
    once, so they may come straight from a query. Raises Refused for another ending, if the file can't be written, and
    for more rows than a spreadsheet holds.
    """
    write = _writer_for(path, note, sheets)
    with atomic_path(path) as temporary:
        return write(temporary, rows)


def _writer_for(path: Path, note: str, sheets: Sequence[ExtraSheet]) -> Callable[[Path, Iterable[SessionRow]], int]:
    match path.suffix.lower():
        case ".csv":
            return write_csv
        case ".json":
            return write_json
        case ".xlsx":
            from exports.tables.xlsx_file import write_xlsx

            return partial(write_xlsx, note=note, sheets=sheets)
        case suffix:
            raise refuse(
                "unknown_format",
                str(path),
                N_(
                    "The ending “{suffix}” is not a format for the record. End the file name in .csv, .xlsx, .json or .html."
                ),
                suffix=suffix,
            )
