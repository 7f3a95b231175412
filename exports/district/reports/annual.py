"""The annual report as a PDF: the figures of the period on the first page, then charts by team, month and category."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from checkin.durations import h_mm
from checkin.rules.period import Period
from checkin.texts import _, in_a_row
from checkin.words import category_word, period_text
from exports.district.asks.totals import HOW_COUNTED, REPLAYED_PART, Total
from exports.district.district import District
from exports.district.reports.figures import Figures, count
from exports.district.reports.page import LEFT, RIGHT, HoursBar, Page
from exports.district.reports.summary import sentence
from exports.printed.badges.typesetting import Typesetter
from exports.printed.fonts import fonts_for
from exports.printed.printed import Printed, PrintedText, missing_characters
from storage.disk.atomic_file import atomic_path

_GREY = (120, 120, 120)


def write_annual(district: District, out: Path, period: Period) -> Printed:
    """Write the report, whole or not at all. Raises Refused if there is no Chinese font, or if `out` can't be written."""
    figures = count(district, period)
    shown = [
        PrintedText(text) for text in (district.identity.name, sentence(district, district.now()), "志愿服务年度报告")
    ]
    shown += [PrintedText(name, f"{code} {name}") for code, name in figures.names.items()]
    fonts = fonts_for(one.text for one in shown)
    with atomic_path(out) as temporary:
        from fpdf import FPDF

        pdf = FPDF(unit="mm", format="A4")
        pdf.set_auto_page_break(False)
        pdf.set_title(_("Annual report"))
        pdf.set_creator("Hourdesk")
        page = Page(pdf, Typesetter(pdf, fonts))
        _title(page, district, figures)
        page.hours_chart(_("Hours by team"), [_bar(total, figures.names) for total in figures.teams[:-1]])
        page.hours_chart(_("Hours by month"), [_bar(total) for total in figures.months[:-1]])
        page.hours_chart(_("Hours by category"), [_bar(total, category=True) for total in figures.categories[:-1]])
        stars = [("★" * star.stars or _("no star yet"), star.persons) for star in figures.stars]
        page.persons_chart(_("Eligible for stars (persons)"), stars)
        pdf.output(str(temporary))
    return Printed((out,), tuple(missing_characters(shown, fonts)), pdf.pages_count)


def _title(page: Page, district: District, figures: Figures) -> None:
    page.line(district.identity.name, 22)
    page.line(_("Volunteer service: annual report"), 18, gap=2)
    page.line(period_text(figures.period), 12, gap=2)
    if figures.period.is_open:
        page.line(sentence(district, district.now()), 12, gap=8)
    total = figures.over_all
    page.y += 4
    rows = [
        (_("persons"), f"{total.persons:,}"),
        (_("person-times"), f"{total.person_times:,}"),
        (_("sessions"), f"{total.sessions:,}"),
        (_("scanned hours"), h_mm(total.scanned_minutes)),
        (_(REPLAYED_PART), h_mm(total.replayed_minutes)),
        (_("added hours"), h_mm(total.added_minutes)),
        (_("claimed hours"), h_mm(total.claimed_minutes)),
        (_("confirmed hours"), h_mm(total.confirmed_minutes)),
        (_("by hand, not verified"), h_mm(sum(figures.returned.values()))),
        (_("conflicts, open and ruled"), _conflicts(figures)),
    ]
    for label, value in rows:
        page.y += 7.5
        page.type.draw(LEFT, page.y, label, 12)
        page.type.draw(LEFT + 70, page.y, value, 12)
        page.pdf.set_draw_color(*_GREY)
        page.pdf.line(LEFT, page.y + 2, RIGHT, page.y + 2)
    page.line(in_a_row(map(_, HOW_COUNTED)), 9, gap=5)


def _conflicts(figures: Figures) -> str:
    ruled = sum(conflict.ruled for conflict in figures.conflicts)
    return f"{len(figures.conflicts) - ruled} / {ruled}"


def _bar(total: Total, names: Mapping[str, str] | None = None, *, category: bool = False) -> HoursBar:
    group = category_word(total.group or "") if category else total.group or "—"
    return HoursBar(
        (names or {}).get(group) or group, total.scanned_minutes, total.added_minutes, total.claimed_minutes
    )
