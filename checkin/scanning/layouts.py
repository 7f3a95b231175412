"""Digits that a keyboard layout turned into other characters; turned back where the check digits prove it."""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum

from checkin.rules.badge_numbers import PREFIX, is_badge_number
from checkin.scanning.text import normalise

_MIN_DIGITS = 18


class Layout(StrEnum):
    """A row of characters that stand in the place of `1234567890`."""

    SHIFT_US = "!@#$%^&*()"
    SHIFT_UK = '!"£$%^&*()'
    SHIFT_DE = '!"§$%&/()='
    # Shift on a Chinese input method: NFKC leaves ¥ of ￥, and three points of each half of ……
    SHIFT_ZH = "!@#¥%…&*()"
    AZERTY = "&é\"'(-è_çà"
    AZERTY_BE = "&é\"'(§è!çà"
    CZECH = "+ěščřžýáíé"


SHIFTED = frozenset({Layout.SHIFT_US, Layout.SHIFT_UK, Layout.SHIFT_DE, Layout.SHIFT_ZH})

# What a Chinese input method makes of the `]Q1` and `\000026` before a text.
_PREFIX_MARKS = str.maketrans({"【": "[", "】": "]", "「": "[", "」": "]", "、": "\\", "·": "`"})
# A letter and a digit of a prefix that became a Chinese word, its candidate chosen by the digit.
_EATEN_PREFIX = re.compile(r"\]?[^\x00-\x7f]{1,4}[0-9A-Za-z]?(?=71\d{22}$)")


def on_the_badge(raw: str) -> str:
    """The text on the badge, as far as the characters that arrived allow; a number is never guessed."""
    text = normalise(unicodedata.normalize("NFKC", raw).translate(_PREFIX_MARKS))
    rest = _EATEN_PREFIX.sub("", text)
    if is_badge_number(rest):
        return rest
    found = layout_of(text)
    return digits_of(text, found) if found else text


def layout_of(text: str) -> Layout | None:
    """The layout by which a text is a badge number, or one that lost a few digits; None where it needs none."""
    if text.isdecimal():
        return None
    for layout in Layout:
        digits = digits_of(text, layout)
        if is_badge_number(digits) or (digits.startswith(PREFIX) and digits.isdecimal() and len(digits) >= _MIN_DIGITS):
            return layout
    return None


def digits_of(text: str, layout: Layout) -> str:
    """A text with the layout's characters as the digits they stand for."""
    squeezed = text.replace("." * 6, "…") if layout is Layout.SHIFT_ZH else text
    return squeezed.translate(str.maketrans(layout.value, "1234567890"))
