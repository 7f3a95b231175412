"""The test sheet: one A4 page, a numbered row for each code with what it shows, in the language in use."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from checkin.scanning.check_codes import TEST_CODES, TestCode
from checkin.scanning.decoders import Symbology
from checkin.texts import _
from exports.printed.badges.fitting import Box, fit
from exports.printed.badges.qr import dark_runs
from exports.printed.badges.typesetting import POINT, Typesetter
from exports.printed.fonts import fonts_for
from exports.printed.test_sheet.symbols import matrix_of
from storage.disk.atomic_file import atomic_path

if TYPE_CHECKING:
    from fpdf import FPDF

# All values are in mm from the upper left corner of the page (A4, ISO 216).
_LEFT, _RIGHT = 18.0, 192.0
_TEXT_LEFT = 30.0
_TOP, _ROW = 48.0, 38.5
_BAR_HEIGHT = 15.0
_LEADING = 1.35
# Gaps between dark modules of two rows would show as hairlines on screens and some printers.
_OVERLAP = 0.02
_INTRODUCTION = Box(_RIGHT - _LEFT, ((11, 3), (9, 4)))
_SENTENCE = 12
_MADE = datetime(2025, 1, 1, tzinfo=UTC)
"""A fixed date, so that the sheet has the same bytes whenever it is made."""


def write_test_sheet(path: Path) -> None:
    """Write the page, whole or not at all. Raises Refused if there is no font, or `path` can't be written."""
    heading = _("Test codes for scanners")
    introduction = _(
        "Run hourdesk doctor --scanner and scan the codes in their order. It says what is wrong with the scanner or the "
        "keyboard, and how to mend it. Nothing is recorded."
    )
    fonts = fonts_for([heading, introduction, *(_(code.reveals) for code in TEST_CODES)])
    with atomic_path(path) as temporary:
        from fpdf import FPDF

        pdf = FPDF(unit="mm", format="A4")
        pdf.set_auto_page_break(False)
        pdf.set_margin(0)
        pdf.set_title(heading)
        pdf.set_creator("Hourdesk")
        pdf.set_creation_date(_MADE)
        typesetter = Typesetter(pdf, fonts)
        pdf.add_page()
        typesetter.draw(_LEFT, 22, heading, 20)
        _paragraph(typesetter, introduction, _LEFT, 28, _INTRODUCTION)
        for row, code in enumerate(TEST_CODES):
            _draw_row(pdf, typesetter, code, _TOP + row * _ROW)
        pdf.output(str(temporary))


def _draw_row(pdf: FPDF, typesetter: Typesetter, code: TestCode, top: float) -> None:
    pdf.set_draw_color(170)
    pdf.set_line_width(0.1)
    pdf.line(_LEFT, top, _RIGHT, top)
    width = len(matrix_of(code)[0]) * code.module_mm
    # A bar code needs a quiet zone of ten modules (ISO/IEC 15417:2007, 4.2); a QR code needs less.
    text_right = _RIGHT - width - 10 * code.module_mm
    typesetter.draw(_LEFT, top + 13, str(code.number), 24)
    _paragraph(typesetter, _(code.reveals), _TEXT_LEFT, top + 6, Box(text_right - _TEXT_LEFT, ((_SENTENCE, 4), (9, 6))))
    _draw_code(pdf, code, _RIGHT - width, top)


def _paragraph(typesetter: Typesetter, text: str, x: float, top: float, box: Box) -> None:
    fitted = fit(text, box, typesetter.width)
    line = fitted.size * POINT * _LEADING
    for i, words in enumerate(fitted.lines):
        typesetter.draw(x, top + (i + 0.8) * line, words, fitted.size)


def _draw_code(pdf: FPDF, code: TestCode, x: float, top: float) -> None:
    matrix = matrix_of(code)
    module = code.module_mm
    height = module if code.symbology is Symbology.QR else _BAR_HEIGHT
    y = top + (_ROW - len(matrix) * height) / 2
    pdf.set_fill_color(0)
    for row, first, length in dark_runs(matrix):
        pdf.rect(x + first * module, y + row * height, length * module, height + _OVERLAP, style="F")
