"""Roster files as schools keep them, with invented people."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from datetime import date
from io import StringIO
from pathlib import Path

import xlsxwriter
import xlwt

from checkin.rules.badge_numbers import is_badge_number
from checkin.rules.problems import Problem
from storage.roster.reading import Reading, read_roster

TODAY = date(2026, 11, 23)
Cells = Sequence[Sequence[object]]


def read(path: Path) -> Reading:
    return read_roster(path, today=TODAY, valid_badge=is_badge_number)


def xlsx(path: Path, sheets: Mapping[str, Cells], merges: Sequence[tuple[int, int, int, int, str]] = ()) -> Path:
    book = xlsxwriter.Workbook(str(path), {"strings_to_formulas": False})
    day = book.add_format({"num_format": "yyyy/m/d"})
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for r, row in enumerate(rows):
            for c, cell in enumerate(row):
                if isinstance(cell, date):
                    sheet.write_datetime(r, c, cell, day)
                elif isinstance(cell, str):
                    sheet.write_string(r, c, cell)
                elif cell is not None:
                    sheet.write(r, c, cell)
        for merge in merges:
            sheet.merge_range(*merge)
    book.close()
    return path


def xls(path: Path, sheets: Mapping[str, Cells]) -> Path:
    book = xlwt.Workbook(encoding="utf-8")
    day = xlwt.easyxf(num_format_str="yyyy-mm-dd")
    for name, rows in sheets.items():
        sheet = book.add_sheet(name)
        for r, row in enumerate(rows):
            for c, cell in enumerate(row):
                sheet.write(r, c, cell, day) if isinstance(cell, date) else sheet.write(r, c, cell)
    book.save(str(path))
    return path


def csv_file(path: Path, rows: Cells, encoding: str = "utf-8", separator: str = ",") -> Path:
    text = StringIO(newline="")
    csv.writer(text, delimiter=separator).writerows(rows)
    path.write_bytes(text.getvalue().encode(encoding))
    return path


def codes(problems: Sequence[Problem]) -> list[str]:
    return [p.code for p in problems]
