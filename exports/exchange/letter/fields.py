"""Values in the manifest of a signed file, whoever wrote it: each is checked before it is used."""

from __future__ import annotations

import unicodedata
from typing import Any

LONGEST_NAME = 200
_NOT_ON_A_LINE = ("Cc", "Cf", "Cs", "Zl", "Zp")
"""Unicode categories that a text on one line must not have: control and format characters, half surrogates, line ends.

Private-use characters are allowed: some rare names need them."""


def check_text(value: Any, longest: int = LONGEST_NAME) -> str:
    """`value` if it is a text on one line of at most `longest` characters. Raises TypeError or ValueError otherwise."""
    if not isinstance(value, str):
        raise TypeError("not a text")
    if len(value) > longest or any(unicodedata.category(c) in _NOT_ON_A_LINE for c in value):
        raise ValueError("a text of another sort")
    return value


def check_count(value: Any, most: int = 1 << 53) -> int:
    """`value` if it is a whole number from 0 to `most`. Raises TypeError or ValueError otherwise."""
    if type(value) is not int:
        raise TypeError("not a whole number")
    if not 0 <= value <= most:
        raise ValueError("out of range")
    return value
