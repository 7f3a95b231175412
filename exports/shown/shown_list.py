"""A list of texts with headings, as somebody sees it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from exports.tables.columns import Cell, CellKind

_HOURS = re.compile(r"(-?)(\d+):([0-5]\d)")
_WHOLE = re.compile(r"-?\d{1,3}(,\d{3})*|-?\d+")
_SHARE = re.compile(r"(\d+(?:\.\d+)?)%")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_INSTANT = re.compile(_DAY.pattern + r" \d\d:\d\d(:\d\d)?")
_NOTHING = ("", "—")


class ShownList(NamedTuple):
    """`rows` are texts, as many in each as there are headings; `numbers` are the columns of figures. `about` are sentences
    that stand below the title, `blank` the columns that a person fills in."""

    title: str
    headings: Sequence[str]
    rows: Sequence[Sequence[str]]
    numbers: frozenset[int] = frozenset()
    about: Sequence[str] = ()
    blank: frozenset[int] = frozenset()

    def kind(self, column: int) -> CellKind:
        """What a column holds: numbers, shares, hours, days or times where all of its texts are such, else texts. A dash is none."""
        texts = [row[column] for row in self.rows if row[column] not in _NOTHING]
        kinds = _FIGURES if column in self.numbers else _TIMES
        return next((kind for kind, is_one in kinds if texts and all(map(is_one, texts))), CellKind.TEXT)


def _is_time(text: str) -> bool:
    return _INSTANT.fullmatch(text) is not None and _is_in_the_calendar(text)


def _is_day(text: str) -> bool:
    return _DAY.fullmatch(text) is not None and _is_in_the_calendar(text)


def _is_in_the_calendar(text: str) -> bool:
    """Not so a class that somebody called `2026-13-01`."""
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True


_FIGURES = ((CellKind.HOURS, _HOURS.fullmatch), (CellKind.WHOLE, _WHOLE.fullmatch), (CellKind.SHARE, _SHARE.fullmatch))
_TIMES = ((CellKind.DAY, _is_day), (CellKind.INSTANT, _is_time))


def value_of(text: str, kind: CellKind) -> Cell:
    """A text of a column of this kind as a value: whole numbers, hours as whole minutes, shares as a part of one, all else as it is.
    A dash among days and times is none."""
    if not text or (text in _NOTHING and kind in (CellKind.DAY, CellKind.INSTANT)):
        return None
    if text in _NOTHING:
        return text
    if kind is CellKind.WHOLE:
        return int(text.replace(",", ""))
    if kind is CellKind.HOURS and (found := _HOURS.fullmatch(text)):
        minutes = 60 * int(found[2]) + int(found[3])
        return -minutes if found[1] else minutes
    if kind is CellKind.SHARE and (found := _SHARE.fullmatch(text)):
        return round(float(found[1]) / 100, 6)
    return text
