"""The class of each row, in files where schools write it once for many rows."""

from __future__ import annotations

from itertools import pairwise

from checkin.rules.policies import ADULTS
from storage.people.class_spelling import class_key
from storage.people.spelling import clean_text
from storage.roster.columns import Columns
from storage.roster.headings import Field
from storage.roster.sheets import Sheet
from storage.roster.words import NOTHING, kind_of


def filled_down(sheet: Sheet, columns: Columns) -> dict[int, str]:
    """Row index → class. A merged cell holds for all its rows; below it and below a single one blanks are filled.

    Where a class stands in two rows running, the school writes it in every row, so a blank means no class there.
    Teachers and parents take no class from the rows above.
    """
    column = columns.of.get(Field.CLASS)
    if column is None:
        return {}
    written = {
        i: clean_text(row[column]) if column < len(row) else ""
        for i, row in enumerate(sheet.rows)
        if i >= columns.first
    }
    merged = {
        i: written.get(m.top, "")
        for m in sheet.merges
        if m.left <= column <= m.right and m.bottom > m.top
        for i in range(m.top, m.bottom + 1)
    }
    fill = not any(a and a == b for a, b in pairwise(map(class_key, written.values())))
    classes: dict[int, str] = {}
    above = ""
    for i, text in written.items():
        text = text or merged.get(i, "")
        above = text or above
        classes[i] = text or (above if fill and not _grown_up(sheet.rows[i], columns) else "")
    return {i: "" if text.casefold() in NOTHING else text for i, text in classes.items()}


def _grown_up(row: list[str], columns: Columns) -> bool:
    column = columns.of.get(Field.KIND)
    word = clean_text(row[column]) if column is not None and column < len(row) else ""
    return kind_of(word) in ADULTS
