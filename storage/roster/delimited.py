"""CSV files as rows of texts, in the encodings and with the separators that spreadsheets write."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from io import StringIO

from checkin.rules.formula import restore
from checkin.rules.problems import N_, Refused, refuse
from storage.roster.sheets import not_a_table

_SEPARATORS = (",", ";", "\t")
# Excel reads and some programs write a first line that names the separator.
_SEP_LINE = re.compile(r"\A\"?sep=(.)\"?\r?\n")
_BINARY = re.compile(r"[\x00-\x08\x0e-\x1f]")
_BEHIND = "\x00"
"""A line that no text has: `decode` refuses the character."""
_LOOK_AT = 20


def read_delimited(data: bytes, where: str) -> list[list[str]]:
    """The rows of a CSV file; a line without any text is an empty row. Raises Refused for a file that is no text."""
    text = decode(data, where)
    named = _SEP_LINE.match(text)
    separator = named[1] if named else _separator(text)
    body = text[named.end() :] if named else text
    # Of rows with nothing but separators a spreadsheet may write a million.
    rows = [
        [restore(cell) for cell in row] if any(row) else [] for row in _cells(body, separator, where, 1 if named else 0)
    ]
    # The line that names the separator is a row to the person who looks at the file.
    return [[], *rows] if named else rows


def _cells(body: str, separator: str, where: str, before: int) -> Iterator[list[str]]:
    """The rows of a text that stands below `before` lines. Raises Refused, for a quote that never closes with its line."""
    # A line behind the last one: where it is no row of its own, a quote before it is still open.
    last = _BEHIND if body.endswith(("\n", "\r")) else f"\n{_BEHIND}"
    lines = StringIO(f"{body}{last}", newline="").readlines()
    reader = csv.reader(lines, delimiter=separator)
    done = 0
    try:
        for row in reader:
            if row == [_BEHIND]:
                return
            if reader.line_num > done + 1:
                # The reader closes a quote that never closed by the next cell's quote, and takes rows for one cell.
                _check_quotes(lines[done : reader.line_num], separator)
            yield row
            done = reader.line_num
    except csv.Error as error:
        # A cell that is too long for the reader: it goes on over lines only within quotes.
        raise (_open_quote(where, before + done + 1) if reader.line_num > done + 1 else not_a_table(where)) from error


def _check_quotes(lines: list[str], separator: str) -> None:
    for _row in csv.reader(lines, delimiter=separator, strict=True):
        pass


def _open_quote(where: str, line: int) -> Refused:
    message = N_(
        'In the row that begins in line {line} a quotation mark (") opens a cell and nothing closes it, so that the lines below '
        "would be lost in it. Take it away, or write the cell anew, and save the file."
    )
    return refuse("open_quote", where, message, line=line)


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

    def found(separator: str) -> int:
        try:
            return sum(len(row) - 1 for row in csv.reader(StringIO(head, newline=""), delimiter=separator))
        except csv.Error:
            return 0

    return max(_SEPARATORS, key=found)
