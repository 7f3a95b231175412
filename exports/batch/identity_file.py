"""Read the school's file of identity numbers. It is read for each batch, and nothing from it is stored."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from checkin.rules.problems import N_, refuse
from storage.people.spelling import clean_name, clean_text
from storage.roster.classes import filled_down
from storage.roster.columns import Columns, explains, field_of
from storage.roster.headings import Field
from storage.roster.rows import is_example, place
from storage.roster.sheets import HEADINGS_WITHIN, Sheet
from storage.roster.tables import read_sheets

_WORDS = frozenset(
    [
        "身份证号",
        "身份证号码",
        "身份证",
        "身份证件号",
        "身份证件号码",
        "居民身份证号",
        "居民身份证号码",
        "居民身份证",
        "公民身份号码",
        "公民身份证号",
        "公民身份证号码",
        "学生身份证号",
        "学生身份证号码",
        "学生身份证件号",
        "学生身份证件号码",
        "证件号码",
        "证件号",
        "identitynumber",
        "identityno",
        "identity",
        "identitycard",
        "identitycardnumber",
        "idcard",
        "idcardnumber",
        "idcardno",
        "citizenid",
        "nationalid",
    ]
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One row: its place, the person's number, name and class, and the text in the column of identity numbers."""

    where: str
    number: str
    name: str
    class_name: str
    text: str = field(repr=False)


def read_entries(path: Path) -> list[Entry]:
    """The rows of every sheet that has a column of identity numbers and one of numbers or names.

    Raises Refused if the file can't be read, or if no sheet has these columns.
    """
    entries: list[Entry] = []
    found = False
    for sheet in read_sheets(path):
        if sheet.hidden or explains(sheet):
            continue
        heading = next((h for h in range(min(HEADINGS_WITHIN, len(sheet.rows))) if _serves(sheet.rows[h])), None)
        if heading is not None:
            found = True
            entries += _entries(path, sheet, heading)
    if not found:
        message = N_(
            "no row of headings was found: write one with 身份证号 (identity number) and 编号 (number) or 姓名 (name)"
        )
        raise refuse("no_headings", path.name, message)
    return entries


def _serves(row: list[str]) -> bool:
    fields = {field_of(cell) for cell in row if not _is_identity(cell)}
    return any(map(_is_identity, row)) and bool(fields & {Field.NUMBER, Field.NAME})


def _is_identity(heading: str) -> bool:
    return "".join(c for c in clean_text(heading).partition("(")[0].casefold() if c.isalnum()) in _WORDS


def _entries(path: Path, sheet: Sheet, heading: int) -> Iterator[Entry]:
    row = sheet.rows[heading]
    identity = next(i for i, cell in enumerate(row) if _is_identity(cell))
    columns: dict[Field, int] = {}
    for i, cell in enumerate(row):
        named = None if _is_identity(cell) else field_of(cell)
        if named is not None:
            columns.setdefault(named, i)
    classes = filled_down(sheet, Columns(heading, heading + 1, columns))
    for index in range(heading + 1, len(sheet.rows)):
        number, name = _cell(sheet, index, columns.get(Field.NUMBER)), _cell(sheet, index, columns.get(Field.NAME))
        if (number or name) and not (is_example(number) or is_example(name)):
            where = f"{path.name} {place(sheet.name, index + 1)}"
            text = _cell(sheet, index, identity)
            yield Entry(where, number.lstrip("'"), clean_name(name), classes.get(index, ""), text)


def _cell(sheet: Sheet, row: int, column: int | None) -> str:
    cells = sheet.rows[row]
    return clean_text(cells[column]) if column is not None and column < len(cells) else ""
