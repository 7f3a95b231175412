"""Writes a list that somebody sees to a file; the ending of its name decides the format."""

from __future__ import annotations

from pathlib import Path

from checkin.rules.problems import N_, refuse
from exports.plain_text import about_wide
from exports.printed.lists.tables import PaperTable, write_tables
from exports.shown.shown_list import ShownList, value_of
from exports.tables.columns import CellKind
from exports.tables.plain_csv import csv_in, text_cell
from exports.tables.plain_sheet import add_sheet
from exports.tables.sheet_names import sheet_name
from exports.tables.workbook_file import workbook_in
from exports.tables.xlsx_cells import Styles
from storage.disk.atomic_file import atomic_path

ENDINGS = (".xlsx", ".csv", ".pdf")
_NARROWEST, _WIDEST = 8, 60


def write_list(path: Path, shown: ShownList) -> None:
    """Write the list whole or not at all. Raises Refused for a list without rows, another ending, where there is no font for a
    PDF, and where the file can't be written."""
    if not shown.rows:
        raise refuse("nothing_to_write", shown.title, N_("This list has no rows: there is nothing to write."))
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
    kinds = [shown.kind(column) for column in range(len(shown.headings))]
    headings = list(zip(shown.headings, kinds, _widths(shown), strict=True))
    rows = [[value_of(text, kind) for text, kind in zip(texts, kinds, strict=True)] for texts in shown.rows]
    with workbook_in(path) as book:
        add_sheet(book, Styles.of(book), sheet_name(shown.title), headings, rows)


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


def _widths(shown: ShownList) -> list[int]:
    """The width of each column in characters; a Chinese one takes two."""
    return [
        min(_WIDEST, max(_NARROWEST, *(about_wide(row[column]) + 2 for row in [shown.headings, *shown.rows])))
        for column in range(len(shown.headings))
    ]
