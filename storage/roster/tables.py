"""A roster file, by its content and not by its name, as sheets of texts."""

from __future__ import annotations

from pathlib import Path

from checkin.file_errors import unreadable_file
from checkin.rules.problems import N_, Refused, refuse
from storage.roster.delimited import read_delimited
from storage.roster.sheets import Sheet, not_a_table

_MAX_BYTES = 64 * 1024 * 1024
_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PICTURES_AND_SUCH = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"RIFF")


def read_sheets(path: Path) -> list[Sheet]:
    """All sheets of an XLSX, XLS, XLSB, ODS or CSV file, or of a web page that some school systems call `.xls`.

    Whole numbers are texts without `.0`; dates are ISO 8601; numbers too long for a spreadsheet are texts such as
    `5.00103E+17`, as Excel shows them. Raises Refused for a file that is missing or no table.
    """
    data = _contents(path)
    where = path.name
    start = data.lstrip(b"\xef\xbb\xbf \t\r\n")[:600].lower()
    if data.startswith((_ZIP, _OLE)):
        from storage.roster.workbook import read_workbook

        return read_workbook(data, where)
    if data.startswith(_PICTURES_AND_SUCH) or start.startswith(b"{\\rtf"):
        raise not_a_table(where)
    if start.startswith((b"<!doctype html", b"<html", b"<table", b"<meta", b"<head", b"<style")):
        from storage.roster.web_page import read_web_page

        return read_web_page(data, where)
    if start.startswith(b"<"):
        raise not_a_table(where)
    return [Sheet("", read_delimited(data, where))]


def is_workbook(path: Path) -> bool:
    """Whether a file begins as a workbook does. Raises OSError where it can't be read."""
    with path.open("rb") as file:
        return file.read(len(_OLE)).startswith((_ZIP, _OLE))


def _contents(path: Path) -> bytes:
    where = path.name or str(path)
    if path.is_dir():
        raise refuse("is_a_folder", where, N_("This is a folder. Name the roster file in it."))
    try:
        if path.stat().st_size > _MAX_BYTES:
            raise refuse(
                "too_large", where, N_("The file is larger than 64 MB. Save only the roster, as .xlsx or .csv.")
            )
        data = path.read_bytes()
    except OSError as error:
        raise Refused(unreadable_file(where, error)) from error
    if not data.strip():
        raise refuse("empty_file", where, N_("The file is empty."))
    return data
