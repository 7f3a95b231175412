"""The district's workbook: summary with charts, teams, volunteers, activities, conflicts, questions to schools."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from checkin.rules.period import Period
from checkin.rules.problems import N_
from checkin.texts import _
from checkin.words import person_kind_word
from exports.district.asks.conflicts.conflict import Conflict
from exports.district.asks.totals import REPLAYED_PART, Total
from exports.district.district import District
from exports.district.reports.figures import Figures, activity_lines, count, volunteer_lines
from exports.district.reports.shares_sheet import share_headings, share_lines
from exports.district.reports.summary_sheet import write_summary
from exports.tables.columns import Cell, CellKind, Heading
from exports.tables.plain_sheet import fill_sheet
from exports.tables.workbook_file import workbook_in
from exports.tables.xlsx_cells import Styles
from storage.disk.atomic_file import atomic_path

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

_MOST_EVENTS = 20
_MAY_GO = (
    N_("added hours"), N_("of the scanned: corrected"), N_("of the scanned: vouched for"), N_("of the scanned: ruled"),
    REPLAYED_PART, N_("by hand, not verified"), N_("claimed hours"), N_("project"),
)  # fmt: skip
"""Headings of columns that many districts have nothing for."""


def write_workbook(district: District, out: Path, period: Period) -> None:
    """Write the workbook of a period, whole or not at all. Raises Refused if `out` can't be written."""
    figures = count(district, period)
    with atomic_path(out) as temporary, workbook_in(temporary) as book:
        styles = Styles.of(book)
        summary = book.add_worksheet(_("Summary"))
        _teams(book.add_worksheet(_("Teams")), styles, figures)
        _volunteers(book.add_worksheet(_("Volunteers")), styles, district, period)
        _activities(book.add_worksheet(_("Activities")), styles, district, period)
        _conflicts(book.add_worksheet(_("Conflicts")), styles, figures)
        _table(book.add_worksheet(_("Questions")), styles, share_headings(), share_lines(district), "")
        write_summary(book, summary, styles, district, figures)


def _teams(sheet: Worksheet, styles: Styles, figures: Figures) -> None:
    headings: list[Heading] = [
        (_("team"), CellKind.TEXT, 8),
        (_("name of the team"), CellKind.TEXT, 16),
        (_("registered"), CellKind.WHOLE, 8),
        (_("enrolled"), CellKind.WHOLE, 8),
        (_("persons"), CellKind.WHOLE, 8),
        (_("person-times"), CellKind.WHOLE, 8),
        (_("sessions"), CellKind.WHOLE, 8),
        (_("scanned hours"), CellKind.HOURS, 10),
        (_("added hours"), CellKind.HOURS, 10),
        (_("confirmed hours"), CellKind.HOURS, 10),
        (_(REPLAYED_PART), CellKind.HOURS, 10),
        (_("by hand, not verified"), CellKind.HOURS, 10),
        (_("claimed hours"), CellKind.HOURS, 10),
    ]
    totals = {total.group: total for total in figures.teams[:-1]}
    lines: list[list[Cell]] = []
    for code, name in figures.names.items():
        total = totals.get(code) or Total(code, 0, 0, 0, 0, 0, 0)
        cover = figures.coverage.get(code)
        lines.append(
            [code, name, cover.registered if cover else 0, cover.enrolled if cover else None, total.persons,
             total.person_times, total.sessions, total.scanned_minutes, total.added_minutes, total.confirmed_minutes,
             total.replayed_minutes, figures.returned.get(code, 0), total.claimed_minutes]
        )  # fmt: skip
    _table(sheet, styles, headings, lines, _("all"))


def _volunteers(sheet: Worksheet, styles: Styles, district: District, period: Period) -> None:
    schools = district.team_names()
    headings: list[Heading] = [
        (_("team"), CellKind.TEXT, 8),
        (_("name of the team"), CellKind.TEXT, 16),
        (_("number"), CellKind.TEXT, 12),
        (_("name"), CellKind.TEXT, 10),
        (_("class"), CellKind.TEXT, 10),
        (_("kind"), CellKind.TEXT, 8),
        (_("sessions"), CellKind.WHOLE, 8),
        (_("scanned hours"), CellKind.HOURS, 10),
        (_("added hours"), CellKind.HOURS, 10),
        (_("confirmed hours"), CellKind.HOURS, 10),
        (_("of the scanned: corrected"), CellKind.HOURS, 10),
        (_("of the scanned: vouched for"), CellKind.HOURS, 10),
        (_("of the scanned: ruled"), CellKind.HOURS, 10),
        (_(REPLAYED_PART), CellKind.HOURS, 10),
        (_("claimed hours"), CellKind.HOURS, 10),
    ]
    lines: Iterable[list[Cell]] = (
        [v.team, schools.get(v.team, ""), v.number, v.name, v.class_name, person_kind_word(v.kind), v.sessions, v.scanned_minutes, v.added_minutes, v.confirmed_minutes,
         v.corrected_minutes, v.vouched_minutes, v.ruled_minutes, v.replayed_minutes, v.claimed_minutes]
        for v in volunteer_lines(district, period)
    )  # fmt: skip
    _table(sheet, styles, headings, lines, _("all"))


def _activities(sheet: Worksheet, styles: Styles, district: District, period: Period) -> None:
    schools = district.team_names()
    headings: list[Heading] = [
        (_("team"), CellKind.TEXT, 8),
        (_("name of the team"), CellKind.TEXT, 16),
        (_("activity"), CellKind.TEXT, 14),
        (_("name of the activity"), CellKind.TEXT, 20),
        (_("date"), CellKind.DAY, 12),
        (_("category"), CellKind.TEXT, 14),
        (_("project"), CellKind.TEXT, 14),
        (_("persons"), CellKind.WHOLE, 8),
        (_("sessions"), CellKind.WHOLE, 8),
        (_("scanned hours"), CellKind.HOURS, 10),
        (_("added hours"), CellKind.HOURS, 10),
        (_("confirmed hours"), CellKind.HOURS, 10),
        (_(REPLAYED_PART), CellKind.HOURS, 10),
        (_("claimed hours"), CellKind.HOURS, 10),
    ]
    lines: Iterable[list[Cell]] = (
        [a.team, schools.get(a.team, ""), a.code, a.name, a.day, a.category, a.project, a.persons, a.sessions, a.scanned_minutes,
         a.added_minutes, a.confirmed_minutes, a.replayed_minutes, a.claimed_minutes]
        for a in activity_lines(district, period)
    )  # fmt: skip
    # One person can be in several activities: a sum of persons would count them twice.
    _table(sheet, styles, headings, lines, _("all"), not_summed=_("persons"))


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
    _table(sheet, styles, headings, lines, "")


def _events(conflict: Conflict) -> str:
    """The ids of a conflict's events; only the first `_MOST_EVENTS`, because a cell holds 32,767 characters."""
    ids, more = conflict.events[:_MOST_EVENTS], len(conflict.events) - _MOST_EVENTS
    return " ".join(ids) + (f" … +{more}" if more > 0 else "")


def _table(
    sheet: Worksheet,
    styles: Styles,
    headings: Sequence[Heading],
    lines: Iterable[Sequence[Cell]],
    foot: str,
    not_summed: str = "",
) -> None:
    """Write lines below headings; a foot is a word with the sums of the columns of numbers, except that with the heading
    `not_summed`. A column in which no line has a number has no sum either; one of `_MAY_GO` in which nothing stands, or nothing
    but 0, is left out."""
    lines = list(lines)
    may_go = set(map(_, _MAY_GO))
    kept = [
        place
        for place, (heading, _kind, _width) in enumerate(headings)
        if heading not in may_go or any(line[place] for line in lines)
    ]
    shown = [headings[place] for place in kept]
    rows = [[line[place] for place in kept] for line in lines]

    def total(column: int) -> int | None:
        heading, kind, _width = shown[column]
        if heading == not_summed or kind not in (CellKind.WHOLE, CellKind.HOURS):
            return None
        numbers = [value for row in rows if isinstance(value := row[column], int)]
        return sum(numbers) if numbers else None

    def totals() -> list[Cell]:
        return [foot, *map(total, range(1, len(shown)))]

    fill_sheet(sheet, styles, shown, rows, totals if foot else None)
