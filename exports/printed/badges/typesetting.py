"""Text on a PDF page from several fonts, each character from the first font that has it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exports.printed.fonts import Face, FontSet

if TYPE_CHECKING:
    from fpdf import FPDF

POINT = 25.4 / 72
"""Millimetres."""


_KEPT_TEXTS = 20_000
"""Texts whose width and fonts are remembered: the same words stand on every page."""


class Typesetter:
    """Measures and draws; a font is embedded (as a subset) once something is drawn with it."""

    def __init__(self, pdf: FPDF, fonts: FontSet) -> None:
        self._pdf = pdf
        self._fonts = fonts
        self._families: dict[tuple[str, int], str] = {}
        self._widths: dict[str, float] = {}
        self._texts: dict[str, float] = {}
        self._runs: dict[str, list[tuple[Face, str]]] = {}

    def width(self, text: str, size: float) -> float:
        """Millimetres of `text` at `size` points."""
        known = self._texts.get(text)
        if known is None:
            known = sum(map(self._width_at_1, text))
            if len(self._texts) < _KEPT_TEXTS:
                self._texts[text] = known
        return known * size

    def draw(self, x: float, baseline: float, text: str, size: float) -> None:
        """Draw `text` from `x` mm along a baseline at `baseline` mm from the top of the page."""
        runs = self._runs.get(text)
        if runs is None:
            runs = self._fonts.runs(text)
            if len(self._runs) < _KEPT_TEXTS:
                self._runs[text] = runs
        for face, piece in runs:
            self._pdf.set_font(self._family(face), size=size)
            self._pdf.text(x, baseline, piece)
            x += self.width(piece, size)

    def _width_at_1(self, character: str) -> float:
        if character not in self._widths:
            total = 0.0
            # A space alone is no text to FontSet.runs, hence the frame around it.
            for face, piece in self._fonts.runs(f"|{character}|"):
                self._pdf.set_font(self._family(face), size=1000)
                total += self._pdf.get_string_width(piece)
            for face, piece in self._fonts.runs("||"):
                self._pdf.set_font(self._family(face), size=1000)
                total -= self._pdf.get_string_width(piece)
            self._widths[character] = total / 1000
        return self._widths[character]

    def _family(self, face: Face) -> str:
        place = (str(face.path), face.number)
        if place not in self._families:
            family = f"font{len(self._families)}"
            self._pdf.add_font(family, fname=face.path, collection_font_number=face.number)
            self._families[place] = family
        return self._families[place]
