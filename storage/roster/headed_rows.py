"""A table that a clerk made: the row of headings is found by its words, and each row below it is read by them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from checkin.rules.problems import N_, Problem, each_once, refuse
from checkin.texts import enumerated, language
from storage.people.spelling import clean_text
from storage.roster.found_headings import find_headings, ranking_of
from storage.roster.identifiers import error_in
from storage.roster.sheets import HEADINGS_WITHIN, Sheet
from storage.roster.tables import read_sheets
from storage.roster.unread import unread_notes

Row = TypeVar("Row")


NOBODY_BELOW = N_("there is nobody below the headings")


@dataclass(frozen=True, slots=True)
class HeadedRow:
    """One row: `where` is its place for people, `cells` are the texts by field,
    `headings` are the headings of the file.
    """

    where: str
    cells: Mapping[str, str]
    headings: Mapping[str, str]


def spoilt_cells(row: HeadedRow, where: str) -> list[Problem]:
    """What a spreadsheet spoilt in the cells that are read: an error, or a formula without a value; each once."""
    found = (error_in(text, where) for text in row.cells.values())
    return each_once(problem for problem in found if problem is not None)


def headed_rows(
    file: Path,
    words: Mapping[str, Sequence[str]],
    needed: Sequence[str],
    notes: list[Problem],
    *,
    measured: Collection[str] = (),
    private: Collection[str] = (),
) -> Iterator[HeadedRow]:
    """The filled rows of every sheet that has the needed headings; `words` gives the headings of each field.

    They are compared as those of a roster are, but a `measured` field's with the unit in its brackets;
    of private data (`headings.SENSITIVE`) only the fields `private` are read. A note on the
    columns of such a sheet that are not read goes into `notes`. Raises Refused where the file is no table, or no sheet
    has the needed headings.
    """
    found, ranking = False, ranking_of(words, measured)
    for sheet in read_sheets(file):
        tops = [(top, find_headings(row, ranking, private)) for top, row in enumerate(sheet.rows[:HEADINGS_WITHIN])]
        fitting = [(top, headings) for top, headings in tops if headings.of.keys() >= set(needed)]
        if fitting:
            found = True
            top, headings = max(fitting, key=lambda each: len(each[1].of))
            notes += unread_notes(f"{file.name} {sheet.name}".strip(), headings)
            yield from _rows(sheet, top, headings.of)
    if not found:
        message = N_("no row of headings was found; one must hold {headings}")
        wanted = enumerated(" / ".join(_in_this_language(words[field])[:2]) for field in needed)
        raise refuse("no_headings", file.name, message, headings=wanted)


def at_most(most: int, rows: Iterable[Row], file: Path) -> Iterator[Row]:
    """The rows of a list. Raises Refused behind so many."""
    for count, row in enumerate(rows):
        if count == most:
            raise refuse("long_list", file.name, N_("more than {most} rows: divide the list"), most=most)
        yield row


def _in_this_language(words: Sequence[str]) -> list[str]:
    """The headings in the language in use, else all of them."""
    return [word for word in words if word.isascii() == (language() == "en")] or list(words)


def _rows(sheet: Sheet, top: int, columns: Mapping[str, int]) -> Iterator[HeadedRow]:
    headings = {field: sheet.rows[top][index] for field, index in columns.items()}
    for index, row in enumerate(sheet.rows[top + 1 :], top + 2):
        cells = {field: clean_text(row[i]) if i < len(row) else "" for field, i in columns.items()}
        if any(cells.values()):
            yield HeadedRow(f"{sheet.name} {index}".strip(), cells, headings)
