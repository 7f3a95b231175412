"""Cells of an ODS file that hold an error such as `#N/A`: the reader gives them as empty, which they are not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from xml.etree.ElementTree import Element, ParseError, iterparse
from zipfile import ZipFile

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_ERROR = re.compile(r"#N/A|#[A-Z0-9/]+[!?]|(?:Err|错误)[:：]\d+", re.IGNORECASE)
_MAYBE = re.compile(rb">(?:#[A-Za-z]|Err:\d|\xe9\x94\x99\xe8\xaf\xaf(?::|\xef\xbc\x9a)\d)")


def ods_errors(archive: ZipFile) -> dict[str, dict[tuple[int, int], str]]:
    """By the name of a sheet: (row, column) from 0, and the error in that cell. Empty for other formats.

    An error stands in the text of a formula's cell, whatever its type (OpenDocument 1.3 part 3, §9.1.4; LibreOffice adds
    `calcext:value-type="error"`). Rows and cells may stand for several, which are counted.
    """
    if "content.xml" not in archive.namelist():
        return {}
    xml = archive.read("content.xml")
    if not _MAYBE.search(xml):
        return {}
    found: dict[str, dict[tuple[int, int], str]] = {}
    try:
        for _event, table in iterparse(BytesIO(xml)):
            if table.tag == f"{_TABLE}table":
                errors = dict(_of_table(table))
                if errors:
                    found[table.get(f"{_TABLE}name", "")] = errors
    except ParseError:
        return {}
    return found


def _of_table(table: Element) -> Iterator[tuple[tuple[int, int], str]]:
    top = 0
    for row in table.iter(f"{_TABLE}table-row"):
        left = 0
        for cell in row:
            text = "".join(part for p in cell.iter(f"{_TEXT}p") for part in p.itertext()).strip()
            if cell.get(f"{_TABLE}formula") is not None and _ERROR.fullmatch(text):
                yield (top, left), text
            left += _repeated(cell, "columns")
        top += _repeated(row, "rows")


def _repeated(element: Element, what: str) -> int:
    return int(element.get(f"{_TABLE}number-{what}-repeated", "1"))
