"""The face of one printed card: texts on the left, the code on the right, its number below in groups of four."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checkin.rules.badge_numbers import grouped
from checkin.rules.problems import Problem
from checkin.texts import _
from exports.printed.badges.cards import BadgeCard
from exports.printed.badges.fitting import Box, Fitted, fit
from exports.printed.badges.notes import too_long
from exports.printed.badges.qr import MODULES, QUIET, dark_runs, qr_matrix
from exports.printed.badges.typesetting import POINT, Typesetter
from exports.printed.fonts import printable

if TYPE_CHECKING:
    from fpdf import FPDF

# All values are in mm from the upper left corner of the card.
CARD_WIDTH, CARD_HEIGHT = 90.0, 54.0
MODULE = 1.45
CODE = MODULE * MODULES  # 30.45, more than the 25 mm that are promised
_QUIET = MODULE * QUIET
CODE_LEFT = CARD_WIDTH - _QUIET - CODE
CODE_TOP = _QUIET
_EDGE = 5.0
_WIDTH = CODE_LEFT - _QUIET - _EDGE
_LEADING = 1.25
_TOP, _BOTTOM = 5.0, 42.0
_BADGE_BASELINE = CARD_HEIGHT - 5.5

# Sizes in points, each with the most lines at that size.
_TEAM = Box(_WIDTH, ((9, 1), (8, 2), (7, 2), (6, 3)))
_NAME = Box(_WIDTH, ((24, 1), (20, 1), (17, 1), (15, 2), (13, 2), (11, 3), (9, 3), (8, 3)))
_CLASS = Box(_WIDTH, ((11, 1), (9, 1), (8, 2), (7, 2), (6, 2)))
_NUMBER = Box(_WIDTH, ((11, 1), (9, 1), (8, 1), (7, 2), (5, 2)))
_BADGE = Box(CARD_WIDTH - 2 * _EDGE, ((11, 1),))

# Gaps between dark modules of two rows would show as hairlines on screens and some printers.
_OVERLAP = 0.03


def draw_card(pdf: FPDF, typesetter: Typesetter, card: BadgeCard, x: float, y: float) -> list[Problem]:
    """Draw `card` with its upper left corner at (x, y) mm. Returns a note for each text that had to be cut."""
    notes = []

    def fitted(text: str, box: Box) -> Fitted:
        result = fit(printable(text), box, typesetter.width)
        if result.cut:
            notes.append(too_long(card, text))
        return result

    team, name = fitted(card.team_name, _TEAM), fitted(card.name, _NAME)
    rows = [fitted(card.class_name, _CLASS)] if card.class_name.strip() else []
    rows.append(fitted(_("No. {number}").format(number=card.shown_number), _NUMBER))

    pdf.set_text_color(70)
    _lines(typesetter, team, x + _EDGE, y + _TOP)
    foot = y + _BOTTOM - sum(_height(row) for row in rows)
    for row in rows:
        _lines(typesetter, row, x + _EDGE, foot)
        foot += _height(row)
    pdf.set_text_color(0)
    upper = y + _TOP + _height(team)
    room = y + _BOTTOM - sum(_height(row) for row in rows) - upper
    _lines(typesetter, name, x + _EDGE, upper + (room - _height(name)) / 2)

    number = fitted(grouped(card.badge), _BADGE)
    width = typesetter.width(number.lines[0], number.size)
    typesetter.draw(x + (CARD_WIDTH - width) / 2, y + _BADGE_BASELINE, number.lines[0], number.size)
    _code(pdf, card.badge, x + CODE_LEFT, y + CODE_TOP)
    return notes


def _height(fitted: Fitted) -> float:
    return len(fitted.lines) * fitted.size * POINT * _LEADING


def _lines(typesetter: Typesetter, fitted: Fitted, x: float, top: float) -> None:
    line = fitted.size * POINT * _LEADING
    for i, text in enumerate(fitted.lines):
        # The baseline of Chinese type is about four fifths down the line.
        typesetter.draw(x, top + (i + 0.8) * line, text, fitted.size)


def _code(pdf: FPDF, badge: str, x: float, y: float) -> None:
    pdf.set_fill_color(0)
    for row, first, length in dark_runs(qr_matrix(badge)):
        pdf.rect(x + first * MODULE, y + row * MODULE, length * MODULE, MODULE + _OVERLAP, style="F")
