"""Pages of a report as PDF: lines of text, and charts with horizontal bars."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from checkin.durations import h_mm
from checkin.texts import _
from exports.printed.badges.fitting import Box, fit
from exports.printed.badges.typesetting import POINT, Typesetter

if TYPE_CHECKING:
    from fpdf import FPDF

LEFT, RIGHT, TOP, BOTTOM = 20.0, 190.0, 24.0, 280.0
"""Margins of an A4 page, in millimetres from its upper left corner."""
_LABEL, _BAR, _ROW = 62.0, 78.0, 5.2
_GREEN, _LIGHT, _AMBER = (76, 140, 92), (176, 208, 140), (222, 170, 80)
_LABEL_BOX = Box(_LABEL - 3, ((9, 1), (7, 1)))


@dataclass(frozen=True, slots=True)
class HoursBar:
    """Minutes of one group. The bars of added minutes (荣誉时数) and of claimed ones follow that of scanned ones, in other colours."""

    label: str
    scanned: int
    added: int
    claimed: int = 0


class Page:
    """The current page. `y` (mm) is where the next line starts; a new page begins if something does not fit."""

    def __init__(self, pdf: FPDF, type_: Typesetter) -> None:
        self.pdf, self.type = pdf, type_
        self.y = BOTTOM

    def line(self, text: str, size: float, gap: float = 0.0) -> None:
        """Write a text of `size` points over the width of the page, in several lines if need be, `gap` mm lower."""
        height = size * POINT * 1.5
        self.y += gap
        for piece in fit(text, Box(RIGHT - LEFT, ((size, 40),)), self.type.width).lines:
            self.room(height)
            self.y += height
            self.type.draw(LEFT, self.y, piece, size)

    def room(self, height: float) -> None:
        """Begin a new page if less than `height` mm are left on this one."""
        if self.y + height > BOTTOM:
            self.pdf.add_page()
            number = str(self.pdf.page_no())
            self.type.draw((LEFT + RIGHT - self.type.width(number, 9)) / 2, BOTTOM + 8, number, 9)
            self.y = TOP

    def hours_chart(self, title: str, bars: Sequence[HoursBar]) -> None:
        """Draw a chart of hours: scanned, added and, where there are some, claimed hours of each group, with a legend."""
        if not bars:
            return
        self._begin(title, len(bars) + 1)
        self.y += _ROW
        x = LEFT + _LABEL
        legend = [(_GREEN, _("scanned hours")), (_LIGHT, _("added hours"))]
        claims = any(bar.claimed for bar in bars)
        legend += [(_AMBER, _("claimed hours"))] if claims else []
        for colour, word in legend:
            self._box(x, 3.6, colour)
            self.type.draw(x + 5, self.y, word, 9)
            x += 12 + self.type.width(word, 9)
        most = max(bar.scanned + bar.added + bar.claimed for bar in bars) or 1
        for bar in bars:
            # A part that is nought is said where others have it: otherwise nobody knows which one stands there.
            parts = (bar.scanned, bar.added, bar.claimed) if claims else (bar.scanned, bar.added)
            shown = " + ".join(map(h_mm, parts if any(parts[1:]) else parts[:1]))
            self._bar(bar.label, [bar.scanned / most, bar.added / most, bar.claimed / most], shown)

    def persons_chart(self, title: str, bars: Sequence[tuple[str, int]]) -> None:
        """Draw a chart of persons: `bars` are pairs of a group's label and its number of persons."""
        if not bars:
            return
        self._begin(title, len(bars))
        most = max(persons for _label, persons in bars) or 1
        for label, persons in bars:
            self._bar(label, [persons / most], f"{persons:,}")

    def _begin(self, title: str, rows: int) -> None:
        """Write the title of a chart. A small chart stays on one page; a large one has at least a few rows below its title."""
        self.room(25 + _ROW * min(rows, 12))
        self.line(title, 15, gap=10)
        self.y += 3

    def _bar(self, label: str, shares: Sequence[float], shown: str) -> None:
        self.room(_ROW)
        self.y += _ROW
        fitted = fit(" ".join(label.split()) or "—", _LABEL_BOX, self.type.width)
        self.type.draw(LEFT, self.y, fitted.lines[0], fitted.size)
        x = LEFT + _LABEL
        for share, colour in zip(shares, (_GREEN, _LIGHT, _AMBER), strict=False):
            if share > 0:
                length = max(_BAR * share, 0.2)
                self._box(x, length, colour)
                x += length
        self.type.draw(x + 2, self.y, shown, 9)

    def _box(self, x: float, width: float, colour: tuple[int, int, int]) -> None:
        self.pdf.set_fill_color(*colour)
        self.pdf.rect(x, self.y - 3.1, width, 3.6, style="F")
