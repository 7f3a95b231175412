"""The first sheet of the workbook: the figures of all, and hours by class and by month with their charts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from checkin.texts import _
from exports.tables.totals import Total, Totals
from exports.tables.xlsx_cells import Styles, hours_writer, text_writer

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

_GREEN = "#4C8C5C"
_CHART_COLUMN, _CHART_WIDTH, _CHART_HEIGHT, _BAR_HEIGHT, _ROW_HEIGHT = 4, 420, 260, 22, 20
"""The column of the charts; and pixels: width and height of a small chart, height of a bar in a large one, height of a row."""
_MANY = 8
"""More groups than this are drawn as bars below each other."""


def fill_summary(book: Workbook, sheet: Worksheet, styles: Styles, totals: Totals, note: str) -> None:
    """Fill `sheet` with the figures and charts of `totals`, with `note` below the figures, for printing on A4."""
    everyone = totals.everyone
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, _CHART_COLUMN - 1, 11)
    sheet.write_string(0, 0, _("Volunteer hours"), book.add_format({"bold": True, "font_size": 16}))
    for row, (word, figure) in enumerate(
        ((_("persons"), everyone.persons), (_("sessions"), everyone.sessions), (_("to review"), everyone.to_review)), 1
    ):
        sheet.write_string(row, 0, word)
        sheet.write_number(row, 1, figure)
    sheet.write_string(4, 0, _("hours"))
    hours_writer(sheet, styles.hours)(4, 1, everyone.minutes)
    if note:
        text_writer(sheet, styles)(5, 0, note)
    row = _block(book, sheet, styles, 7, _("Hours by class"), totals.per_class())
    _block(book, sheet, styles, row, _("Hours by month"), totals.per_month())
    sheet.set_paper(9)
    sheet.set_portrait()
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&C&P / &N")


def _block(
    book: Workbook, sheet: Worksheet, styles: Styles, row: int, title: str, groups: Sequence[tuple[str, Total]]
) -> int:
    """Write a table of groups with its chart on the right; the row where the next one can begin."""
    if not groups:
        return row
    write, write_hours = text_writer(sheet, styles), hours_writer(sheet, styles.hours)
    sheet.write_string(row, 0, title, styles.head)
    for column, word in enumerate((_("persons"), _("sessions"), _("hours")), 1):
        sheet.write_string(row, column, word, styles.head_number)
    for line, (name, total) in enumerate(groups, row + 1):
        write(line, 0, name or "—")
        sheet.write_number(line, 1, total.persons)
        sheet.write_number(line, 2, total.sessions)
        write_hours(line, 3, total.minutes)
    height = max(_CHART_HEIGHT, _BAR_HEIGHT * len(groups) + 100)
    _chart(book, sheet, title, row, len(groups), height)
    return row + max(len(groups) + 1, -(-height // _ROW_HEIGHT)) + 2


def _chart(book: Workbook, sheet: Worksheet, title: str, row: int, groups: int, height: int) -> None:
    many = groups > _MANY
    chart = book.add_chart({"type": "bar" if many else "column"})
    first, last = row + 1, row + groups
    chart.add_series(
        {
            "name": _("hours"),
            "categories": [sheet.get_name(), first, 0, last, 0],
            "values": [sheet.get_name(), first, 3, last, 3],
            "fill": {"color": _GREEN},
            "gap": 60,
        }
    )
    chart.set_title({"name": title, "name_font": {"size": 12}})
    chart.set_legend({"none": True})
    (chart.set_x_axis if many else chart.set_y_axis)({"min": 0})
    if many:
        chart.set_y_axis({"reverse": True})
    chart.set_size({"width": _CHART_WIDTH, "height": height})
    sheet.insert_chart(row, _CHART_COLUMN, chart, {"x_offset": 16})
