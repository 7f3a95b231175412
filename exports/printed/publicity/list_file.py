"""Write the publicity list: as PDF for the wall, or as XLSX for further work."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from checkin.durations import h_mm
from checkin.rules.problems import N_, refuse
from checkin.texts import _
from exports.printed.document import Paper, write_document
from exports.printed.printed import Printed, PrintedText, person_texts
from exports.printed.publicity.rows import PublicityRow
from exports.printed.table import PaperColumn
from exports.tables.columns import CellKind
from exports.tables.plain_sheet import add_sheet
from exports.tables.workbook_file import workbook_in
from exports.tables.xlsx_cells import Styles
from storage.disk.atomic_file import atomic_path


def write_publicity(path: Path, team: str, rows: Sequence[PublicityRow], contact: str = "") -> Printed:
    """Write the list of a team into a .pdf or .xlsx file, whole or not at all; `contact` is where people object.

    Raises Refused for another ending, if nobody is on the list, or if `path` can't be written.
    """
    if not rows:
        message = N_("nobody is on the publicity list: confirm hours first, under a policy with publicity_working_days")
        raise refuse("nobody_listed", str(path), message)
    match path.suffix.lower():
        case ".pdf":
            return _write_pdf(path, team, rows, contact)
        case ".xlsx":
            _write_xlsx(path, rows)
            return Printed((path,))
        case suffix:
            message = N_("The ending “{suffix}” is not a format for a list. End the file name in .pdf or .xlsx.")
            raise refuse("unknown_format", str(path), message, suffix=suffix)


def _write_pdf(path: Path, team: str, rows: Sequence[PublicityRow], contact: str) -> Printed:
    numbered = any(row.number for row in rows)
    columns = [
        PaperColumn(_("No."), 7, right=True),
        PaperColumn(_("class"), 16),
        PaperColumn(_("name"), 16),
        *([PaperColumn(_("number"), 14)] if numbered else []),
        PaperColumn(_("badge ends in"), 11),
        PaperColumn(_("activity"), 30),
        PaperColumn(_("date"), 14),
        PaperColumn(_("minutes"), 10, right=True),
        PaperColumn(_("hours"), 10, right=True),
    ]
    lines = [_cells(place, row, numbered=numbered) for place, row in enumerate(rows, 1)]
    since, until = min(row.since for row in rows), max(row.until for row in rows)
    heading = _("{team}: service hours on the publicity list").format(team=team)

    def draw(paper: Paper) -> None:
        paper.new_page()
        paper.line(heading, 16)
        paper.line(_("Shown from {since} to {until}.").format(since=since, until=until), 11, gap=2)
        paper.line(_("If you find a mistake, tell the team by then. The team will check it and answer."), 10)
        if contact:
            paper.line(contact, 10)
        paper.table(columns, lines)
        total = sum(row.minutes for row in rows)
        paper.line(
            _("{count} lines, {minutes} minutes, in hours {hours}").format(
                count=len(rows), minutes=total, hours=h_mm(total)
            ),
            10,
            gap=2,
        )

    shown = [PrintedText(contact)]
    for row in rows:
        shown += [*person_texts(row.number or row.badge, row.name, row.class_name), PrintedText(row.activity)]
    return write_document(path, heading, draw, shown, foot=heading)


def _cells(place: int, row: PublicityRow, *, numbered: bool) -> list[str]:
    return [
        str(place),
        row.class_name,
        row.name,
        *([row.number] if numbered else []),
        row.badge,
        row.activity,
        "" if row.day is None else row.day.isoformat(),
        str(row.minutes),
        h_mm(row.minutes),
    ]


def _write_xlsx(path: Path, rows: Sequence[PublicityRow]) -> None:
    headings = [
        (_("class"), CellKind.TEXT, 14),
        (_("name"), CellKind.TEXT, 14),
        (_("number"), CellKind.TEXT, 20),
        (_("badge ends in"), CellKind.TEXT, 14),
        (_("activity"), CellKind.TEXT, 28),
        (_("date"), CellKind.DAY, 12),
        (_("minutes"), CellKind.WHOLE, 9),
        (_("hours"), CellKind.HOURS, 9),
        (_("shown since"), CellKind.DAY, 12),
        (_("shown until"), CellKind.DAY, 12),
    ]
    lines = [
        [
            row.class_name, row.name, row.number, row.badge, row.activity, None if row.day is None else row.day.isoformat(),
            row.minutes, row.minutes, row.since.isoformat(), row.until.isoformat(),
        ]
        for row in rows
    ]  # fmt: skip
    total = sum(row.minutes for row in rows)
    foot = [_("total"), None, None, None, None, None, total, total, None, None]
    with atomic_path(path) as temporary, workbook_in(temporary) as book:
        add_sheet(book, Styles.of(book), _("Publicity list"), headings, lines, lambda: foot)
