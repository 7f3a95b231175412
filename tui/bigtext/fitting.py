"""The largest letters of a text that fit a place."""

from __future__ import annotations

from collections.abc import Callable

from tui.bigtext.letters import in_letters, width_of

Lines = tuple[str, ...]
Picture = Callable[[str, int], Lines | None]

_LEAST_ROWS = 5
"""Below ten pixels of height Chinese characters run together."""


def letters_that_fit(text: str, columns: int, rows: int) -> Lines | None:
    """An ASCII text in the pixel alphabet, at double size where there is room, else in lines of whole words."""
    if not text.isascii() or not text.strip():
        return None
    for scale in (3, 2, 1):
        if 4 * scale <= rows and width_of(text, scale) <= columns:
            return tuple(in_letters(text, scale) or ())
    lines: list[str] = []
    for line in _wrapped(text, columns):
        lines += in_letters(line) or ()
    return tuple(lines) if lines and len(lines) <= rows and all(len(line) <= columns for line in lines) else None


def picture_that_fits(text: str, columns: int, rows: int, draw: Picture) -> Lines | None:
    """A text drawn with a font, as large as it fits; None where it does not."""
    most = max(1, columns // max(1, len(text)))
    for height in range(min(rows, most), _LEAST_ROWS - 1, -1):
        lines = draw(text, height)
        if lines is None:
            return None
        if len(lines[0]) <= columns:
            return lines
    return None


def _wrapped(text: str, columns: int) -> list[str]:
    lines: list[str] = []
    for word in text.split():
        if lines and width_of(f"{lines[-1]} {word}") <= columns:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines
