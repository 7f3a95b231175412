"""The cells of a line, by the separator that stands in it."""

from __future__ import annotations

import csv
import re

_SEPARATORS = "\t;,|"
BLANKS = " "
_HAS_CLOCK = re.compile(r"\d[:：]\d\d")


def separator_of(text: str) -> str:
    """What separates the cells; blanks only where a clock time stands in the line. Empty for a text that is one cell."""
    for separator in _SEPARATORS:
        if separator in text.strip():
            return separator
    return BLANKS if _HAS_CLOCK.search(text) else ""


def split(text: str, separator: str) -> list[str]:
    """The cells of a line; quotes around a cell belong to it, as in CSV."""
    if not separator:
        return [text]
    if separator == BLANKS:
        return text.split()
    try:
        return next(csv.reader([text], delimiter=separator), [text])
    except csv.Error:
        return text.split(separator)
