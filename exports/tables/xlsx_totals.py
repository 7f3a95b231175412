"""The sheets of totals in the workbook: per volunteer, per activity, by kind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from checkin.rules.problems import N_
from checkin.rules.service import Part
from checkin.texts import _
from checkin.words import part_word, person_kind_word
from exports.tables.columns import Cell, CellKind
from exports.tables.plain_sheet import add_sheet, fill_sheet
from exports.tables.totals import Occasion, PostTotal, Total, Totals
from exports.tables.xlsx_cells import Styles, text_writer

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

_PERSONS = (N_("persons"),)
_NUMBERS = (N_("sessions"), N_("to review"))


@dataclass(frozen=True, slots=True)
class _Sheet:
    name: str
    labels: Sequence[tuple[str, int]]
    """Heading and width of the columns that name the volunteer, activity or kind."""
    lines: Sequence[tuple[tuple[str, ...], Total]]
    counts_persons: bool


def add_totals(book: Workbook, styles: Styles, totals: Totals, note: str = "") -> None:
    """Add three sheets of totals: per volunteer, per activity, by kind. Each ends with an overall row and `note`."""
    team, name = (_("team"), 10), (_("name"), 14)
    volunteers = _Sheet(
        _("Per volunteer"),
        (team, (_("volunteer"), 14), name, (_("class"), 12), (_("kind"), 9)),
        [
            ((p.team, p.volunteer, p.called, p.class_name, person_kind_word(p.kind)), total)
            for p, total in totals.per_volunteer()
        ],
        counts_persons=False,
    )
    activities = _Sheet(
        _("Per activity"),
        ((_("team of the activity"), 10), (_("activity"), 12), (_("name of the activity"), 20)),
        [((a.team, a.activity, a.name), total) for a, total in totals.per_activity()],
        counts_persons=True,
    )
    kinds = _Sheet(
        _("By kind"),
        ((_("kind"), 12),),
        [((person_kind_word(kind) or "—",), total) for kind, total in totals.per_kind()],
        counts_persons=True,
    )
    for plan in (volunteers, activities, kinds):
        sheet = _write(book, styles, plan, totals.everyone)
        if note:
            text_writer(sheet, styles)(len(plan.lines) + 3, 0, note)
    if posts := totals.per_post():
        _write_posts(book, styles, posts)
    if shifts := totals.per_shift():
        _write_shifts(book, styles, shifts)


def _write_posts(book: Workbook, styles: Styles, posts: Sequence[tuple[Occasion, str, str, PostTotal]]) -> None:
    """A sheet of the posts (岗位), where there are any."""
    headings = [*_posts_headings(), *_served_headings()]
    rows: list[list[Cell]] = [
        [
            one.team,
            one.activity,
            one.name,
            code,
            name or _("no post"),
            len(total.people),
            total.minutes,
            total.minutes,
        ]
        for one, code, name, total in posts
    ]
    add_sheet(book, styles, _("By post"), headings, rows)


def _write_shifts(
    book: Workbook, styles: Styles, shifts: Sequence[tuple[Occasion, str, str, str, str, PostTotal]]
) -> None:
    """A sheet of the shifts (班次), where some are planned; what was served at such a post in no shift has no times."""
    times = [(_("shift from"), CellKind.INSTANT, 17), (_("shift to"), CellKind.INSTANT, 17)]
    headings = [*_posts_headings(), *times, *_served_headings()]
    rows: list[list[Cell]] = [
        [one.team, one.activity, one.name, code, name, start or None, end or None,
         len(total.people), total.minutes, total.minutes]
        for one, code, name, start, end, total in shifts
    ]  # fmt: skip
    add_sheet(book, styles, _("By shift"), headings, rows)


def _posts_headings() -> list[tuple[str, CellKind, int]]:
    return [
        (_("team of the activity"), CellKind.TEXT, 12), (_("activity"), CellKind.TEXT, 14),
        (_("name of the activity"), CellKind.TEXT, 24), (_("post"), CellKind.TEXT, 10),
        (_("name of the post"), CellKind.TEXT, 18),
    ]  # fmt: skip


def _served_headings() -> list[tuple[str, CellKind, int]]:
    return [
        (_("persons"), CellKind.WHOLE, 11), (_("minutes"), CellKind.WHOLE, 11), (_("hours"), CellKind.HOURS, 11),
    ]  # fmt: skip


def _write(book: Workbook, styles: Styles, plan: _Sheet, everyone: Total) -> Worksheet:
    wholes = (*(_PERSONS if plan.counts_persons else ()), *_NUMBERS)
    parts = everyone.parts()
    headings = [(heading, CellKind.TEXT, width) for heading, width in plan.labels]
    headings += [(_(word), CellKind.WHOLE, 8) for word in wholes]
    headings += [(part_word(part), CellKind.HOURS, 9) for part in parts]
    headings.append((_("total hours"), CellKind.HOURS, 9))

    def line(labels: Sequence[str], total: Total) -> list[Cell]:
        return [*labels, *_numbers(plan, total), *_minutes(total, parts)]

    foot = line([_("total"), *[""] * (len(plan.labels) - 1)], everyone)
    sheet = book.add_worksheet(plan.name)
    fill_sheet(sheet, styles, headings, [line(labels, total) for labels, total in plan.lines], lambda: foot)
    return sheet


def _numbers(plan: _Sheet, total: Total) -> tuple[int, ...]:
    persons = (total.persons,) if plan.counts_persons else ()
    return (*persons, total.sessions, total.to_review)


def _minutes(total: Total, parts: Sequence[Part]) -> tuple[int, ...]:
    """Credited minutes of each of some parts, and of all."""
    return (*map(total.of, parts), total.minutes)
