"""The rows of a typed-up sheet: XLSX, CSV, or lines of standard input; with headings, or number, in and out in this order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from checkin.rules.problems import N_, refuse
from storage.paper.row import PaperRow
from storage.people.spelling import clean_text
from storage.roster.columns import explains
from storage.roster.delimited import read_delimited
from storage.roster.headings import SYNONYMS, Field
from storage.roster.sheets import HEADINGS_WITHIN, Sheet
from storage.roster.tables import read_sheets

_NUMBER, _NAME, _CAME, _LEFT = "number", "name", "in", "out"
_WORDS: Mapping[str, frozenset[str]] = {
    _NUMBER: frozenset(SYNONYMS[Field.NUMBER]),
    _NAME: frozenset(SYNONYMS[Field.NAME]),
    _CAME: frozenset(
        [
            "签到时间",
            "签到",
            "到达时间",
            "到达",
            "入场时间",
            "入场",
            "timein",
            "in",
            "checkin",
            "checkedin",
            "arrived",
            "came",
        ]
    ),
    _LEFT: frozenset(
        ["签退时间", "签退", "离开时间", "离开", "离场时间", "离场", "timeout", "out", "checkout", "checkedout", "left"]
    ),
}


def read_paper(file: Path) -> list[PaperRow]:
    """The rows of a file, as they are written. Raises Refused where it holds none."""
    rows: list[PaperRow] = []
    for sheet in read_sheets(file):
        if not sheet.hidden and not explains(sheet):
            rows += _rows(sheet, f"{file.name} {sheet.name}".strip())
    return _some(rows, file.name)


def read_typed(data: bytes, where: str) -> list[PaperRow]:
    """The rows of a text, each named by its number; `where` is the name of the text."""
    return _some(list(_rows(Sheet("", read_delimited(data, where)), "")), where)


def _some(rows: list[PaperRow], where: str) -> list[PaperRow]:
    if not rows:
        message = N_("there are no rows in it: write a number, the time in and the time out in each")
        raise refuse("no_rows", where, message)
    return rows


def _rows(sheet: Sheet, where: str) -> Iterator[PaperRow]:
    first, columns = 0, {_NUMBER: 0, _CAME: 1, _LEFT: 2}
    for index, row in enumerate(sheet.rows[:HEADINGS_WITHIN]):
        headed = _columns(row)
        if _NUMBER in headed and len(headed.keys() & {_CAME, _LEFT}):
            first, columns = index + 1, headed
            break
    for place, row in enumerate(sheet.rows[first:], first + 1):
        cells = {name: clean_text(row[i]) if i < len(row) else "" for name, i in columns.items()}
        number, came, left = (cells.get(name, "") for name in (_NUMBER, _CAME, _LEFT))
        if number or came or left:
            yield PaperRow(f"{where} {place}".strip(), number, came, left, cells.get(_NAME, ""))


def _columns(row: Sequence[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for index, cell in enumerate(row):
        text = "".join(c for c in clean_text(cell).casefold() if c.isalnum())
        for name, words in _WORDS.items():
            if text in words and name not in found:
                found[name] = index
    return found
