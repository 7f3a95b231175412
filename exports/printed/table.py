"""The columns of a table on paper, and how wide each one is."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PaperColumn:
    """`share` is its part of the width, against the shares of the others; numbers stand to the right."""

    heading: str
    share: float
    right: bool = False


def widths(columns: tuple[PaperColumn, ...], whole: float) -> list[float]:
    """Millimetres of each column, which together are `whole`."""
    shares = sum(column.share for column in columns)
    return [whole * column.share / shares for column in columns]
