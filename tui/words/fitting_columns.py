"""Columns of text that fit a width: where they are too wide the widest give way, and what was cut ends in “…”."""

from __future__ import annotations

from collections.abc import Sequence

from tui.words.table import width

_GAPS = (2, 1)
_NEVER_CUT = 10
"""Dates and figures are as wide, and say nothing once they are cut."""


def fitted(rows: Sequence[Sequence[str]], room: int, right: frozenset[int] = frozenset()) -> list[str]:
    """A line for each row; columns numbered in `right` are aligned to the right."""
    if not rows:
        return []
    widths = [max(width(row[i]) for row in rows) for i in range(len(rows[0]))]
    spaces = len(widths) - 1
    gap = next((gap for gap in _GAPS if sum(widths) + gap * spaces <= room), _GAPS[-1])
    while sum(widths) + gap * spaces > room and max(widths) > _NEVER_CUT:
        widths[widths.index(max(widths))] -= 1
    lines = []
    for row in rows:
        cells = []
        for i, text in enumerate(row):
            cell = cut(text, widths[i])
            blanks = " " * (widths[i] - width(cell))
            cells.append(blanks + cell if i in right else cell + blanks)
        lines.append(cut((" " * gap).join(cells).rstrip(), room))
    return lines


def cut(text: str, room: int) -> str:
    """`text` in at most `room` cells."""
    if width(text) <= room:
        return text
    kept = ""
    for character in text:
        if width(kept + character) > room - 1:
            break
        kept += character
    return kept + "…"
