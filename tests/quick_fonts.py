"""Reading a font once: fpdf reads the 65,000 widths of a Chinese font anew for each document, and each is drawn twice.

What fpdf changes when it writes a document is new for each of them: the table of used characters, and the open font itself.
"""

from __future__ import annotations

from copy import copy
from functools import cache, partial
from pathlib import Path
from typing import Any

from fontTools.ttLib import TTFont
from fpdf import FPDF
from fpdf.enums import TextEmphasis
from fpdf.fonts import SubsetMap, TTFFont

_read = TTFFont.__init__


def read_fonts_once() -> None:
    """From now on in this process."""
    setattr(TTFFont, _read.__name__, _take)


def _take(
    self: Any,
    fpdf: FPDF,
    font_file_path: Path,
    fontkey: str,
    style: str,
    unicode_range: set[int] | None = None,
    axes_dict: dict[str, float] | None = None,
    palette_index: int | None = None,
    collection_font_number: int = 0,
) -> None:
    """As fpdf's own, from what was read before where a whole font of one colour is asked for."""
    known = None if unicode_range or axes_dict or palette_index else _pristine(font_file_path, collection_font_number)
    if known is None or known.color_font is not None:
        _read(
            self, fpdf, font_file_path, fontkey, style, unicode_range, axes_dict, palette_index, collection_font_number
        )
        return
    for name in filter(partial(hasattr, known), TTFFont.__slots__):
        setattr(self, name, getattr(known, name))
    self.i, self.fontkey, self.emphasis = len(fpdf.fonts) + 1, fontkey, TextEmphasis.coerce(style)
    self.ttfont = TTFont(font_file_path, recalcTimestamp=False, fontNumber=collection_font_number, lazy=True)
    self.cw, self.desc, self.missing_glyphs = copy(known.cw), copy(known.desc), []
    self.subset = SubsetMap(self)


@cache
def _pristine(file: Path, number: int) -> Any:
    """The font of a file as it was read, in no document."""
    font = TTFFont.__new__(TTFFont)
    _read(font, FPDF(), file, "", "", collection_font_number=number)
    return font
