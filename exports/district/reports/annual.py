"""The annual report as a PDF: the figures of the period on a first page, then charts by team, month and category."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from checkin.texts import _
from exports.badges.typesetting import Typesetter
from exports.district.district import District
from exports.district.reports.figures import Figures, count
from exports.district.reports.period import Period
from exports.district.summary import sentence
from exports.fonts import fonts_for
from exports.tables.rows import hours_of
from storage.atomic_file import atomic_path
from storage.moment import now

if TYPE_CHECKING:
    from fpdf import FPDF

LEFT, RIGHT, TOP, BOTTOM = 20.0, 190.0, 24.0, 280.0
"""Millimetres of an A4 page."""
_LABEL, _BAR = 62.0, 84.0
_GREEN, _GREY = (76, 140, 92), (120, 120, 120)
_NAME_LENGTH = 22


def write_annual(district: District, out: Path, period: Period) -> None:
    """Write the report, whole or not at all. Raises Refused without a Chinese font, or where it can't be written."""
    figures = count(district, period)
    fonts = fonts_for([district.identity.name, sentence(district, now()), *figures.names.values(), "志愿服务年度报告"])
    with atomic_path(out) as temporary:
        from fpdf import FPDF

        pdf = FPDF(unit="mm", format="A4")
        pdf.set_auto_page_break(False)
        pdf.set_title(_("Annual report"))
        pdf.set_creator("Hourdesk")
        page = _Page(pdf, Typesetter(pdf, fonts))
        _title(page, district, figures)
        page.chart(_("Hours by team"), [(_name(figures, total.group), total.minutes) for total in figures.teams[:-1]])
        page.chart(_("Hours by month"), [(total.group or "—", total.minutes) for total in figures.months[:-1]])
        page.chart(_("Hours by category"), [(total.group or "—", total.minutes) for total in figures.categories[:-1]])
        stars = [("★" * star.stars or _("no star yet"), star.persons) for star in figures.stars]
        page.chart(_("Eligible for stars (persons)"), stars, hours=False)
        pdf.output(str(temporary))


class _Page:
    """Where on the page the next thing goes; a new page is begun where it does not fit."""

    def __init__(self, pdf: FPDF, type_: Typesetter) -> None:
        self.pdf, self.type = pdf, type_
        self.y = BOTTOM

    def line(self, text: str, size: float, gap: float = 0.0) -> None:
        """A text over the width of the page, broken where it must be."""
        height = size * 0.353 * 1.5
        self.y += gap
        for piece in self._broken(text, size):
            self.room(height)
            self.y += height
            self.type.draw(LEFT, self.y, piece, size)

    def room(self, height: float) -> None:
        """Begin a new page where `height` mm are not left on this one."""
        if self.y + height > BOTTOM:
            self.pdf.add_page()
            self.y = TOP

    def chart(self, title: str, bars: Sequence[tuple[str, int]], *, hours: bool = True) -> None:
        """A bar for each row; `hours` says that the values are minutes."""
        if not bars:
            return
        self.room(40)
        self.line(title, 15, gap=10)
        self.y += 3
        most = max((value for _label, value in bars), default=0) or 1
        for label, value in bars:
            self.room(5.2)
            self.y += 5.2
            self.type.draw(LEFT, self.y, _shortened(label), 9)
            self.pdf.set_fill_color(*_GREEN)
            length = _BAR * value / most
            if length > 0:
                self.pdf.rect(LEFT + _LABEL, self.y - 3.1, max(length, 0.2), 3.6, style="F")
            shown = f"{hours_of(value):,.1f}" if hours else f"{value:,}"
            self.type.draw(LEFT + _LABEL + length + 2, self.y, shown, 9)

    def _broken(self, text: str, size: float) -> list[str]:
        lines, line = [], ""
        for character in text:
            if line and self.type.width(line + character, size) > RIGHT - LEFT:
                lines.append(line)
                line = ""
            line += character
        return [*lines, line]


def _title(page: _Page, district: District, figures: Figures) -> None:
    page.line(district.identity.name, 22)
    page.line(_("Volunteer service: annual report"), 18, gap=2)
    page.line(figures.period.text, 12, gap=2)
    page.line(sentence(district, now()), 12, gap=8)
    total = figures.over_all
    page.y += 4
    rows = [
        (_("persons"), f"{total.persons:,}"),
        (_("person-times"), f"{total.person_times:,}"),
        (_("sessions"), f"{total.sessions:,}"),
        (_("scanned hours"), f"{hours_of(total.scanned_minutes):,.2f}"),
        (_("added hours"), f"{hours_of(total.added_minutes):,.2f}"),
        (_("confirmed hours"), f"{hours_of(total.confirmed_minutes):,.2f}"),
        (_("by hand, not verified"), f"{hours_of(sum(figures.returned.values())):,.2f}"),
        (_("conflicts, open and ruled"), _conflicts(figures)),
    ]
    for label, value in rows:
        page.y += 7.5
        page.type.draw(LEFT, page.y, label, 12)
        page.type.draw(LEFT + 70, page.y, value, 12)
        page.pdf.set_draw_color(*_GREY)
        page.pdf.line(LEFT, page.y + 2, RIGHT, page.y + 2)
    page.line(_("Person-times: one per person and day, however many sessions that day has."), 9, gap=5)


def _conflicts(figures: Figures) -> str:
    ruled = sum(conflict.ruled for conflict in figures.conflicts)
    return f"{len(figures.conflicts) - ruled} / {ruled}"


def _name(figures: Figures, code: str | None) -> str:
    return figures.names.get(code or "", "") or code or "—"


def _shortened(label: str) -> str:
    plain = "".join(c if c.isprintable() else " " for c in label)
    return plain if len(plain) <= _NAME_LENGTH else plain[: _NAME_LENGTH - 1] + "…"
