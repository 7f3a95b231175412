"""Write the service diary as a workbook or CSV file for people."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from checkin.rules.identity import within
from checkin.rules.problems import N_, refuse
from checkin.texts import _
from exports.tables.columns import CellKind
from exports.tables.plain_csv import csv_in, text_cell
from exports.tables.plain_sheet import add_sheet
from exports.tables.workbook_file import workbook_in
from exports.tables.xlsx_cells import Styles
from storage.disk.atomic_file import atomic_path
from storage.people.earlier_classes import named_on
from storage.people.names import names_by_any_number
from storage.recognition.diary import DiaryEntry
from storage.store import Store


def write_diary(store: Store, entries: Sequence[DiaryEntry], path: Path) -> None:
    """Write the entries with names and activities, whole or not at all. Raises Refused for other endings than .xlsx and .csv."""
    widths = {_("date"): 12, _("number"): 14, _("name"): 14, _("class"): 14, _("activity"): 20, _("text"): 60, _("written by"): 14}  # fmt: skip
    rows = _rows(store, entries)
    match path.suffix.lower():
        case ".xlsx":
            headings = [
                (heading, CellKind.TEXT if place else CellKind.DAY, width)
                for place, (heading, width) in enumerate(widths.items())
            ]
            with atomic_path(path) as temporary, workbook_in(temporary) as book:
                add_sheet(book, Styles.of(book), _("Service diary"), headings, rows)
        case ".csv":
            with atomic_path(path) as temporary, csv_in(temporary) as writer:
                writer.writerows([list(widths), *([text_cell(cell) for cell in row] for row in rows)])
        case suffix:
            message = N_("the ending “{suffix}” is not possible here: end the file name in .xlsx or .csv")
            raise refuse("unknown_format", str(path), message, suffix=suffix)


def _rows(store: Store, entries: Sequence[DiaryEntry]) -> list[list[str]]:
    named, facts, own = named_on(store, names_by_any_number(store)), store.ledger.facts(), store.identity.team
    found = []
    for entry in entries:
        name, class_name, _kind = named(entry.volunteer, entry.day) or ("", "", "")
        activity = "" if entry.activity is None else facts.activity(entry.activity).name or within(entry.activity, own)
        found.append(
            [
                entry.day.isoformat(), within(entry.volunteer, own), name, class_name, activity, entry.text,
                entry.written_by or "",
            ]
        )  # fmt: skip
    return found
