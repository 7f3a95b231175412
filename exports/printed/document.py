"""A document of A4 pages, written from top to bottom, with “page x of y” at the foot of each page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from checkin.texts import _
from exports.printed.badges.fitting import Box, fit
from exports.printed.badges.typesetting import POINT, Typesetter
from exports.printed.fonts import FontSet, fonts_for, printable
from exports.printed.printed import Printed, PrintedText, missing_characters
from exports.printed.table import PaperColumn, widths
from storage.disk.atomic_file import atomic_path

if TYPE_CHECKING:
    from fpdf import FPDF

LEFT, RIGHT, TOP, BOTTOM = 18.0, 192.0, 22.0, 278.0
"""Margins of an A4 page (ISO 216), in millimetres from its upper left corner."""
_LEADING = 1.5
_PADDING = 1.5
_CELL_SIZES = ((9.5, 1), (8.0, 1), (7.0, 2), (6.0, 2))
_HEAD_SIZES = ((9.0, 1), (7.5, 2), (6.0, 2))
_FOOT_SIZE = 8.5


class Paper:
    """The current page. `y` (mm) is where the next line starts; a new page begins if something does not fit.

    `pages` is the number of all pages. `head`, if it is set, draws the top of each new page.
    """

    def __init__(self, pdf: FPDF, fonts: FontSet, foot: str, pages: int) -> None:
        self.pdf = pdf
        self.type = Typesetter(pdf, fonts)
        self.y = BOTTOM
        self.head: Callable[[Paper], None] | None = None
        self._foot = foot
        self._pages = pages

    def line(self, text: str, size: float = 10.0, gap: float = 0.0) -> None:
        """Write a text of `size` points over the width of the page, in several lines if need be, `gap` mm lower."""
        self.y += gap
        height = size * POINT * _LEADING
        for piece in fit(printable(text), Box(RIGHT - LEFT, ((size, 400),)), self.type.width).lines:
            self.room(height)
            self.y += height
            self.type.draw(LEFT, self.y, piece, size)

    def room(self, height: float) -> None:
        """Begin a new page if less than `height` mm are left on this one."""
        if self.y + height > BOTTOM:
            self.new_page()

    def new_page(self) -> None:
        """Begin a page, and write its foot."""
        self.pdf.add_page()
        number = _("page {page} of {pages}").format(page=self.pdf.page_no(), pages=self._pages)
        right = RIGHT - self.type.width(number, _FOOT_SIZE)
        self.type.draw(right, BOTTOM + 10, number, _FOOT_SIZE)
        words = fit(printable(self._foot), Box(right - LEFT - 6, ((_FOOT_SIZE, 1), (6, 1))), self.type.width)
        self.type.draw(LEFT, BOTTOM + 10, words.lines[0], words.size)
        self.y = TOP
        if self.head is not None:
            self.head(self)

    def rows_left(self, row_mm: float) -> int:
        """How many rows of `row_mm` millimetres still fit on this page."""
        return max(0, int((BOTTOM - self.y) / row_mm + 1e-9))

    def table(
        self,
        columns: Sequence[PaperColumn],
        rows: Iterable[Sequence[str]],
        row_mm: float = 7.0,
        gap: float = 3.0,
        sizes: Sequence[tuple[float, int]] = _CELL_SIZES,
    ) -> None:
        """Draw ruled rows, `row_mm` high, below the headings; each new page repeats the headings.

        `sizes` are pairs of points and most lines: a text that does not fit its cell is set in the next size, and cut at
        the last one.
        """
        listed = tuple(columns)
        across = widths(listed, RIGHT - LEFT)
        self.y += gap
        self.room(2 * row_mm)
        self._head(listed, across, row_mm)
        for cells in rows:
            if self.y + row_mm > BOTTOM:
                self.new_page()
                self._head(listed, across, row_mm)
            self._row(cells, listed, across, row_mm, sizes)

    def _head(self, columns: Sequence[PaperColumn], across: Sequence[float], row_mm: float) -> None:
        self.pdf.set_fill_color(232)
        self.pdf.rect(LEFT, self.y, RIGHT - LEFT, row_mm, style="F")
        self._row([column.heading for column in columns], columns, across, row_mm, _HEAD_SIZES, whole=True)

    def _row(
        self,
        cells: Sequence[str],
        columns: Sequence[PaperColumn],
        across: Sequence[float],
        row_mm: float,
        sizes: Sequence[tuple[float, int]],
        *,
        whole: bool = False,
    ) -> None:
        x = LEFT
        self.pdf.set_draw_color(120)
        self.pdf.set_line_width(0.15)
        for text, column, width in zip(cells, columns, across, strict=True):
            self.pdf.rect(x, self.y, width, row_mm)
            shown = printable(text)
            if shown:
                self._cell(shown, x, row_mm, Box(width - 2 * _PADDING, sizes, whole), right=column.right)
            x += width
        self.y += row_mm

    def _cell(self, text: str, x: float, row_mm: float, box: Box, *, right: bool) -> None:
        fitted = fit(text, box, self.type.width)
        line = fitted.size * POINT * 1.15
        first = self.y + (row_mm - line * len(fitted.lines)) / 2
        for place, words in enumerate(fitted.lines):
            indent = _PADDING + (box.width - self.type.width(words, fitted.size) if right else 0)
            self.type.draw(x + indent, first + (place + 0.82) * line, words, fitted.size)


def write_document(
    path: Path, title: str, draw: Callable[[Paper], None], shown: Iterable[PrintedText] = (), foot: str = ""
) -> Printed:
    """Write a document that `draw` draws, whole or not at all. The result has a note for each person with missing characters.

    `draw` is called a second time where there is more than one page, because only then the number of pages is known.
    `shown` are all texts that people wrote, so that fonts are found for them. `foot` is written at the foot of each page.
    Raises Refused if there is no font, or `path` can't be written.
    """
    texts = [PrintedText(title), PrintedText(foot), *shown]
    fonts = fonts_for(one.text for one in texts)
    drawn = _drawn(title, fonts, draw, foot, 1)
    if drawn.pages_count > 1:
        drawn = _drawn(title, fonts, draw, foot, drawn.pages_count)
    with atomic_path(path) as temporary:
        drawn.output(str(temporary))
    return Printed((path,), tuple(missing_characters(texts, fonts)), drawn.pages_count)


def _drawn(title: str, fonts: FontSet, draw: Callable[[Paper], None], foot: str, pages: int) -> FPDF:
    from fpdf import FPDF

    pdf = FPDF(unit="mm", format="A4")
    pdf.set_auto_page_break(False)
    pdf.set_margin(0)
    pdf.set_title(title)
    pdf.set_creator("Hourdesk")
    draw(Paper(pdf, fonts, foot, pages))
    return pdf
