"""Cells of an XLSB file that hold an error such as `#N/A`: the reader gives them as empty, which they are not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from posixpath import normpath
from struct import error, unpack_from
from zipfile import ZipFile

from storage.roster.errors.xls_errors import error_word

# MS-XLSB §2.3: the types of records.
_ROW, _ERROR, _ERROR_OF_FORMULA, _SHEET = 0, 3, 11, 156
_RELATION = re.compile(rb"<Relationship\s[^>]*>")
_ATTRIBUTE = re.compile(rb'(\w+)\s*=\s*"([^"]*)"')


def xlsb_errors(archive: ZipFile) -> dict[str, dict[tuple[int, int], str]]:
    """By the name of a sheet: (row, column) from 0, and the error in that cell. Empty for other formats, and for a file
    that can't be followed.
    """
    names = set(archive.namelist())
    if not {"xl/workbook.bin", "xl/_rels/workbook.bin.rels"} <= names:
        return {}
    relations = [dict(_ATTRIBUTE.findall(tag)) for tag in _RELATION.findall(archive.read("xl/_rels/workbook.bin.rels"))]
    files = {each.get(b"Id", b"").decode(): each.get(b"Target", b"").decode() for each in relations}
    found: dict[str, dict[tuple[int, int], str]] = {}
    try:
        for kind, body in _records(archive.read("xl/workbook.bin")):
            if kind == _SHEET:
                relation, at = _wide(body, 8)
                target = files.get(relation, "")
                file = target[1:] if target.startswith("/") else normpath(f"xl/{target}")
                if file in names and (errors := dict(_of_sheet(archive.read(file)))):
                    found[_wide(body, at)[0]] = errors
    except (ValueError, IndexError, error):
        return {}
    return found


def _of_sheet(data: bytes) -> Iterator[tuple[tuple[int, int], str]]:
    row = 0
    for kind, body in _records(data):
        if kind == _ROW:
            (row,) = unpack_from("<I", body)
        elif kind in (_ERROR, _ERROR_OF_FORMULA):
            (column,) = unpack_from("<I", body)
            yield (row, column), error_word(body[8])


def _records(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Type and content of each record; both lengths are given in bytes of seven bits, the lowest first."""
    at = 0
    while at < len(data):
        kind = data[at]
        at += 1
        if kind & 0x80:
            kind = (kind & 0x7F) | ((data[at] & 0x7F) << 7)
            at += 1
        length = shift = 0
        while True:
            byte = data[at]
            at += 1
            length |= (byte & 0x7F) << shift
            shift += 7
            if not byte & 0x80:
                break
        yield kind, data[at : at + length]
        at += length


def _wide(body: bytes, at: int) -> tuple[str, int]:
    """A text of a record that begins at an offset, and where the next one begins."""
    (count,) = unpack_from("<I", body, at)
    end = at + 4 + 2 * count
    return body[at + 4 : end].decode("utf-16-le", "replace"), end
