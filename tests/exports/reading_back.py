"""Read exported files with programs that did not write them, into one shape: a heading row and rows of cells."""

from __future__ import annotations

import csv
import json
import re
from datetime import datetime, time, timedelta
from pathlib import Path

import openpyxl
from openpyxl.utils.escape import unescape

from checkin.rules.formula import restore

Table = list[list[object]]


def in_hours(duration: object) -> float:
    """The hours of a duration that openpyxl read, in whole minutes; of h:mm too, as a CSV has it."""
    if isinstance(duration, str):
        hours, minutes = duration.split(":")
        return (int(hours) * 60 + int(minutes)) / 60
    assert isinstance(duration, timedelta) or duration == time()  # openpyxl reads a duration of nothing as midnight
    minutes, rest = divmod(duration.total_seconds() if isinstance(duration, timedelta) else 0, 60)
    assert not rest
    return minutes / 60


NUMBERS = {"seconds": int, "minutes": int, "hours": in_hours}


def from_json(path: Path) -> Table:
    """The headings and rows of a JSON file: null is empty, flags are joined by spaces."""
    records = json.loads(path.read_text(encoding="utf-8"))
    for record in records:
        # Programs get the parts by post beside the text of the other formats.
        record.pop("segments", None)
    table: Table = [list(records[0])] if records else []
    for record in records:
        record["flags"] = " ".join(record["flags"])
        table.append(["" if value is None else value for value in record.values()])
    return table


def from_csv(path: Path) -> Table:
    """Texts restored; numbers as numbers."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        head, *rows = csv.reader(file)
    readers = [NUMBERS.get(key, restore) for key in head]
    return [list(head), *([_read(r, v) for r, v in zip(readers, row, strict=True)] for row in rows)]


def _read(reader: object, text: str) -> object:
    return reader(text) if text else ""  # type: ignore[operator]


def from_xlsx(path: Path, sheet: int = 0) -> Table:
    """Cells as they are held, durations in hours, times as ISO 8601; a text cell must be held as a text."""
    cells = openpyxl.load_workbook(path).worksheets[sheet].iter_rows()
    table: Table = []
    for row in cells:
        for cell in row:
            assert cell.data_type in ("s", "n", "inlineStr") or cell.number_format in (
                "[h]:mm",
                "hh:mm",
                "yyyy-mm-dd",
            ), f"{cell.coordinate} is of type {cell.data_type}"
        # Excel shows _x000D_ as the character; openpyxl leaves that to its caller for texts within cells.
        table.append([_value(cell.value) for cell in row])
    return table


_VALUE = re.compile(r"\d{4}-\d\d-\d\d|\d+:\d\d|\d+ ?%")


def values_as_text(path: Path) -> list[str]:
    """Cells of all sheets below the headings that hold a day, a duration or a share as a text, which no spreadsheet sorts or adds up."""
    return [
        f"{sheet.title}!{cell.coordinate}: {cell.value}"
        for sheet in openpyxl.load_workbook(path)
        for row in sheet.iter_rows(min_row=2)
        for cell in row
        if isinstance(cell.value, str) and _VALUE.fullmatch(cell.value)
    ]


def _value(value: object) -> object:
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, timedelta | time):
        return in_hours(value)
    return "" if value is None else unescape(value) if isinstance(value, str) else value
