"""Single cells of a roster: identity numbers, and years and months without a day."""

from __future__ import annotations

import re

_MONTH_ONLY = re.compile(r"(?:19|20)\d\d(?:\s?[-/.年]\s?\d{1,2}月?|0[1-9]|1[0-2]|年?)")
_IDENTITY = re.compile(r"G?(\d{17}[\dX])", re.IGNORECASE)
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def lacks_day(text: str) -> bool:
    """Whether a text names a year, or a year and month, but no day: `2012.03`, 2012年3月."""
    return _MONTH_ONLY.fullmatch(text) is not None


def is_identity_number(text: str) -> bool:
    """Whether a text is a citizen identity number (GB 11643, with its check digit) or a 学籍号 made of one."""
    found = _IDENTITY.fullmatch(text)
    if not found or not text.isascii():
        return False
    digits = found[1].upper()
    total = sum(w * int(d) for w, d in zip(_WEIGHTS, digits, strict=False))
    return digits[17] == "10X98765432"[total % 11]
