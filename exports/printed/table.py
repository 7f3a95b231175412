"""The columns of a printed table, and their widths."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PaperColumn:
    """A column. `share` is its part of the width, relative to the other columns; `right` aligns numbers to the right."""

    heading: str
    share: float
    right: bool = False


def widths(columns: tuple[PaperColumn, ...], whole: float) -> list[float]:
    """The width of each column; together they are `whole` (in the same unit, such as millimetres)."""
    shares = sum(column.share for column in columns)
    return [whole * column.share / shares for column in columns]
