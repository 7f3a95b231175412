"""The word with which a scanner's file says whether a line is a check-in or a check-out."""

from __future__ import annotations

import unicodedata

from checkin.rules.events import Direction

_WORDS = {
    Direction.IN: ("in", "checkin", "checkedin", "entry", "enter", "arrive", "arrival", "签到", "进", "入", "进入", "进场", "入场", "到达"),
    Direction.OUT: ("out", "checkout", "checkedout", "exit", "leave", "departure", "签退", "出", "离开", "离场", "出场", "退场"),
    Direction.AUTO: ("auto", "自动"),
}  # fmt: skip
_WAYS = {word: way for way, words in _WORDS.items() for word in words}


def way_of(cell: str) -> Direction | None:
    """What a cell says of the direction; None for any other text."""
    return _WAYS.get("".join(char for char in unicodedata.normalize("NFKC", cell).casefold() if char.isalpha()))
