"""The columns of the review, and the order that each gives: names by pinyin, numbers by value."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from storage.people.class_spelling import class_order
from storage.people.name_order import name_order
from storage.supervision.review import ReviewRow
from tui.words.cell_order import number_order


class Column(IntEnum):
    """Each by the digit that sorts by it."""

    CLASS = 1
    NAME = 2
    NUMBER = 3
    IN = 4
    OUT = 5
    MINUTES = 6
    WAITS = 7


@dataclass(frozen=True, slots=True)
class Order:
    """By which column, and whether the last comes first. By `WAITS` the rows stand under the headings of their causes."""

    column: Column = Column.WAITS
    is_reversed: bool = False

    @property
    def is_grouped(self) -> bool:
        """Whether the causes have headings."""
        return self.column is Column.WAITS

    def by(self, column: Column) -> Order:
        """The order after a column was chosen: the same one once more turns it around."""
        return Order(column, column is self.column and not self.is_reversed)


def in_order(rows: Sequence[ReviewRow], order: Order) -> list[ReviewRow]:
    """The rows of a review, sorted; equal ones stay in the order of urgency."""
    if order.is_grouped:
        return list(reversed(rows)) if order.is_reversed else list(rows)
    return sorted(rows, key=_KEYS[order.column], reverse=order.is_reversed)


_KEYS: dict[Column, Callable[[ReviewRow], Any]] = {
    Column.CLASS: lambda row: (not row.class_name, class_order(row.class_name), number_order(row.number)),
    Column.NAME: lambda row: (not row.name, name_order(row.name or row.school)),
    Column.NUMBER: lambda row: number_order(row.number),
    Column.IN: lambda row: (row.session.start is None, row.session.start or 0),
    Column.OUT: lambda row: (row.session.end is None, row.session.end or 0),
    Column.MINUTES: lambda row: row.session.minutes,
}
