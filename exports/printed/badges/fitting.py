"""Fit a text into a box: in one line if possible, else smaller, else in more lines; never beyond the box."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

Measure = Callable[[str, float], float]
"""A function that gives the width of a text (first) at a size (second); the caller chooses the units."""

# A Latin word stays whole where it can, a Chinese text may break after any character; but a name with a dot
# (阿卜杜拉·买买提) breaks after the dot, and a double name after its hyphen. A date stays whole.
# Closing punctuation never begins a line.
_PIECE = re.compile(r"(?:[^\s⺀-\U0003ffff-]|(?<=[0-9])-(?=[0-9]))+-?\s*|.[，。、；：！？）》」』】％]*", re.DOTALL)
_DOTTED = re.compile(r"[^·•\s-]*[·•\s-]+|[^·•\s-]+")


@dataclass(frozen=True, slots=True)
class Fitted:
    """A text that fits: its lines and its size. `cut` is true if even the smallest size was too large; then it ends with an ellipsis."""

    size: float
    lines: tuple[str, ...]
    cut: bool = False


@dataclass(frozen=True, slots=True)
class Box:
    """The width of a box, and the sizes to try: from the best to the smallest readable one, each with its most lines. With `whole`
    a word is broken at the last size alone."""

    width: float
    sizes: Sequence[tuple[float, int]]
    whole: bool = False


def fit(text: str, box: Box, measure: Measure) -> Fitted:
    """`text` at the first size of `box` at which it fits. At the last size it is cut if need be."""
    for size, most in box.sizes:
        lines = _wrapped(text, box.width, size, measure)
        if len(lines) <= most and not (box.whole and _breaks_words(text, box.width, size, measure)):
            return Fitted(size, tuple(lines))
    size, most = box.sizes[-1]
    lines = _wrapped(text, box.width, size, measure)
    if len(lines) <= most:
        return Fitted(size, tuple(lines))
    lines = lines[:most]
    last = lines[-1]
    while last and measure(last + "…", size) > box.width:
        last = last[:-1]
    return Fitted(size, (*lines[:-1], last.rstrip() + "…"), cut=True)


def _breaks_words(text: str, width: float, size: float, measure: Measure) -> bool:
    return any(measure(piece.rstrip(), size) > width for piece in _pieces(text))


def _pieces(text: str) -> list[str]:
    return (_DOTTED if "·" in text or "•" in text else _PIECE).findall(text)


def _wrapped(text: str, width: float, size: float, measure: Measure) -> list[str]:
    if measure(text, size) <= width:
        return [text]
    lines = [""]
    for piece in _pieces(text):
        if lines[-1] and measure((lines[-1] + piece).rstrip(), size) > width:
            lines.append("")
        for part in [piece] if measure(piece.rstrip(), size) <= width else piece:
            if lines[-1] and measure((lines[-1] + part).rstrip(), size) > width:
                lines.append("")
            lines[-1] += part
    return [line.strip() for line in lines]
