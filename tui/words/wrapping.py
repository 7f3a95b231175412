"""Lines of a paragraph, counted in cells: a Chinese text may break behind any character, a Latin word stays whole."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tui.words.cells import cell_width

_WIDE = "⺀-\U0003ffff"
_OPENS = "（《「『【“‘"
"""Never ends a line."""
_OPENS_LATIN = r"(\["
"""Stays with an opening sign behind it; within a word, as in 7(1), nothing is broken at it."""
_CLOSES = "，。、；：！？）》」』】％”’…"
"""Never begins a line."""
_PIECE = re.compile(rf"[{_OPENS}{_OPENS_LATIN}]*(?:[^\s{_WIDE}{_OPENS}]+|[{_WIDE}])[{_CLOSES}]*|[{_OPENS}]+|\s+")

SLASHES = "/\\"
"""What stands between the parts of a path."""


def wrapped(text: str, room: int) -> list[str]:
    """The lines of `text`, each of at most `room` cells.

    Blanks and line ends count as one blank. A word that is longer than a line is cut; there is always one line.
    """
    lines, line, gap = [], "", ""
    for piece in _PIECE.findall(text):
        if piece.isspace():
            gap = " "
            continue
        if line and cell_width(line + gap + piece) > room:
            lines.append(line)
            line = ""
        *whole, piece = _cut(piece, room) if cell_width(piece) > room else (piece,)
        lines += whole
        line += gap + piece if line else piece
        gap = ""
    return [*lines, line]


def _cut(piece: str, room: int) -> Iterator[str]:
    """A word that is longer than a line: a path behind a slash, so that the name of the file stays whole where it can."""
    line = ""
    for character in piece:
        if line and cell_width(line + character) > room:
            folder = max(map(line.rfind, SLASHES)) + 1
            kept = folder if folder > 1 else len(line)
            yield line[:kept]
            line = line[kept:]
        line += character
    yield line


def breaks(text: str, room: int) -> list[tuple[int, int]]:
    """Where one line is broken so that none takes more than `room` cells: the end of each line and the beginning of the next, which
    differ by the blanks between. Empty where it fits. Blanks that align something stay where they do not end a line."""
    if cell_width(text) <= room or room < 2:
        return []
    found: list[tuple[int, int]] = []
    begin = end = 0
    for piece in _PIECE.finditer(text):
        if piece[0].isspace():
            continue
        if end > begin and cell_width(text[begin : piece.end()]) > room:
            found.append((end, piece.start()))
            begin = piece.start()
        end = piece.end()
        while cell_width(text[begin:end]) > room:
            cut = begin + max(1, len(next(_cut(text[begin:end], room))))
            found.append((cut, cut))
            begin = cut
    return found
