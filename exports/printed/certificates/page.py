"""Print certificates on A4 pages in the form that schools use; one file may hold a thousand."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from checkin.durations import h_mm, hours_in_full
from checkin.progress import counted
from checkin.rules.identity import split
from checkin.rules.service import Part
from checkin.texts import _, enumerated, in_a_row, ngettext
from checkin.words import part_word
from exports.printed.badges.fitting import Box, fit
from exports.printed.badges.qr import text_matrix
from exports.printed.badges.typesetting import POINT, Typesetter
from exports.printed.certificates.content import NOT_FINAL, Content, Line
from exports.printed.fonts import fonts_for, printable
from exports.printed.printed import Printed, PrintedText, missing_characters, person_texts
from storage.disk.atomic_file import atomic_path

if TYPE_CHECKING:
    from fpdf import FPDF
    from PIL.Image import Image

# All values are in mm from the upper left corner of the page (A4, ISO 216).
_WIDTH, _HEIGHT, _FRAME = 210.0, 297.0, 12.0
_LEFT, _RIGHT = 26.0, 184.0
_ROW = 6.6
_LINES_TOP, _FOOT_TOP = 118.0, 212.0
MOST_LINES = int((_FOOT_TOP - _LINES_TOP - 16) / _ROW) - 1
"""The most activities with a line of their own; one more line sums up the rest."""
_CODE_MM = 26.0
_DOTS = 4
_NAME_SIZES = ((12.0, 3), (9.0, 5), (7.0, 7))
_CELL_SIZES = ((9.5, 1), (8.0, 1), (6.5, 2))


def write_pages(path: Path, contents: Sequence[Content]) -> Printed:
    """Write a page for each certificate, whole or not at all. The same certificates give the same bytes.

    Raises Refused if there is no font, or `path` can't be written.
    """
    from fpdf import FPDF

    shown = [
        PrintedText(_("Certificate of voluntary service")),
        *(one for content in contents for one in texts_of(content)),
    ]
    fonts = fonts_for(one.text for one in shown)
    pdf = FPDF(unit="mm", format="A4")
    pdf.set_auto_page_break(False)
    pdf.set_margin(0)
    pdf.set_title(_("Certificate of voluntary service"))
    pdf.set_creator("Hourdesk")
    # The codes are among the keywords of the PDF, so that a certificate can be verified from the file alone.
    codes = [content.code for content in contents]
    pdf.set_keywords(" ".join(codes))
    if contents:
        pdf.set_creation_date(datetime.fromisoformat(f"{contents[0].issued_on}T00:00:00+00:00"))
    type_ = Typesetter(pdf, fonts)
    page = _Page(pdf, type_)
    for content, code in counted(list(zip(contents, codes, strict=True)), _("certificates")):
        pdf.add_page()
        page.draw(content, code)
    with atomic_path(path) as temporary:
        pdf.output(str(temporary))
    return Printed((path,), tuple(missing_characters(shown, fonts)), len(contents))


def texts_of(content: Content) -> list[PrintedText]:
    """Every text of a certificate that people wrote, marked as belonging to its person."""
    lines = (text for line in content.lines for text in (line.name, line.content))
    trainings = (line.name for line in content.trainings)
    by = (content.team, content.issuer, content.responsible, content.handler, content.contact)
    return person_texts(split(content.volunteer)[1], content.name, content.class_name, *by, *lines, *trainings)


class _Page:
    def __init__(self, pdf: FPDF, type_: Typesetter) -> None:
        self._pdf = pdf
        self._type = type_

    def draw(self, content: Content, code: str) -> None:
        """Draw one certificate on a new page. `code` is the text of its QR code."""
        pdf = self._pdf
        pdf.set_draw_color(150, 60, 50)
        pdf.set_line_width(0.9)
        pdf.rect(_FRAME, _FRAME, _WIDTH - 2 * _FRAME, _HEIGHT - 2 * _FRAME)
        pdf.set_line_width(0.25)
        pdf.rect(_FRAME + 2, _FRAME + 2, _WIDTH - 2 * _FRAME - 4, _HEIGHT - 2 * _FRAME - 4)
        self._middle(44, _("Certificate of voluntary service"), 26)
        self._right(56, _("No. {number}").format(number=content.number), 10)
        y = self._paragraph(66, _statement(content), _NAME_SIZES)
        self._paragraph(max(y + 3, 98), _sources(content), ((9.5, 2), (8, 3)))
        self._table(content)
        self._foot(content, code)

    def _table(self, content: Content) -> None:
        pdf, y = self._pdf, _LINES_TOP
        pdf.set_draw_color(150)
        pdf.set_line_width(0.15)
        shown, rest = list(content.lines[:MOST_LINES]), content.lines[MOST_LINES:]
        rows = [(line.day, _service(line), h_mm(line.minutes)) for line in shown]
        if rest:
            text = ngettext("{count} more activity", "{count} more activities", len(rest)).format(count=len(rest))
            rows.append(("", text, h_mm(sum(line.minutes for line in rest))))
        rows.append(("", _("together"), h_mm(content.total)))
        for day, words, hours in [(_("date"), _("service"), _("hours")), *rows]:
            pdf.line(_LEFT, y, _RIGHT, y)
            self._cell(_LEFT, 24, y, day)
            self._cell(_LEFT + 24, _RIGHT - _LEFT - 44, y, words)
            size = 9.5
            self._type.draw(_RIGHT - 1 - self._type.width(hours, size), y + 4.7, hours, size)
            y += _ROW
        pdf.line(_LEFT, y, _RIGHT, y)
        if content.trainings:
            names = enumerated(line.name for line in content.trainings)
            learnt = sum(line.minutes for line in content.trainings)
            text = _("Training in addition, which does not count as service: {minutes} minutes ({names})")
            self._paragraph(y + 2, text.format(minutes=learnt, names=names), ((9, 1), (7, 2)))

    def _foot(self, content: Content, code: str) -> None:
        self._pdf.image(_picture_of(code), _LEFT, _FOOT_TOP + 12, _CODE_MM, _CODE_MM)
        self._paragraph(
            _FOOT_TOP + 42, _("Genuine? The issuer looks it up: hourdesk certificate verify"), ((7.5, 2), (6, 3)), 62
        )
        lines = [
            _("recording unit: {name}").format(name=content.team),
            _("responsible: {name}").format(name=content.responsible),
            _("handled by: {name}").format(name=content.handler),
            _("contact: {contact}").format(contact=content.contact),
        ]
        y = _FOOT_TOP + 10
        for line in lines:
            y = self._paragraph(y, line, ((10, 1), (8, 2)), 100, x=84)
        self._paragraph(
            _FOOT_TOP + 40, _("{issuer} (seal)").format(issuer=content.issuer), ((11, 1), (8, 2)), 74, x=110
        )
        self._paragraph(_FOOT_TOP + 48, content.issued_on, ((11, 1),), 74, x=110)
        note = _("Issued free of charge.")
        if not content.confirmed_only:
            note = in_a_row((_(NOT_FINAL), note))
        self._middle(_HEIGHT - 20, note, 8)

    def _middle(self, baseline: float, text: str, size: float) -> None:
        self._type.draw((_WIDTH - self._type.width(text, size)) / 2, baseline, text, size)

    def _right(self, baseline: float, text: str, size: float) -> None:
        self._type.draw(_RIGHT - self._type.width(text, size), baseline, text, size)

    def _cell(self, x: float, width: float, top: float, text: str) -> None:
        if text:
            fitted = fit(_clean(text), Box(width - 2, _CELL_SIZES), self._type.width)
            line = fitted.size * POINT * 1.12
            first = top + (_ROW - line * len(fitted.lines)) / 2
            for place, words in enumerate(fitted.lines):
                self._type.draw(x + 1, first + (place + 0.82) * line, words, fitted.size)

    def _paragraph(
        self,
        top: float,
        text: str,
        sizes: Sequence[tuple[float, int]],
        width: float = _RIGHT - _LEFT,
        x: float = _LEFT,
    ) -> float:
        """Draw a text from `top` (mm) downwards; returns where it ends (mm)."""
        fitted = fit(_clean(text), Box(width, sizes), self._type.width)
        line = fitted.size * POINT * 1.6
        for words in fitted.lines:
            top += line
            self._type.draw(x, top, words, fitted.size)
        return top


@lru_cache(maxsize=20_000)
def _clean(text: str) -> str:
    return printable(text)


def _picture_of(code: str) -> Image:
    """The QR code as a picture, four pixels for each module: that is ten times as fast as drawing three hundred boxes."""
    from PIL import Image as Pictures

    matrix = text_matrix(code)
    size = len(matrix)
    picture = Pictures.new("1", (size, size))
    picture.putdata([not dark for row in matrix for dark in row])
    return picture.resize((size * _DOTS, size * _DOTS), Pictures.Resampling.NEAREST)


def _statement(content: Content) -> str:
    number = split(content.volunteer)[1]
    values = {
        "name": content.name, "number": number, "class_name": content.class_name or "—", "team": content.team,
        "first": content.first, "last": content.last, "amount": hours_in_full(content.total), "minutes": content.total,
        "sessions": content.sessions,
    }  # fmt: skip
    if content.sessions:
        text = _(
            "This certifies that {name} (volunteer number {number}, class {class_name}) served as a volunteer of {team} from {first} to {last}, "
            "{amount} ({minutes} minutes) in all (sessions: {sessions})."
        )
    else:
        # Hours that were added count no session: nobody served no times.
        text = _(
            "This certifies that {name} (volunteer number {number}, class {class_name}) is credited with volunteer service for {team} from "
            "{first} to {last}, {amount} ({minutes} minutes) in all."
        )
    return text.format(**values)


def _sources(content: Content) -> str:
    parts = [
        _("{source} {minutes} min").format(source=part_word(Part(part), for_parents=True), minutes=minutes)
        for part, minutes in content.minutes.items()
        if minutes
    ]
    return _("Of these: {parts}.").format(parts=enumerated(parts)) if parts else ""


def _service(line: Line) -> str:
    return _("{title}: {value}").format(title=line.name, value=line.content) if line.content else line.name
