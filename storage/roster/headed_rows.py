"""A table that a clerk made: the row of headings is found by its words, and each row below it is read by them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from checkin.rules.problems import N_, refuse
from storage.people.spelling import clean_text
from storage.roster.sheets import Sheet
from storage.roster.tables import read_sheets

_LOOK_AT = 10


@dataclass(frozen=True, slots=True)
class HeadedRow:
    """One row: `where` is its place for people, `cells` are the texts by field,
    `headings` are the headings of the file.
    """

    where: str
    cells: Mapping[str, str]
    headings: Mapping[str, str]


def headed_rows(file: Path, words: Mapping[str, tuple[str, ...]], needed: tuple[str, ...]) -> Iterator[HeadedRow]:
    """The filled rows of every sheet that has the needed headings; `words` gives the headings of each field, lower case.

    Raises Refused where the file is no table, or no sheet has them.
    """
    found = False
    for sheet in read_sheets(file):
        for top, row in enumerate(sheet.rows[:_LOOK_AT]):
            columns = _columns(row, words)
            if set(needed) <= set(columns):
                found = True
                yield from _rows(sheet, top, columns)
                break
    if not found:
        message = N_("no row of headings was found; one must hold {headings}")
        wanted = ", ".join(" / ".join(words[field][:2]) for field in needed)
        raise refuse("no_headings", file.name, message, headings=wanted)


def _columns(row: list[str], words: Mapping[str, tuple[str, ...]]) -> dict[str, int]:
    columns: dict[str, int] = {}
    for index, cell in enumerate(row):
        text = "".join(clean_text(cell).casefold().split())
        for field, names in words.items():
            if text in names and field not in columns:
                columns[field] = index
    return columns


def _rows(sheet: Sheet, top: int, columns: Mapping[str, int]) -> Iterator[HeadedRow]:
    headings = {field: sheet.rows[top][index] for field, index in columns.items()}
    for index, row in enumerate(sheet.rows[top + 1 :], top + 2):
        cells = {field: clean_text(row[i]) if i < len(row) else "" for field, i in columns.items()}
        if any(cells.values()):
            yield HeadedRow(f"{sheet.name} {index}".strip(), cells, headings)
