"""A roster file, by its content and not by its name, as sheets of texts."""

from __future__ import annotations

from pathlib import Path

from checkin.file_errors import unreadable_file
from checkin.outside_files import TooLarge, read_begin, read_outside
from checkin.own_process.asking import ask
from checkin.own_process.limits import Died, Limits
from checkin.rules.problems import N_, Refused, refuse
from storage.roster.delimited import read_delimited
from storage.roster.sheets import Sheet, check_size, not_a_table, within_bounds

LIMITS = Limits(seconds=120, megabytes=2000)
"""Of the process that reads a workbook, a web page or a large CSV file."""
_READ_HERE = 1 << 20
"""Bytes of a CSV file that is read without a process of its own: nothing in its way aborts, and a start takes 0.1 s."""
_LOOK_AT = 4096
_MAX_BYTES = 64 * 1024 * 1024
_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PICTURES_AND_SUCH = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"RIFF")


def read_sheets(path: Path) -> list[Sheet]:
    """All sheets of an XLSX, XLS, XLSB, ODS or CSV file, or of a web page that some school systems call `.xls`.

    Whole numbers are texts without `.0`; dates are ISO 8601; numbers too long for a spreadsheet are texts such as
    `5.00103E+17`, as Excel shows them. Raises Refused for a file that is missing, no table, damaged, or beyond the limits.
    """
    data = _contents(path)
    where = path.name
    if len(data) <= _READ_HERE and not data.startswith((_ZIP, _OLE)) and not _is_web_page(data):
        return sheets_of(data, where)
    try:
        return ask(LIMITS, sheets_of, data, where)
    except Died as died:
        raise Refused(died.problem(where)) from died


def sheets_of(data: bytes, where: str) -> list[Sheet]:
    """The sheets of a file with these bytes, read in this process. Raises Refused as `read_sheets` does."""
    if data.startswith((_ZIP, _OLE)):
        from storage.roster.workbook import read_workbook

        sheets = read_workbook(data, where)
    elif _is_web_page(data):
        from storage.roster.web_page import read_web_page

        sheets = read_web_page(data, where)
    elif data.startswith(_PICTURES_AND_SUCH) or _begin(data).startswith((b"{\\rtf", b"<")):
        raise not_a_table(where)
    else:
        sheets = [Sheet("", read_delimited(data, where))]
    sheets = [within_bounds(sheet) for sheet in sheets]
    check_size(sheets, where)
    return sheets


def is_workbook(path: Path) -> bool:
    """Whether a file begins as a workbook does. Raises OSError where it can't be read."""
    return read_begin(path, len(_OLE)).startswith((_ZIP, _OLE))


def _is_web_page(data: bytes) -> bool:
    return _begin(data).startswith((b"<!doctype html", b"<html", b"<table", b"<meta", b"<head", b"<style"))


def _begin(data: bytes) -> bytes:
    return data[:_LOOK_AT].lstrip(b"\xef\xbb\xbf \t\r\n").lower()


def _contents(path: Path) -> bytes:
    where = path.name or str(path)
    if path.is_dir():
        raise refuse("is_a_folder", where, N_("This is a folder. Name the file in it."))
    try:
        data = read_outside(path, _MAX_BYTES)
    except TooLarge as error:
        message = N_("The file is larger than 64 MB. Save only the roster, as .xlsx or .csv.")
        raise refuse("too_large", where, message) from error
    except OSError as error:
        raise Refused(unreadable_file(where, error)) from error
    if not data.strip():
        raise refuse("empty_file", where, N_("The file is empty."))
    return data
