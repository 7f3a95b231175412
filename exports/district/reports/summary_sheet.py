"""The first sheet of the district's workbook: the summary sentence, and tables with charts by team, month, category and kind."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from checkin.rules.problems import N_
from checkin.texts import _, in_a_row
from checkin.words import category_word, period_text, person_kind_word
from exports.district.asks.totals import HOW_COUNTED, Total
from exports.district.district import District
from exports.district.reports.figures import Figures
from exports.district.reports.summary import sentence
from exports.plain_text import plain_text
from exports.printed.shortening import shortened
from exports.tables.xlsx_cells import PAPER_A4, Styles, hours_writer, text_writer
from exports.tables.xlsx_chart import (
    ADDED,
    CHART_COLUMN,
    CLAIMED,
    ROW_HEIGHT,
    SCANNED,
    HoursSeries,
    add_hours_chart,
    rows_beside,
)

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

_BY_HAND = N_("Filled in by hand, not verified: shown in a separate column, not part of any sum.")
_LONGEST_NAME = 20
"""Characters of a team's name here, so that the chart keeps its room. The sheet of teams has the whole name."""
_SCALE, _PAGE_ROWS = 58, 80
"""The print scale in percent, and the rows of an upright A4 page at that scale."""


def write_summary(book: Workbook, sheet: Worksheet, styles: Styles, district: District, figures: Figures) -> None:
    """Fill `sheet` with the summary of `figures`, with its charts, and set it up for printing on A4."""
    write = text_writer(sheet, styles)
    sheet.set_column(0, 0, 20)
    sheet.set_column(1, CHART_COLUMN - 1, 12)
    title = book.add_format({"bold": True, "font_size": 16})
    sheet.write_string(0, 0, plain_text(district.identity.name) + "  " + _("Volunteer service"), title)
    write(1, 0, period_text(figures.period))
    if figures.period.is_open:
        # Longer than the page is wide: broken into lines.
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        sheet.merge_range(2, 0, 2, CHART_COLUMN + 5, "", wrapped)
        sheet.set_row_pixels(2, 2 * ROW_HEIGHT)
        sheet.write_string(2, 0, sentence(district, district.now()), wrapped)
    write(3, 0, in_a_row(map(_, HOW_COUNTED)))
    write(4, 0, _(_BY_HAND))
    row, pages, page_began = 6, list[int](), 0
    for heading, groups in (
        (_("Teams"), [_named(total, figures) for total in figures.teams]),
        (_("Month"), [(total.group or "—", total) for total in figures.months]),
        (_("Category"), [(category_word(total.group or ""), total) for total in figures.categories]),
        (_("Kind"), [(person_kind_word(total.group or "") or "—", total) for total in figures.kinds]),
    ):
        if row + rows_beside(len(groups) - 1) - page_began > _PAGE_ROWS and row > 6:
            pages.append(row)
            page_began = row
        _block(book, sheet, styles, row, heading, groups)
        row += rows_beside(len(groups) - 1) + 2
    if row + len(figures.stars) - page_began > _PAGE_ROWS:
        pages.append(row)
    _stars(sheet, styles, row, figures)
    sheet.set_paper(PAPER_A4)
    sheet.set_portrait()
    sheet.set_margins(0.5, 0.5, 0.5, 0.6)
    sheet.set_print_scale(_SCALE)
    sheet.set_h_pagebreaks(pages)
    sheet.set_footer("&C&P / &N")


def _block(
    book: Workbook, sheet: Worksheet, styles: Styles, row: int, heading: str, groups: Sequence[tuple[str, Total]]
) -> None:
    """Write a table of groups, with the chart on its right. The last group is the total over all."""
    write = text_writer(sheet, styles)
    sheet.write_string(row, 0, heading, styles.head)
    *groups, (_all, over_all) = groups
    parts: list[tuple[str, str, Callable[[Total], int]]] = [
        (_("scanned hours"), SCANNED, lambda total: total.scanned_minutes),
        (_("added hours"), ADDED, lambda total: total.added_minutes),
        (_("claimed hours"), CLAIMED, lambda total: total.claimed_minutes),
    ][: 3 if over_all.claimed_minutes else 2]
    for column, text in enumerate((*(word for word, _colour, _of in parts), _("person-times")), 1):
        sheet.write_string(row, column, text, styles.head_number)
    first, last = row + 1, len(parts) + 1
    write_hours = hours_writer(sheet, styles.hours)
    sums = [0] * len(parts)
    for name, total in groups:
        row += 1
        write(row, 0, plain_text(shortened(name, _LONGEST_NAME)) or "—")
        for column, value in enumerate(of(total) for _word, _colour, of in parts):
            write_hours(row, column + 1, value)
            sums[column] += value
        sheet.write_number(row, last, total.person_times)
    sheet.write_string(row + 1, 0, _("all"), styles.total_text)
    for column, value in enumerate(sums, 1):
        hours_writer(sheet, styles.total_hours)(row + 1, column, value)
    sheet.write_number(row + 1, last, over_all.person_times, styles.total_whole)
    if groups:
        series = [HoursSeries(word, column, colour) for column, (word, colour, _of) in enumerate(parts, 1)]
        most = max(sum(of(total) for _word, _colour, of in parts) for _name, total in groups)
        add_hours_chart(book, sheet, heading + ": " + _("hours"), first, row, series, last + 1, most)


def _stars(sheet: Worksheet, styles: Styles, row: int, figures: Figures) -> None:
    sheet.write_string(row, 0, _("stars"), styles.head)
    for column, text in enumerate((_("from hours"), _("persons")), 1):
        sheet.write_string(row, column, text, styles.head_number)
    for star in figures.stars:
        row += 1
        sheet.write_string(row, 0, "★" * star.stars or "—")
        sheet.write_number(row, 1, star.hours)
        sheet.write_number(row, 2, star.persons)


def _named(total: Total, figures: Figures) -> tuple[str, Total]:
    return figures.names.get(total.group or "", "") or total.group or "—", total
