"""The order in which a page shows its rows, and which of them: by any column, and only those with a text in them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from storage.people.search_text import is_found
from tui.district.page import Page, Row
from tui.words.cell_order import cell_order

_LOW = "▆"
"""Less than a cell high, so that bars below each other stay apart."""
_FIGURE = re.compile(r"-?[\d,]+(?:\.\d+)?")


class Order(NamedTuple):
    """By which column the rows stand, and whether the last comes first. No column: as the page was made."""

    column: int | None = None
    last_first: bool = False

    def by(self, column: int) -> Order:
        """What a choice of this column makes of the order: chosen again it is turned round."""
        return Order(column, last_first=column == self.column and not self.last_first)

    def next(self, headings: Sequence[str]) -> Order:
        """By the next column that has a heading; behind the last one as the page was made."""
        start = 0 if self.column is None else self.column + 1
        following = next((place for place in range(start, len(headings)) if headings[place]), None)
        return Order(following)


class Look(NamedTuple):
    """How somebody looks at a page: the number of the marked row, the order, and the text that all rows shown have in them."""

    row: int = 0
    order: Order = Order()
    only: str = ""


AS_MADE = Look()
"""Of a page that nobody has looked at yet."""


def arranged(page: Page, look: Look) -> list[Row]:
    """The rows of a page as somebody looks at it.

    They stand by `cell_order`, as the lists of every screen. A name is found by its pinyin too.
    """
    rows = [row for row in page.rows if not look.only or is_found(row.cells, look.only)]
    column, last_first = look.order
    if column is None or column >= len(page.headings):
        return rows
    return sorted(rows, key=lambda row: cell_order(row.cells[column]), reverse=last_first)


def largest(page: Page, column: int) -> float:
    """The largest figure of a column, by which its bars are drawn."""
    return max((_amount(row.cells[column]) for row in page.rows), default=0)


def bar_of(text: str, most: float, room: int) -> str:
    """The bar of a figure, in exactly so many cells: the largest one, `most`, fills them."""
    filled = min(room, max(1, round(room * _amount(text) / most))) if most and _amount(text) else 0
    return _LOW * filled + " " * (room - filled)


def _amount(text: str) -> float:
    """Hours count in minutes."""
    whole, *minutes = figure(text) or (0.0,)
    return whole * 60 + minutes[0] if minutes else whole


def figure(text: str) -> tuple[float, ...]:
    """What a figure, hours (`2:05`) or a share (`85.0%`) is drawn by, its largest part first."""
    return tuple(float(part.replace(",", "")) for part in _FIGURE.findall(text))
