"""A sheet that a workbook has behind its own: headings and rows, as values."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from exports.tables.columns import Cell, Heading


class ExtraSheet(NamedTuple):
    """`headings` are texts with the kind of cell and the width of each column; HOURS are given in minutes."""

    name: str
    headings: Sequence[Heading]
    rows: Sequence[Sequence[Cell]]
