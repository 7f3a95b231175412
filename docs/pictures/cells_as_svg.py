"""Draw a Textual screen as SVG, with every cell in its place on any machine.

The SVG loads no fonts: letters come from the reader's machine. Block characters are drawn as rectangles, because fonts
leave gaps between them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from itertools import groupby

from rich.cells import cell_len
from rich.color import Color
from rich.style import Style
from textual.app import App

WIDTH, HEIGHT = 10, 20
"""Width and height of one cell, in units of the SVG."""
BASELINE = 15
FONTS = "'Noto Sans Mono CJK SC','Sarasa Mono SC','DejaVu Sans Mono',Menlo,Consolas,'Microsoft YaHei',monospace"
_QUADRANTS = " ▘▝▀▖▌▞▛▗▚▐▜▄▙▟█"
"""Quarter blocks. The bits of a character's place say which quarters are filled: upper left, upper right, lower left, lower right."""
_LINES = {"─": "M{x} {y}m0 9.5h{width}v1h-{width}z", "│": "M{x} {y}m4.5 0h1v20h-1z"}
_RISING = " ▁▂▃▄▅▆▇"
"""Blocks that fill a cell from below; the place of each is its height in eighths."""
_GROWING = " ▏▎▍▌▋▊▉"
"""The same from the left."""
Cell = tuple[str, int, str, str, bool]
"""A character, its number of columns, its colour, its background colour, and whether it is bold."""


def svg(app: App[int]) -> str:
    """The current screen of an app as the text of an SVG file."""
    return framed(app, rows_of(app))


def rows_of(app: App[int]) -> list[str]:
    """The elements of each row of the current screen of an app, in their places; one text a row."""
    strips = app.screen._compositor.render_strips(app.size)
    rows = ([cell for segment in strip for cell in _cells(segment.text, segment.style or Style())] for strip in strips)
    return ["\n".join(_row(cells, y * HEIGHT)) for y, cells in enumerate(rows)]


def framed(app: App[int], parts: Iterable[str]) -> str:
    """The text of an SVG file as large as the screen of an app, with these elements in it."""
    width, height = app.size.width * WIDTH, app.size.height * HEIGHT
    head = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-size="16" font-family="{FONTS}">',
        f'<rect width="{width}" height="{height}"/>',
    ]
    return "\n".join([*head, *parts, "</svg>\n"])


def _cells(text: str, style: Style) -> Iterator[Cell]:
    front, back = _hex(style.color, "#e0e0e0"), _hex(style.bgcolor, "#000000")
    if style.reverse:
        front, back = back, front
    for char in text:
        yield char, cell_len(char), front, back, bool(style.bold)


def _hex(color: Color | None, default: str) -> str:
    return default if color is None or color.is_default else color.get_truecolor().hex


def _row(cells: list[Cell], top: int) -> Iterator[str]:
    """The elements of one row, `top` units from the top: first backgrounds, then blocks and texts."""
    yield from _runs([(cell[1], cell[3]) for cell in cells], top, HEIGHT)
    for bit_left, y in ((1, top), (4, top + HEIGHT // 2)):
        halves = []
        for char, columns, front, _back, _bold in cells:
            bits = _QUADRANTS.find(char)
            halves += [(0.5, front if bits > 0 and bits & bit else "") for bit in (bit_left, bit_left * 2)] * columns
        yield from _runs(halves, y, HEIGHT // 2)
    x = 0
    for (kind, columns, front, bold), group in groupby(cells, key=_word):
        chars = [cell[0] for cell in group]
        if kind == "text":
            yield _text("".join(chars), x, top + BASELINE, columns, front, bold)
        elif kind and kind in _RISING:
            height = _RISING.index(kind) * HEIGHT / 8
            yield f'<path fill="{front}" d="M{x} {top + HEIGHT - height:g}h{len(chars) * WIDTH}v{height:g}h-{len(chars) * WIDTH}z"/>'
        elif kind and kind in _GROWING:
            # Only the last cell of a bar is one of these.
            yield f'<path fill="{front}" d="M{x} {top}h{_GROWING.index(kind) * WIDTH / 8:g}v{HEIGHT}H{x}z"/>'
        elif kind in _LINES:
            yield f'<path fill="{front}" d="{_LINES[kind].format(x=x, y=top, width=len(chars) * WIDTH)}"/>'
        x += len(chars) * columns * WIDTH


def _word(cell: Cell) -> tuple[str, int, str, bool]:
    """The key by which neighbouring cells become one element, so that the width of spaces and Chinese letters does not matter."""
    char, columns, front, _back, bold = cell
    if char in _QUADRANTS or columns == 0:
        return "", columns, "", False
    if char in _LINES or char in _RISING or char in _GROWING:
        return char, columns, front, False
    return "text", columns, front, bold


def _text(text: str, x: int, baseline: int, columns: int, front: str, bold: bool) -> str:
    """The elements of a text: narrow letters as one word, each wide letter by itself."""
    weight = ' font-weight="bold"' if bold else ""
    if columns == 1:
        length = f' textLength="{len(text) * WIDTH}"' if len(text) > 1 else ""
        return f'<text x="{x}" y="{baseline}"{length} fill="{front}"{weight}>{escape(text)}</text>'
    wide = "".join(f'<tspan x="{x + i * 2 * WIDTH}">{escape(char)}</tspan>' for i, char in enumerate(text))
    return f'<text y="{baseline}" font-size="18" fill="{front}"{weight}>{wide}</text>'


def _runs(pieces: list[tuple[float, str]], top: int, height: int) -> Iterator[str]:
    """Rectangles for pieces (columns, colour). Neighbours of one colour become one; an empty colour gives none."""
    x = 0.0
    for colour, group in groupby(pieces, key=lambda piece: piece[1]):
        width = sum(columns for columns, _colour in group) * WIDTH
        if colour and width:
            yield f'<path fill="{colour}" d="M{x:g} {top}h{width:g}v{height}h-{width:g}z"/>'
        x += width
