"""Where the headings are, and which column holds what."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from storage.roster.found_headings import find_headings, half_width, plain_heading, ranking_of
from storage.roster.headings import EXPLAINING, LIKE_CLASS, NO_CLASS, SYNONYMS, Field
from storage.roster.sheets import HEADINGS_WITHIN, Sheet

_RANKING = ranking_of(SYNONYMS)


@dataclass(frozen=True, slots=True)
class Columns:
    """The heading row and the first row below it (from 0), the column of each field,
    and the headings that are not read.
    """

    heading: int
    first: int
    of: Mapping[Field, int]
    sensitive: tuple[str, ...] = ()
    doubled: tuple[str, ...] = ()
    other: tuple[str, ...] = ()


def find_columns(sheet: Sheet) -> Columns | None:
    """The columns by the best heading row among the first ten; None where no row looks like headings.

    The heading of names is enough alone. Without it there must be two headings, so that
    the caller can say what is missing.
    """
    best: Columns | None = None
    for index, row in enumerate(sheet.rows[:HEADINGS_WITHIN]):
        found = _columns(sheet, index, row)
        if Field.NAME not in found.of and len(found.of) < 2:
            continue
        if best is None or _worth(found) > _worth(best):
            best = found
    return best


def explains(sheet: Sheet) -> bool:
    """Whether the sheet's name says that it is an instruction or a cover."""
    return plain_heading(sheet.name) in EXPLAINING


def looks_like_class(name: str) -> bool:
    """Whether a sheet's name is surely that of a class: 「七1班」, 「高一(3)」."""
    return re.fullmatch(LIKE_CLASS, half_width(name), re.IGNORECASE) is not None


def says_no_class(name: str) -> bool:
    """Whether a sheet's name can't be a class: `Sheet1`, 「志愿者名单」."""
    return not name.strip() or re.fullmatch(NO_CLASS, half_width(name), re.IGNORECASE) is not None


def field_of(heading: str) -> Field | None:
    """The field that a heading names, or None."""
    found = _RANKING(heading)
    return None if found is None else found[0]


def _columns(sheet: Sheet, index: int, row: list[str]) -> Columns:
    found = find_headings(row, _RANKING)
    # A heading that is merged downwards has its people below the whole of it.
    last = max((m.bottom for m in sheet.merges if m.top == index and m.left in found.of.values()), default=index)
    return Columns(index, last + 1, found.of, found.sensitive, found.doubled, found.other)


def _worth(columns: Columns) -> tuple[bool, int]:
    return Field.NAME in columns.of, len(columns.of)
