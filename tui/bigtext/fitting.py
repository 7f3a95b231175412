"""The largest letters of a text that fit a place."""

from __future__ import annotations

from tui.bigtext.letters import in_letters, rows_of, width_of
from tui.model.pictures import Lines, Picture
from tui.words.cells import cell_width

_SIZES = ((4, (8, 7, 6, 5, 4)), (3, (6, 5, 4, 3)), (2, (4, 3, 2)), (1, (3, 2, 1)))
"""Half rows of a pixel, from the highest letters to the lowest, each with its half columns from the widest to the narrowest:
letters that are narrower for their height run together from afar."""

_LEAST_ROWS = 5
"""Below ten pixels of height Chinese characters run together."""


def letters_that_fit(text: str, columns: int, rows: int) -> Lines | None:
    """An ASCII text in the pixel alphabet: as high as there is room for, on one line if it can be, else a word a line."""
    if not text.isascii() or not text.isprintable() or not text.strip():
        return None
    for down, widths in _SIZES:
        for across in widths:
            for lines in ([text], _wrapped(text, columns, across)):
                if any(width_of(line, across) > columns for line in lines):
                    continue
                if sum(rows_of(line, down) for line in lines) > rows:
                    continue
                if len(drawn := _drawn(lines, across, down)) <= rows:
                    return drawn
    return None


def _drawn(lines: list[str], across: int, down: int) -> Lines:
    """The lines of words below each other; letters that fill their rows are kept apart by one."""
    drawn: list[str] = []
    for line in lines:
        if drawn and drawn[-1].strip(" ▀▘▝"):
            drawn.append("")
        drawn += in_letters(line, across, down) or ()
    return tuple(drawn)


def picture_that_fits(text: str, columns: int, rows: int, draw: Picture) -> Lines | None:
    """A text drawn with a font, as large as it fits; None where it does not."""
    # A wide character is nearly as wide as high, in pixels of half a cell: a trial that is too wide is drawn while somebody waits.
    wide = len(text) if all(cell_width(letter) == 2 for letter in text) else 0
    most = columns * 10 // (19 * wide) if wide else max(1, columns // max(1, len(text)))
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


def _wrapped(text: str, columns: int, across: int) -> list[str]:
    lines: list[str] = []
    for word in text.split():
        if lines and width_of(f"{lines[-1]} {word}", across) <= columns:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines
