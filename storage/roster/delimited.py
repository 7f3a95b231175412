"""CSV files as rows of texts, in the encodings and with the separators that spreadsheets write."""

from __future__ import annotations

import csv
import re
from io import StringIO

from checkin.rules.formula import restore
from checkin.rules.problems import N_, refuse
from storage.roster.sheets import not_a_table

_SEPARATORS = (",", ";", "\t")
# Excel reads and some programs write a first line that names the separator.
_SEP_LINE = re.compile(r"\A\"?sep=(.)\"?\r?\n")
_BINARY = re.compile(r"[\x00-\x08\x0e-\x1f]")
_LOOK_AT = 20


def read_delimited(data: bytes, where: str) -> list[list[str]]:
    """The rows of a CSV file; an empty line is an empty row. Raises Refused for a file that is no text."""
    text = decode(data, where)
    named = _SEP_LINE.match(text)
    separator = named[1] if named else _separator(text)
    body = text[named.end() :] if named else text
    try:
        rows = [[restore(cell) for cell in row] for row in csv.reader(StringIO(body, newline=""), delimiter=separator)]
    except csv.Error as error:
        raise not_a_table(where) from error
    # The line that names the separator is a row to the person who looks at the file.
    return [[], *rows] if named else rows


def decode(data: bytes, where: str) -> str:
    """Text in UTF-8, UTF-16 with its mark, or GB 18030 (and so GBK and GB 2312), tried in this order."""
    codecs = ("utf-16",) if data.startswith((b"\xff\xfe", b"\xfe\xff")) else ("utf-8-sig", "gb18030")
    for codec in codecs:
        try:
            text = data.decode(codec)
        except UnicodeDecodeError:
            continue
        if _BINARY.search(text):
            raise not_a_table(where)
        return text
    raise refuse("encoding", where, N_("The encoding of the text is not known. Save it as .xlsx, or as “CSV UTF-8”."))


def _separator(text: str) -> str:
    head = "".join(text.splitlines(keepends=True)[:_LOOK_AT])

    def cells(separator: str) -> int:
        try:
            return sum(len(row) for row in csv.reader(StringIO(head, newline=""), delimiter=separator))
        except csv.Error:
            return 0

    return max(_SEPARATORS, key=cells)
