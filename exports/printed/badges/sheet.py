"""A PDF sheet of badges: A4, ten cards of 90 × 54 mm on each page (the size of business card holders), with cut marks."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from checkin.progress import counted
from checkin.rules.problems import Problem
from checkin.texts import _
from exports.printed.badges.card_face import CARD_HEIGHT, CARD_WIDTH, draw_card
from exports.printed.badges.cards import BadgeCard, nobody
from exports.printed.badges.typesetting import Typesetter
from exports.printed.fonts import fonts_for
from exports.printed.printed import Printed, missing_characters
from storage.disk.atomic_file import atomic_path

if TYPE_CHECKING:
    from fpdf import FPDF

COLUMNS, ROWS = 2, 5
PAGE_WIDTH, PAGE_HEIGHT = 210.0, 297.0  # mm, ISO 216
LEFT = (PAGE_WIDTH - COLUMNS * CARD_WIDTH) / 2
TOP = (PAGE_HEIGHT - ROWS * CARD_HEIGHT) / 2
_MARK = 4.0  # mm, length of a cut mark in the margin; it ends 1 mm before the cards
_CROSS = 1.5  # mm, half the size of a cross between cards


def write_sheet(path: Path, cards: Sequence[BadgeCard]) -> Printed:
    """Write one card for each of `cards`, ten on each page, whole or not at all.

    Raises Refused if there are no cards, no Chinese font, or `path` can't be written.
    """
    if not cards:
        raise nobody(path)
    shown = [one for card in cards for one in card.shown]
    fonts = fonts_for(text for text, _who in shown)
    with atomic_path(path) as temporary:
        from fpdf import FPDF

        pdf = FPDF(unit="mm", format="A4")
        pdf.set_auto_page_break(False)
        pdf.set_margin(0)
        pdf.set_title(_("Badges"))
        pdf.set_creator("Hourdesk")
        typesetter = Typesetter(pdf, fonts)
        notes: list[Problem] = missing_characters(shown, fonts)
        for i, card in enumerate(counted(cards, _("badges"))):
            row, column = divmod(i % (COLUMNS * ROWS), COLUMNS)
            if row == column == 0:
                pdf.add_page()
                _cut_marks(pdf)
            notes += draw_card(pdf, typesetter, card, LEFT + column * CARD_WIDTH, TOP + row * CARD_HEIGHT)
        pdf.output(str(temporary))
    return Printed((path,), tuple(notes), pdf.pages_count)


def _cut_marks(pdf: FPDF) -> None:
    """Draw hairlines in the margins at every cut, and small crosses where four cards meet."""
    pdf.set_draw_color(130)
    pdf.set_line_width(0.1)
    right, bottom = PAGE_WIDTH - LEFT, PAGE_HEIGHT - TOP
    xs = [LEFT + i * CARD_WIDTH for i in range(COLUMNS + 1)]
    ys = [TOP + i * CARD_HEIGHT for i in range(ROWS + 1)]
    for x in xs:
        pdf.line(x, TOP - 1 - _MARK, x, TOP - 1)
        pdf.line(x, bottom + 1, x, bottom + 1 + _MARK)
    for y in ys:
        pdf.line(LEFT - 1 - _MARK, y, LEFT - 1, y)
        pdf.line(right + 1, y, right + 1 + _MARK, y)
    for x in xs[1:-1]:
        for y in ys[1:-1]:
            pdf.line(x - _CROSS, y, x + _CROSS, y)
            pdf.line(x, y - _CROSS, x, y + _CROSS)
