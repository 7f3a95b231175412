"""XLSX, XLS, XLSB and ODS workbooks as sheets of texts."""

from __future__ import annotations

import re
import zipfile
from datetime import date, datetime, time, timedelta
from io import BytesIO

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from checkin.durations import h_mm_ss
from checkin.rules.formula import restore
from checkin.rules.problems import N_, Refused, refuse
from storage.disk.damaged_zip import UNREADABLE
from storage.roster.errors.error_cells import Errors, error_cells, holds_errors, put_back
from storage.roster.errors.ods_errors import ods_errors
from storage.roster.errors.xls_errors import xls_errors
from storage.roster.errors.xlsb_errors import xlsb_errors
from storage.roster.sheets import MOST_ROWS, Merge, Sheet, check_number, not_a_table

_Cell = int | float | str | bool | date | datetime | time | timedelta

# The reader lays a sheet out as a full rectangle, and the process dies where that does not fit into memory.
_MAX_CELLS = 30_000_000
_MAX_UNPACKED = 512 * 1024 * 1024
_CELL_BYTES = 200_000
"""A cell with as many letters as one holds, and what stands around them."""
# A spreadsheet keeps 15 digits of a number.
_EXACT = 10**15
# The reader goes by the cells; what the sheet says of its own extent may be wrong.
_REFERENCE = re.compile(rb"<(?:\w+:)?c\s(?:[^<>]*\s)?r\s*=\s*[\"']([A-Za-z]+)(\d+)[\"']")


def read_workbook(data: bytes, where: str) -> list[Sheet]:
    """The worksheets of a workbook, in its order. Raises Refused for a file that is no
    workbook, is locked or is broken.
    """
    errors: dict[str, Errors] = {}
    if data.startswith(b"PK"):
        errors = _check_archive(data, where)
    elif _stream(data, "EncryptedPackage"):
        raise _locked(where)
    elif _stream(data, "WordDocument") or _stream(data, "PowerPoint Document"):
        raise not_a_table(where)
    else:
        errors = xls_errors(data)
    try:
        with CalamineWorkbook.from_object(BytesIO(data)) as book:
            found = [meta for meta in book.sheets_metadata if meta.typ is SheetTypeEnum.WorkSheet]
            check_number(len(found), where)
            return [
                _sheet(book, meta.name, meta.visible is not SheetVisibleEnum.Visible, errors.get(meta.name, {}))
                for meta in found
            ]
    except PasswordError:
        raise _locked(where) from None
    except (CalamineError, *UNREADABLE) as error:
        raise _damaged(where) from error
    except BaseException as error:
        # The reader gives up on some broken files with an exception of its own that is no Exception.
        if type(error).__name__ == "PanicException":
            raise _damaged(where) from error
        raise


def text_of(cell: _Cell) -> str:
    """A cell as text; whole numbers without a fraction, dates as ISO 8601, over-long numbers as Excel shows them."""
    match cell:
        case str():
            return restore(cell)
        case bool():
            return "true" if cell else "false"
        case int() | float():
            if abs(cell) >= _EXACT:
                return f"{cell:.5E}"
            return str(int(cell)) if cell == int(cell) else f"{cell:.15g}"
        case datetime():
            return (cell.date() if cell.time() == time() else cell).isoformat()
        case date() | time():
            return cell.isoformat()
        case timedelta():
            return h_mm_ss(round(cell.total_seconds()))


def _sheet(book: CalamineWorkbook, name: str, hidden: bool, errors: Errors) -> Sheet:
    sheet = book.get_sheet_by_name(name)
    rows = [[text_of(cell) for cell in row] for row in sheet.to_python(skip_empty_area=False)]
    put_back(rows, errors)
    merges = tuple(Merge(*first, *last) for first, last in sheet.merged_cell_ranges or ())
    return Sheet(name, rows, merges, hidden)


def _check_archive(data: bytes, where: str) -> dict[str, Errors]:
    """The cells with errors, by sheet. Raises Refused for what is no workbook or would not fit into memory."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = archive.namelist()
            if sum(entry.file_size for entry in archive.infolist()) > _MAX_UNPACKED:
                raise _damaged(where)
            if not any(n.startswith("xl/workbook.") or n == "content.xml" for n in names):
                raise not_a_table(where)
            has_errors = False
            for name in names:
                if name.startswith("xl/worksheets/") and name.endswith(".xml"):
                    xml = archive.read(name)
                    _check_last_row(xml, where)
                    _check_extent(xml, where)
                    has_errors = has_errors or holds_errors(xml)
            return {**(error_cells(archive) if has_errors else {}), **ods_errors(archive), **xlsb_errors(archive)}
    except UNREADABLE as error:
        raise _damaged(where) from error


def _check_last_row(xml: bytes, where: str) -> None:
    """Raises Refused at once for a last cell so far below that it would be refused after everything was read. Cells without content
    count for nothing: a format that somebody gave to a whole column makes a million of them.
    """
    end = max(xml.rfind(b"</c>"), xml.rfind(b":c>"))
    before = _REFERENCE.findall(xml[max(0, end - _CELL_BYTES) : end]) if end >= 0 else []
    if before and int(before[-1][1]) > MOST_ROWS:
        raise _stray_cell(where, int(before[-1][1]))


def _check_extent(xml: bytes, where: str) -> None:
    cells = _REFERENCE.findall(xml)
    width = max((_column(c) for c in {c for c, _ in cells}), default=0)
    height = max((int(r) for _, r in cells), default=0)
    if width * height > _MAX_CELLS:
        raise _stray_cell(where, height)


def _stray_cell(where: str, row: int) -> Refused:
    message = N_("There is a stray cell far away, near row {row}. Copy the people's rows into a new file.")
    return refuse("too_wide", where, message, row=row)


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def _stream(data: bytes, name: str) -> bool:
    return name.encode("utf-16-le") in data


def _locked(where: str) -> Refused:
    return refuse("locked", where, N_("The file has a password. Save it without one and try again."))


def _damaged(where: str) -> Refused:
    return refuse(
        "damaged", where, N_("The file is damaged. Open it in a spreadsheet program and save it again as .xlsx.")
    )
