"""Writes a list that somebody sees to a file; the ending of its name decides the format."""

from __future__ import annotations

from pathlib import Path

from checkin.rules.problems import N_, refuse
from exports.plain_text import about_wide
from exports.printed.lists.tables import PaperTable, write_tables
from exports.shown.shown_list import ShownList, value_of
from exports.tables.columns import CellKind, Heading
from exports.tables.plain_csv import csv_in, text_cell
from exports.tables.plain_sheet import fill_sheet
from exports.tables.sheet_names import sheet_name
from exports.tables.workbook_file import workbook_in
from exports.tables.xlsx_cells import ROW_HEIGHT, Styles, heading_width, lines_in
from storage.disk.atomic_file import atomic_path

ENDINGS = (".xlsx", ".csv", ".pdf")
_NARROWEST, _WIDEST = 8, 60
_OF_A_PAGE = 160
"""So many characters beside each other print in nine points on A4 that lies across."""
_FOR_A_PEN, _NARROW = 18, 11
_NARROWING = range(_WIDEST, _NARROW - 1, -1)


NO_ROWS = N_("This list has no rows: there is nothing to write.")


def write_list(path: Path, shown: ShownList) -> None:
    """Write the list whole or not at all. Raises Refused for a list without rows, another ending, where there is no font for a
    PDF, and where the file can't be written."""
    if not shown.rows:
        raise refuse("nothing_to_write", shown.title, NO_ROWS)
    match path.suffix.lower():
        case ".xlsx":
            with atomic_path(path) as temporary:
                _write_workbook(temporary, shown)
        case ".csv":
            with atomic_path(path) as temporary:
                _write_csv(temporary, shown)
        case ".pdf":
            _write_pdf(path, shown)
        case suffix:
            message = N_("The ending “{suffix}” is not a format for a list. End the file name in .xlsx, .csv or .pdf.")
            raise refuse("unknown_format", str(path), message, suffix=suffix)


def _write_workbook(path: Path, shown: ShownList) -> None:
    headings = _fitting(shown)
    kinds = [kind for _heading, kind, _width in headings]
    rows = [[value_of(text, kind) for text, kind in zip(texts, kinds, strict=True)] for texts in shown.rows]
    with workbook_in(path) as book:
        sheet = book.add_worksheet(sheet_name(shown.title))
        for place, texts in enumerate(shown.rows, 1):
            if (lines := max(map(_lines, texts, headings))) > 1:
                sheet.set_row(place, ROW_HEIGHT * lines)
        fill_sheet(sheet, Styles.of(book), headings, rows)


def _lines(text: str, column: Heading) -> int:
    """How many lines a text takes in a column."""
    _heading, kind, width = column
    return lines_in(text, width) if kind is CellKind.LINES else text.count("\n") + 1


def _write_csv(path: Path, shown: ShownList) -> None:
    """As rows of cells; figures without the marks between thousands."""
    kinds = [shown.kind(column) for column in range(len(shown.headings))]
    with csv_in(path) as writer:
        writer.writerow(shown.headings)
        for texts in shown.rows:
            writer.writerow([_csv_cell(text, kind) for text, kind in zip(texts, kinds, strict=True)])


def _csv_cell(text: str, kind: CellKind) -> str:
    if kind is CellKind.WHOLE and text:
        return str(value_of(text, kind))
    return text_cell(text) if kind is CellKind.TEXT else text


def _write_pdf(path: Path, shown: ShownList) -> None:
    table = PaperTable("", shown.headings, shown.rows, shown.numbers)
    write_tables(path, shown.title, shown.about, [table], foot=shown.title)


def _fitting(shown: ShownList) -> list[Heading]:
    """The columns of a workbook; where they would be too many for a page, its widest texts go on in further lines."""
    headings = [
        (heading, kind, width)
        for column, (heading, width) in enumerate(zip(shown.headings, _widths(shown), strict=True))
        for kind in (shown.kind(column),)
    ]
    lines = {column for row in shown.rows for column, text in enumerate(row) if "\n" in text}
    # Cells that have lines of their own are the last to become narrow: each of their lines would be broken.
    for most, of_lines in [*((n, _WIDEST) for n in _NARROWING), *((_NARROW, n) for n in _NARROWING)]:
        least = [_FOR_A_PEN if column in shown.blank else 0 for column in range(len(headings))]
        fitting = [
            _in_lines(one, max(of_lines if column in lines else most, least[column]))
            for column, one in enumerate(headings)
        ]
        if sum(width for _heading, _kind, width in fitting) <= _OF_A_PAGE:
            break
    return fitting


def _in_lines(column: Heading, most: int) -> Heading:
    heading, kind, width = column
    wide = heading_width(heading, width)
    return (heading, CellKind.LINES, most) if kind is CellKind.TEXT and wide > most else (heading, kind, wide)


def _widths(shown: ShownList) -> list[int]:
    """The width of each column in characters; a Chinese one takes two."""
    return [
        min(
            _WIDEST,
            max(
                _FOR_A_PEN if column in shown.blank else _NARROWEST,
                *(about_wide(line) + 2 for row in [shown.headings, *shown.rows] for line in row[column].split("\n")),
            ),
        )
        for column in range(len(shown.headings))
    ]
