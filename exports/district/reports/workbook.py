"""The district's workbook: summary with charts, teams, volunteers, activities, conflicts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from checkin.rules.problems import N_
from checkin.texts import _
from exports.district.conflicts import Conflict
from exports.district.district import District
from exports.district.reports.figures import Figures, activity_lines, count, volunteer_lines
from exports.district.reports.period import Period
from exports.district.reports.plain_text import plain_text
from exports.district.summary import sentence
from exports.district.totals import Total
from exports.shortening import shortened
from exports.tables.columns import CellKind
from exports.tables.rows import hours_of
from exports.tables.xlsx_cells import Styles, text_writer, write_head
from exports.tables.xlsx_totals import kind_word
from storage.atomic_file import atomic_path
from storage.moment import now

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

Heading = tuple[str, CellKind, int]
Cell = str | int | None
_PERSON_TIMES = N_("Person-times: one per person and day, however many sessions that day has.")
_LONGEST_NAME = 24
"""Of a team beside a chart, which would have no room else; the sheet of teams has the whole."""
_MOST_EVENTS = 20
_BY_HAND = N_("Filled in by hand, not verified: in a column of its own, in no sum.")


def write_workbook(district: District, out: Path, period: Period) -> None:
    """Write the workbook, whole or not at all. Raises Refused where it can't be written."""
    import xlsxwriter

    figures = count(district, period)
    with atomic_path(out) as temporary, xlsxwriter.Workbook(str(temporary)) as book:
        styles = Styles.of(book)
        summary = book.add_worksheet(_("Summary"))
        _to_print(summary)
        _teams(book.add_worksheet(_("Teams")), styles, figures)
        _volunteers(book.add_worksheet(_("Volunteers")), styles, district, period)
        _activities(book.add_worksheet(_("Activities")), styles, district, period)
        _conflicts(book.add_worksheet(_("Conflicts")), styles, figures)
        _summary(book, summary, styles, district, figures)


def _summary(book: Workbook, sheet: Worksheet, styles: Styles, district: District, figures: Figures) -> None:
    write = text_writer(sheet, styles)
    sheet.set_column(0, 0, 26)
    sheet.set_column(1, 5, 14)
    title = book.add_format({"bold": True, "font_size": 16})
    sheet.write_string(0, 0, plain_text(district.identity.name) + "  " + _("Volunteer service"), title)
    write(1, 0, figures.period.text)
    if figures.period.is_open:
        write(2, 0, sentence(district, now()))
    write(3, 0, _(_PERSON_TIMES))
    write(4, 0, _(_BY_HAND))
    row = 6
    for heading, groups in (
        (_("Teams"), [_named(total, figures) for total in figures.teams]),
        (_("Month"), [(total.group or "—", total) for total in figures.months]),
        (_("Category"), [(total.group or "—", total) for total in figures.categories]),
        (_("Kind"), [(kind_word(total.group or "") or "—", total) for total in figures.kinds]),
    ):
        row = _block(book, sheet, styles, row, heading, groups)
    for column, text in enumerate((_("stars"), _("from hours"), _("persons"))):
        sheet.write_string(row, column, text, styles.head)
    for star in figures.stars:
        row += 1
        sheet.write_string(row, 0, "★" * star.stars or "—")
        sheet.write_number(row, 1, star.hours)
        sheet.write_number(row, 2, star.persons)


def _block(
    book: Workbook, sheet: Worksheet, styles: Styles, row: int, heading: str, groups: Sequence[tuple[str, Total]]
) -> int:
    """A table of groups, the last of them over all, with its chart beside it; the first row below both."""
    write = text_writer(sheet, styles)
    for column, text in enumerate((heading, _("scanned hours"), _("added hours"), _("person-times"))):
        sheet.write_string(row, column, text, styles.head)
    first = row + 1
    *groups, (_all, over_all) = groups
    sums = [0.0, 0.0]
    for name, total in groups:
        row += 1
        write(row, 0, plain_text(shortened(name, _LONGEST_NAME)) or "—")
        hours = hours_of(total.scanned_minutes), hours_of(total.added_minutes)
        for column, value in enumerate(hours):
            sheet.write_number(row, column + 1, value, styles.hours)
            sums[column] += value
        sheet.write_number(row, 3, total.person_times)
    sheet.write_string(row + 1, 0, _("all"), styles.total_text)
    for column, value in enumerate(sums, 1):
        sheet.write_number(row + 1, column, round(value, 2), styles.total_hours)
    sheet.write_number(row + 1, 3, over_all.person_times, styles.total_whole)
    if groups:
        chart = book.add_chart({"type": "bar" if len(groups) > 8 else "column", "subtype": "stacked"})
        for column, title in ((1, _("scanned hours")), (2, _("added hours"))):
            chart.add_series(
                {
                    "name": title,
                    "categories": [sheet.get_name(), first, 0, row, 0],
                    "values": [sheet.get_name(), first, column, row, column],
                }
            )
        chart.set_title({"name": heading + ": " + _("hours")})
        chart.set_legend({"position": "bottom"})
        (chart.set_x_axis if len(groups) > 8 else chart.set_y_axis)({"min": 0})
        chart.set_size({"width": 620, "height": max(260, 22 * len(groups) + 120)})
        if len(groups) > 8:
            chart.set_y_axis({"reverse": True})
        sheet.insert_chart(first - 1, 6, chart)
        row = max(row + 1, first - 1 + (max(260, 22 * len(groups) + 120)) // 20)
    return row + 2


def _teams(sheet: Worksheet, styles: Styles, figures: Figures) -> None:
    headings: list[Heading] = [
        (_("team"), CellKind.TEXT, 12),
        (_("name"), CellKind.TEXT, 28),
        (_("registered"), CellKind.WHOLE, 11),
        (_("enrolled"), CellKind.WHOLE, 11),
        (_("persons"), CellKind.WHOLE, 11),
        (_("person-times"), CellKind.WHOLE, 11),
        (_("sessions"), CellKind.WHOLE, 11),
        (_("scanned hours"), CellKind.HOURS, 14),
        (_("added hours"), CellKind.HOURS, 14),
        (_("confirmed hours"), CellKind.HOURS, 14),
        (_("by hand, not verified"), CellKind.HOURS, 18),
    ]
    totals = {total.group: total for total in figures.teams[:-1]}
    lines: list[list[Cell]] = []
    for code, name in figures.names.items():
        total = totals.get(code) or Total(code, 0, 0, 0, 0, 0, 0)
        cover = figures.coverage.get(code)
        lines.append(
            [code, name, cover.registered if cover else 0, cover.enrolled if cover else None, total.persons,
             total.person_times, total.sessions, total.scanned_minutes, total.added_minutes, total.confirmed_minutes,
             figures.returned.get(code, 0)]
        )  # fmt: skip
    _table(sheet, styles, headings, lines, _("all"))


def _volunteers(sheet: Worksheet, styles: Styles, district: District, period: Period) -> None:
    headings: list[Heading] = [
        (_("team"), CellKind.TEXT, 12),
        (_("number"), CellKind.TEXT, 14),
        (_("name"), CellKind.TEXT, 16),
        (_("class"), CellKind.TEXT, 14),
        (_("kind"), CellKind.TEXT, 10),
        (_("sessions"), CellKind.WHOLE, 11),
        (_("scanned hours"), CellKind.HOURS, 14),
        (_("added hours"), CellKind.HOURS, 14),
        (_("confirmed hours"), CellKind.HOURS, 14),
    ]
    lines: Iterable[list[Cell]] = (
        [v.team, v.number, v.name, v.class_name, kind_word(v.kind), v.sessions, v.scanned_minutes, v.added_minutes, v.confirmed_minutes]
        for v in volunteer_lines(district, period)
    )  # fmt: skip
    _table(sheet, styles, headings, lines, _("all"))


def _activities(sheet: Worksheet, styles: Styles, district: District, period: Period) -> None:
    headings: list[Heading] = [
        (_("team"), CellKind.TEXT, 12),
        (_("activity"), CellKind.TEXT, 14),
        (_("name"), CellKind.TEXT, 28),
        (_("date"), CellKind.TEXT, 12),
        (_("category"), CellKind.TEXT, 14),
        (_("project"), CellKind.TEXT, 14),
        (_("persons"), CellKind.WHOLE, 11),
        (_("sessions"), CellKind.WHOLE, 11),
        (_("scanned hours"), CellKind.HOURS, 14),
        (_("added hours"), CellKind.HOURS, 14),
        (_("confirmed hours"), CellKind.HOURS, 14),
    ]
    lines: Iterable[list[Cell]] = (
        [a.team, a.code, a.name, a.day, a.category, a.project, a.persons, a.sessions, a.scanned_minutes,
         a.added_minutes, a.confirmed_minutes]
        for a in activity_lines(district, period)
    )  # fmt: skip
    # Persons come to several activities: their sum would count them again.
    _table(sheet, styles, headings, lines, _("all"), not_summed={6})


def _conflicts(sheet: Worksheet, styles: Styles, figures: Figures) -> None:
    headings: list[Heading] = [
        (_("state"), CellKind.TEXT, 10),
        (_("team"), CellKind.TEXT, 12),
        (_("volunteer"), CellKind.TEXT, 16),
        (_("conflict"), CellKind.TEXT, 100),
        (_("events"), CellKind.TEXT, 80),
    ]
    lines = [
        [_("ruled") if c.ruled else _("to be ruled"), c.team or "", c.volunteer or "", c.text, _events(c)]
        for c in figures.conflicts
    ]
    _table(sheet, styles, headings, lines, "")


def _events(conflict: Conflict) -> str:
    """The events that it is about, the first of them where there are very many: a cell holds 32,767 characters."""
    ids, more = conflict.events[:_MOST_EVENTS], len(conflict.events) - _MOST_EVENTS
    return " ".join(ids) + (f" … +{more}" if more > 0 else "")


def _table(
    sheet: Worksheet,
    styles: Styles,
    headings: Sequence[Heading],
    lines: Iterable[Sequence[Cell]],
    foot: str,
    not_summed: frozenset[int] | set[int] = frozenset(),
) -> None:
    """Rows below headings; minutes are written as hours, and the foot sums what is printed above it."""
    _to_print(sheet)
    write_head(sheet, styles, headings)
    write: Callable[[int, int, str], None] = text_writer(sheet, styles)
    sums = [0.0] * len(headings)
    row = 0
    for row, line in enumerate(lines, 1):
        for column, ((_heading, kind, _width), value) in enumerate(zip(headings, line, strict=True)):
            if isinstance(value, str):
                if value:
                    write(row, column, plain_text(value))
            elif value is not None:
                number = hours_of(value) if kind is CellKind.HOURS else value
                sheet.write_number(row, column, number, styles.of_kind(kind))
                sums[column] += number
    sheet.repeat_rows(0)
    sheet.autofilter(0, 0, max(row, 1), len(headings) - 1)
    if not foot:
        return
    sheet.write_string(row + 1, 0, foot, styles.total_text)
    for column, (_heading, kind, _width) in enumerate(headings):
        if kind is CellKind.WHOLE and column not in not_summed:
            sheet.write_number(row + 1, column, round(sums[column]), styles.total_whole)
        elif kind is CellKind.HOURS:
            sheet.write_number(row + 1, column, round(sums[column], 2), styles.total_hours)


def _to_print(sheet: Worksheet) -> None:
    """A4 across, as wide as the page."""
    sheet.set_paper(9)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&C&P / &N")


def _named(total: Total, figures: Figures) -> tuple[str, Total]:
    return figures.names.get(total.group or "", "") or total.group or "—", total
