"""The order of the cells of a list, whatever screen shows it: names by pinyin, numbers, hours and classes by value."""

from __future__ import annotations

import re

from storage.people.class_spelling import class_order
from storage.people.name_order import name_order

_TIME = re.compile(r"(-?\d+):([0-5]\d)")
_FIGURE = re.compile(r"-?\d[\d,]*(?:\.\d+)?%?")
_DIGITS = re.compile(r"\d+")
_LONGEST_NUMBER = 18
_CLASS = "班"

CellOrder = tuple[int, float, str]


def cell_order(text: str) -> CellOrder:
    """How a cell is sorted: an empty one first, then figures, shares and hours (`h:mm`) by value, then all else as people look
    it up: names by pinyin, 七(2)班 before 七(10)班, W3f-2 before W3f-10."""
    if not text:
        return 0, 0.0, ""
    if found := _TIME.fullmatch(text):
        return 1, int(found[1]) * 60 + int(found[2]), ""
    if _FIGURE.fullmatch(text):
        return 1, float(text.rstrip("%").replace(",", "")), text
    return 2, 0.0, class_order(text) if text.endswith(_CLASS) else name_order(number_order(text))


def number_order(text: str) -> str:
    """A text with its numbers by value: 9 comes before 10, and W3f-2 before W3f-10."""
    return _DIGITS.sub(lambda found: found[0].zfill(_LONGEST_NUMBER), text)
