"""Text on a PDF page from several fonts, each character from the first font that has it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exports.printed.fonts import Face, FontSet
from exports.printed.shaping import Piece, can_shape, needs_shaping, pieces

if TYPE_CHECKING:
    from fpdf import FPDF

POINT = 25.4 / 72
"""Millimetres."""


_KEPT_TEXTS = 20_000
"""How many texts are cached with width and fonts, because every page repeats the same words."""


class Typesetter:
    """Measures and draws texts on PDF pages. A font is embedded (as a subset) once it is used."""

    def __init__(self, pdf: FPDF, fonts: FontSet) -> None:
        self._pdf = pdf
        self._fonts = fonts
        self._able = can_shape()
        self._families: dict[tuple[str, int], str] = {}
        self._widths: dict[str, float] = {}
        self._texts: dict[str, float] = {}
        self._pieces: dict[str, list[Piece]] = {}

    def width(self, text: str, size: float) -> float:
        """The width of `text` at `size` points, in millimetres."""
        known = self._texts.get(text)
        if known is None:
            if needs_shaping(text):
                known = sum(self._width_of(piece) for piece in pieces(self._fonts, text, self._able))
            else:
                known = sum(map(self._width_at_1, text))
            if len(self._texts) < _KEPT_TEXTS:
                self._texts[text] = known
        return known * size

    def draw(self, x: float, baseline: float, text: str, size: float) -> None:
        """Draw `text` at `size` points. It starts `x` mm from the left; its baseline is `baseline` mm from the top of the page."""
        found = self._pieces.get(text)
        if found is None:
            found = pieces(self._fonts, text, self._able)
            if len(self._pieces) < _KEPT_TEXTS:
                self._pieces[text] = found
        for piece in found:
            self._pdf.set_font(self._family(piece.face), size=size)
            if piece.shaped:
                self._draw_shaped(x, baseline, piece, size)
                x += self._width_of(piece) * size
            else:
                self._pdf.text(x, baseline, piece.text)
                x += self.width(piece.text, size)

    def _draw_shaped(self, x: float, baseline: float, piece: Piece, size: float) -> None:
        """`FPDF.text` shapes nothing: a cell does, whose baseline is 0.8 of the size below its top where it is as high."""
        height = size * POINT
        margin, self._pdf.c_margin = self._pdf.c_margin, 0
        self._shape(piece)
        self._pdf.set_xy(x, baseline - 0.8 * height)
        self._pdf.cell(h=height, text=piece.text)
        self._pdf.set_text_shaping(False)
        self._pdf.c_margin = margin

    def _shape(self, piece: Piece) -> None:
        self._pdf.set_text_shaping(True, direction="rtl" if piece.right_to_left else "ltr")

    def _width_of(self, piece: Piece) -> float:
        """The width of a piece at one point, in millimetres."""
        if not piece.shaped:
            return sum(map(self._width_at_1, piece.text))
        self._pdf.set_font(self._family(piece.face), size=1000)
        self._shape(piece)
        width = float(self._pdf.get_string_width(piece.text)) / 1000
        self._pdf.set_text_shaping(False)
        return width

    def _width_at_1(self, character: str) -> float:
        if character not in self._widths:
            total = 0.0
            # FontSet.runs drops a space that stands alone, so the character is measured between two others.
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
