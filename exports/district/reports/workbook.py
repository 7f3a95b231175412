"""The district's workbook: summary with charts, teams, volunteers, activities, conflicts, questions to schools."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from checkin.rules.period import Period
from checkin.texts import _
from exports.district.asks.conflicts.conflict import Conflict
from exports.district.district import District
from exports.district.reports.columns import Column, activity_columns, team_columns, volunteer_columns
from exports.district.reports.figures import Figures, activity_lines, count, team_lines, volunteer_lines
from exports.district.reports.shares_sheet import share_headings, share_lines
from exports.district.reports.summary_sheet import write_summary
from exports.tables.columns import Cell, CellKind, Heading
from exports.tables.plain_sheet import add_sheet, fill_sheet
from exports.tables.workbook_file import workbook_in
from exports.tables.xlsx_cells import Styles
from storage.disk.atomic_file import atomic_path

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

_Line = TypeVar("_Line")
_MOST_EVENTS = 20


def write_workbook(district: District, out: Path, period: Period) -> None:
    """Write the workbook of a period, whole or not at all. Raises Refused if `out` can't be written."""
    figures = count(district, period)
    with atomic_path(out) as temporary, workbook_in(temporary) as book:
        styles = Styles.of(book)
        summary = book.add_worksheet(_("Summary"))
        schools = district.team_names()
        _table(book.add_worksheet(_("Teams")), styles, team_columns(), team_lines(figures))
        volunteers = volunteer_lines(district, period)
        _table(book.add_worksheet(_("Volunteers")), styles, volunteer_columns(schools), volunteers)
        activities = activity_lines(district, period)
        _table(book.add_worksheet(_("Activities")), styles, activity_columns(schools), activities)
        _conflicts(book.add_worksheet(_("Conflicts")), styles, figures)
        add_sheet(book, styles, _("Questions"), share_headings(), share_lines(district))
        write_summary(book, summary, styles, district, figures)


def _conflicts(sheet: Worksheet, styles: Styles, figures: Figures) -> None:
    headings: list[Heading] = [
        (_("state"), CellKind.TEXT, 10),
        (_("team"), CellKind.TEXT, 8),
        (_("name of the team"), CellKind.TEXT, 16),
        (_("volunteer"), CellKind.TEXT, 12),
        (_("conflict"), CellKind.TEXT, 60),
        (_("events"), CellKind.TEXT, 40),
    ]
    lines = [
        [
            _("ruled") if c.ruled else _("to be ruled"),
            c.team or "",
            c.schools.get(c.team or "", ""),
            c.volunteer or "",
            c.text,
            _events(c),
        ]
        for c in figures.conflicts
    ]
    fill_sheet(sheet, styles, headings, lines)


def _events(conflict: Conflict) -> str:
    """The ids of a conflict's events; only the first `_MOST_EVENTS`, because a cell holds 32,767 characters."""
    ids, more = conflict.events[:_MOST_EVENTS], len(conflict.events) - _MOST_EVENTS
    return " ".join(ids) + (f" … +{more}" if more > 0 else "")


def _table(sheet: Worksheet, styles: Styles, columns: Sequence[Column[_Line]], lines: Sequence[_Line]) -> None:
    """Write a line each, and below them the sums of the columns of numbers. A column in which no line has a number has no sum
    either."""
    shown = [column for column in columns if not column.may_go or any(map(column.of, lines))]
    rows = [[column.of(line) for column in shown] for line in lines]

    def total(place: int) -> int | None:
        if not (shown[place].is_summed and shown[place].kind.is_number):
            return None
        numbers = [value for row in rows if isinstance(value := row[place], int)]
        return sum(numbers) if numbers else None

    def totals() -> list[Cell]:
        return [_("all"), *map(total, range(1, len(shown)))]

    fill_sheet(sheet, styles, [column.heading for column in shown], rows, totals)
