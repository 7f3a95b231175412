"""A list of texts with headings, as somebody sees it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from exports.tables.columns import Cell, CellKind

_HOURS = re.compile(r"(-?)(\d+):([0-5]\d)")
_WHOLE = re.compile(r"-?\d{1,3}(,\d{3})*|-?\d+")
_SHARE = re.compile(r"(\d+)%")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


class ShownList(NamedTuple):
    """`rows` are texts, as many in each as there are headings; `numbers` are the columns of figures. `about` are sentences
    that stand below the title."""

    title: str
    headings: Sequence[str]
    rows: Sequence[Sequence[str]]
    numbers: frozenset[int] = frozenset()
    about: Sequence[str] = ()

    def kind(self, column: int) -> CellKind:
        """What a column holds: whole numbers, hours, shares or days where all of its texts are such, else texts."""
        texts = [row[column] for row in self.rows if row[column]]
        if column not in self.numbers:
            return CellKind.DAY if texts and all(map(_DAY.fullmatch, texts)) else CellKind.TEXT
        if texts and all(map(_HOURS.fullmatch, texts)):
            return CellKind.HOURS
        if texts and all(map(_SHARE.fullmatch, texts)):
            return CellKind.SHARE
        return CellKind.WHOLE if all(map(_WHOLE.fullmatch, texts)) else CellKind.TEXT


def value_of(text: str, kind: CellKind) -> Cell:
    """A text of a column of this kind as a value: whole numbers, hours as whole minutes, shares as a part of one, all else as it is."""
    if not text:
        return None
    if kind is CellKind.WHOLE:
        return int(text.replace(",", ""))
    if kind is CellKind.HOURS and (found := _HOURS.fullmatch(text)):
        minutes = 60 * int(found[2]) + int(found[3])
        return -minutes if found[1] else minutes
    if kind is CellKind.SHARE and (found := _SHARE.fullmatch(text)):
        return int(found[1]) / 100
    return text
