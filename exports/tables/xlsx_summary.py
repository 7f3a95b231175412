"""The first sheet of the workbook: the figures of all, and hours by class and by month with their charts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from checkin.durations import h_mm
from checkin.rules.service import Part
from checkin.texts import _
from checkin.words import part_word
from exports.tables.totals import Total, Totals
from exports.tables.xlsx_cells import PAPER_A4, Styles, hours_writer, text_writer
from exports.tables.xlsx_chart import CHART_COLUMN, PART_COLOURS, SCANNED, HoursSeries, add_hours_chart, rows_beside

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet


def fill_summary(book: Workbook, sheet: Worksheet, styles: Styles, totals: Totals, note: str) -> None:
    """Fill `sheet` with the figures and charts of `totals`, with `note` below the figures, for printing on A4."""
    everyone = totals.everyone
    sheet.set_column(0, 0, 24)
    sheet.write_string(0, 0, _("Volunteer hours"), book.add_format({"bold": True, "font_size": 16}))
    for row, (word, figure) in enumerate(
        ((_("persons"), everyone.persons), (_("sessions"), everyone.sessions), (_("to review"), everyone.to_review)), 1
    ):
        sheet.write_string(row, 0, word)
        sheet.write_number(row, 1, figure)
    sheet.write_string(4, 0, _("hours"))
    hours_writer(sheet, styles.hours)(4, 1, everyone.minutes)
    sheet.write_string(4, 2, _sources(everyone), styles.text_after)
    if note:
        text_writer(sheet, styles)(5, 0, note)
    parts = [part for part in Part if everyone.of(part)]
    parts = parts if len(parts) > 1 else []
    sheet.set_column(1, CHART_COLUMN - 1 + len(parts), 11)
    row = _block(book, sheet, styles, 7, _("Hours by class"), totals.per_class(), parts)
    _block(book, sheet, styles, row, _("Hours by month"), totals.per_month(), parts)
    sheet.set_paper(PAPER_A4)
    sheet.set_portrait()
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&C&P / &N")


def _sources(total: Total) -> str:
    """What the hours come from, in a line: those that no desk scanned are never only in a sum."""
    return " · ".join(f"{part_word(part)} {h_mm(minutes)}" for part in Part if (minutes := total.of(part)))


def _block(
    book: Workbook,
    sheet: Worksheet,
    styles: Styles,
    row: int,
    title: str,
    groups: Sequence[tuple[str, Total]],
    parts: Sequence[Part],
) -> int:
    """Write a table of groups, of several sources each in a column of its own, with its chart on the right; the row where the
    next one can begin."""
    if not groups:
        return row
    write, write_hours = text_writer(sheet, styles), hours_writer(sheet, styles.hours)
    sheet.write_string(row, 0, title, styles.head)
    for column, word in enumerate((_("persons"), _("sessions"), _("hours"), *map(part_word, parts)), 1):
        sheet.write_string(row, column, word, styles.head_number)
    for line, (name, total) in enumerate(groups, row + 1):
        write(line, 0, name or "—")
        sheet.write_number(line, 1, total.persons)
        sheet.write_number(line, 2, total.sessions)
        write_hours(line, 3, total.minutes)
        for column, part in enumerate(parts, CHART_COLUMN):
            write_hours(line, column, total.of(part))
    series = [HoursSeries(_("hours"), 3, SCANNED)]
    if parts:
        series = [
            HoursSeries(part_word(part), column, PART_COLOURS[place])
            for place, (column, part) in enumerate(enumerate(parts, CHART_COLUMN))
        ]
    most = max(total.minutes for _name, total in groups)
    add_hours_chart(book, sheet, title, row + 1, row + len(groups), series, CHART_COLUMN + len(parts), most)
    return row + rows_beside(len(groups)) + 2
