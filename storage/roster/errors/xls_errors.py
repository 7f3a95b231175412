"""Cells of an XLS file that hold an error such as `#N/A`: the reader gives them as empty, which they are not."""

from __future__ import annotations

from collections.abc import Iterator
from struct import error, unpack_from

from storage.roster.errors.compound_file import stream_of

# MS-XLS §2.3.2: the types of records.
_FORMULA, _BOOLERR, _BOUNDSHEET, _BOF, _EOF = 0x0006, 0x0205, 0x0085, 0x0809, 0x000A
_CODES = {0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A"}
_UNKNOWN = "#ERROR!"


def xls_errors(data: bytes) -> dict[str, dict[tuple[int, int], str]]:
    """By the name of a sheet: (row, column) from 0, and the error in that cell. Empty for a file that can't be followed,
    which the reader of workbooks refuses itself.
    """
    try:
        book = stream_of(data, ("Workbook", "Book"))
        found = {name: dict(_of_sheet(book, start)) for name, start in _sheets(book)}
    except (ValueError, IndexError, error):
        return {}
    return {name: errors for name, errors in found.items() if errors}


def error_word(code: int) -> str:
    """The error of a code, as a spreadsheet shows it (MS-XLS §2.5.10)."""
    return _CODES.get(code, _UNKNOWN)


def _sheets(book: bytes) -> Iterator[tuple[str, int]]:
    for kind, body in _records(book, 0):
        if kind == _BOUNDSHEET:
            start, _state, _type, count, wide = unpack_from("<IBBBB", body)
            text = body[8 : 8 + count * (2 if wide & 1 else 1)]
            yield text.decode("utf-16-le" if wide & 1 else "latin-1", "replace"), start


def _of_sheet(book: bytes, start: int) -> Iterator[tuple[tuple[int, int], str]]:
    for kind, body in _records(book, start):
        if kind == _BOOLERR and body[7]:
            yield unpack_from("<HH", body), error_word(body[6])
        elif kind == _FORMULA and body[12:14] == b"\xff\xff" and body[6] == 2:
            yield unpack_from("<HH", body), error_word(body[8])


def _records(book: bytes, start: int) -> Iterator[tuple[int, bytes]]:
    """The records from an offset to the end of that part; parts within it (charts) are skipped with their ends."""
    at, depth = start, 0
    while at + 4 <= len(book):
        kind, length = unpack_from("<HH", book, at)
        depth += (kind == _BOF) - (kind == _EOF)
        if depth == 1:
            yield kind, book[at + 4 : at + 4 + length]
        if depth <= 0:
            return
        at += 4 + length
