"""Cells of an XLSX file that hold an error such as `#N/A`, or a formula without a value: the reader gives them as empty, which they
are not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import unescape
from posixpath import normpath
from zipfile import ZipFile

_SHEET = re.compile(rb"<(?:\w+:)?sheet\s[^>]*>")
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\s[^>]*>")
_ATTRIBUTE = re.compile(rb'([\w:]+)\s*=\s*"([^"]*)"')
# A cell without content closes itself (`<c r="A1" s="1"/>`) and is none of these.
_CELL = re.compile(rb"<(?:\w+:)?c\s([^>]*[^/>])>(.*?)</(?:\w+:)?c>", re.DOTALL)
_VALUE = re.compile(rb"<(?:\w+:)?v>([^<]*)</")
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s>/]")
_MARK, _TEXT_MARK = b't="e"', b't="str"'
_PLACE = re.compile(r"([A-Z]+)(\d+)")

Errors = dict[tuple[int, int], str]
NO_VALUE = "#FORMULA!"
"""Stands for a formula without a value, which no spreadsheet program wrote: it computes the value whenever it saves a file."""


def error_cells(archive: ZipFile) -> dict[str, Errors]:
    """By the name of a sheet: (row, column) from 0, and the error in that cell, or `NO_VALUE`. Empty for other formats.

    ECMA-376 part 1, §18.3.1.4 and §18.18.11: a cell of type `e` holds an error, one of type `str` a formula's text, which may be
    empty.
    """
    names = set(archive.namelist())
    if not {"xl/workbook.xml", "xl/_rels/workbook.xml.rels"} <= names:
        return {}
    files = {
        found[b"Id"]: normpath("xl/" + _text(found[b"Target"])) if not found[b"Target"].startswith(b"/")
        else _text(found[b"Target"])[1:]
        for found in _attributes(_RELATION.findall(archive.read("xl/_rels/workbook.xml.rels")))
        if b"Id" in found and b"Target" in found
    }  # fmt: skip
    errors: dict[str, Errors] = {}
    for sheet in _attributes(_SHEET.findall(archive.read("xl/workbook.xml"))):
        file = files.get(sheet.get(b"r:id", b""))
        if file in names and (found := _errors(archive.read(file))):
            errors[_text(sheet.get(b"name", b""))] = found
    return errors


def holds_errors(xml: bytes) -> bool:
    """Whether a sheet may have a cell with an error, or a formula without a value: most have none, and need no second look."""
    return _MARK in xml or _FORMULA.search(xml) is not None


def put_back(rows: list[list[str]], errors: Errors) -> None:
    """Write the errors into the texts of their sheet, so that no column takes them for empty cells. Formulas alone in their row,
    such as those that a list has below its last person, make no row of it.
    """
    filled = {row for (row, _column), text in errors.items() if text != NO_VALUE}
    filled |= {row for row, cells in enumerate(rows) if any(cells)}
    for (row, column), text in errors.items():
        if row in filled and row < len(rows):
            # The reader leaves out columns of which it read nothing.
            rows[row] += [""] * (column + 1 - len(rows[row]))
            rows[row][column] = text


def _errors(xml: bytes) -> Errors:
    if not holds_errors(xml):
        return {}
    found: Errors = {}
    for attributes, content in _CELL.findall(xml):
        value = _VALUE.search(content)
        place = _PLACE.fullmatch(_text(dict(_ATTRIBUTE.findall(attributes)).get(b"r", b"")))
        if place is None:
            continue
        if _MARK in attributes and value:
            found[int(place[2]) - 1, _column(place[1])] = _text(value[1])
        elif not (value and value[1]) and _TEXT_MARK not in attributes and _FORMULA.search(content):
            found[int(place[2]) - 1, _column(place[1])] = NO_VALUE
    return found


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def _attributes(tags: Sequence[bytes]) -> list[dict[bytes, bytes]]:
    return [dict(_ATTRIBUTE.findall(tag)) for tag in tags]


def _text(raw: bytes) -> str:
    return unescape(raw.decode("utf-8", "replace"))
