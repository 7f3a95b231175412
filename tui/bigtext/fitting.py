"""The largest letters of a text that fit a place."""

from __future__ import annotations

from tui.bigtext.letters import in_letters, width_of
from tui.model.pictures import Lines, Picture

_WIDE = ((6, 3), (5, 3), (4, 3), (4, 2), (3, 2), (2, 2), (3, 1), (2, 1))
"""Half columns by half rows of a pixel, from the largest to the smallest."""

_LEAST_ROWS = 5
"""Below ten pixels of height Chinese characters run together."""


def letters_that_fit(text: str, columns: int, rows: int) -> Lines | None:
    """An ASCII text in the pixel alphabet: wide and high where there is room, else in lines of words, else narrow."""
    if not text.isascii() or not text.strip():
        return None
    wrapped = _wrapped(text, columns)
    trials = [([text], size) for size in _WIDE]
    trials += [(wrapped, (2, 1)), ([text], (1, 1)), (wrapped, (1, 1))]
    for lines, (across, down) in trials:
        fits = all(width_of(line, across) <= columns for line in lines)
        if fits and 4 * down * len(lines) <= rows:
            return tuple(row for line in lines for row in in_letters(line, across, down) or ())
    return None


def picture_that_fits(text: str, columns: int, rows: int, draw: Picture) -> Lines | None:
    """A text drawn with a font, as large as it fits; None where it does not."""
    most = max(1, columns // max(1, len(text)))
    height = min(rows, most)
    while height >= _LEAST_ROWS:
        lines = draw(text, height)
        if lines is None:
            return None
        if len(lines[0]) <= columns:
            return lines
        # Letters are as wide as they are high: the next trial is near the one that fits.
        height = min(height - 1, height * columns // len(lines[0]))
    return None


def _wrapped(text: str, columns: int) -> list[str]:
    lines: list[str] = []
    for word in text.split():
        if lines and width_of(f"{lines[-1]} {word}", 2) <= columns:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines
