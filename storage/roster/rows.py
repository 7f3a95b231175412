"""The rows of one sheet as people; a problem names the sheet and the row."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from checkin.rules.policies import ADULTS
from checkin.rules.problems import Problem, each_once
from checkin.texts import _
from storage.people.spelling import clean_text, name_key
from storage.roster.classes import filled_down
from storage.roster.columns import Columns, looks_like_class, says_no_class
from storage.roster.headings import Field
from storage.roster.row_cells import RowCells
from storage.roster.sheets import Sheet
from storage.roster.words import kind_of

_FOOTER = re.compile(
    r"(合计|总计|小计|共计|总人数|人数合计|共\s?\d+\s?[人名]|total|subtotal|sum)\b.*"
    r"|(合计|总计|小计|共计|总人数)[:：\d\s(].*"
    r"|(备注|附注|注|说明|填表说明|填表人|制表人?|审核人?|经办人?|负责人|班主任|填表日期|制表日期|日期|单位|学校"
    r"|填报单位|盖章|公章|notes?|remarks?)\s?(\(.*\))?[:：].*|备注|盖章|\(盖章\)|\(公章\)",
    re.IGNORECASE,
)
_EXAMPLE = re.compile(r"(示例|样例|例[:：]|\(示例\)|example[ :]).*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class RosterRow:
    """One person as the file describes them; None where the file says nothing. An empty `card` takes the card away."""

    sheet: str
    row: int
    number: str | None
    name: str
    class_name: str | None = None
    kind: str | None = None
    sex: str | None = None
    birth: date | None = None
    card: str | None = None
    badge: str | None = None
    consent: bool | None = None

    @property
    def where(self) -> str:
        """The place of the row as a person names it."""
        return place(self.sheet, self.row)


@dataclass(slots=True)
class SheetRows:
    """The result of one sheet. `mentioned` holds the numbers and name keys of rows with problems."""

    rows: list[RosterRow] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    mentioned: set[str] = field(default_factory=set)
    examples: int = 0
    without_day: list[int] = field(default_factory=list)


def place(sheet: str, row: int) -> str:
    """`sheet “七1班”, row 14`; rows are counted from 1, as spreadsheets show them."""
    return _("sheet “{sheet}”, row {row}").format(sheet=sheet, row=row) if sheet else _("row {row}").format(row=row)


def is_example(text: str) -> bool:
    """Whether a number or name marks its row as an example, as in the template."""
    return _EXAMPLE.fullmatch(text.strip()) is not None


def read_rows(
    sheet: Sheet,
    columns: Columns,
    *,
    today: date,
    valid_badge: Callable[[str], bool],
    only_sheet: bool,
) -> SheetRows:
    """The people below the headings; blank lines, repeated headings, totals and remarks are skipped.

    Without a class column the sheet's name is the class, if it looks like one or several sheets hold people.
    """
    read = SheetRows()
    classes = filled_down(sheet, columns)
    from_sheet = _from_sheet_name(sheet.name, columns, only_sheet)
    for index in range(columns.first, len(sheet.rows)):
        texts = {f: clean_text(_at(sheet.rows[index], c)) for f, c in columns.of.items()}
        if _holds_nobody(texts) or _is_heading(sheet, columns, index) or is_footer(sheet.rows[index]):
            continue
        if any(is_example(texts.get(f, "")) for f in (Field.NUMBER, Field.NAME)):
            read.examples += 1
            continue
        texts[Field.CLASS] = classes.get(index, "") if Field.CLASS in columns.of else from_sheet.get(Field.CLASS, "")
        if not texts.get(Field.KIND):
            texts[Field.KIND] = from_sheet.get(Field.KIND, "") or _kind_in_place_of_class(texts[Field.CLASS])
        _read_row(sheet.name, index + 1, texts, read, today, valid_badge)
    return read


def _read_row(
    sheet: str,
    row: int,
    texts: dict[Field, str],
    read: SheetRows,
    today: date,
    valid_badge: Callable[[str], bool],
) -> None:
    cells = RowCells(place(sheet, row), texts, today, valid_badge)
    person = RosterRow(
        sheet=sheet,
        row=row,
        number=cells.number(),
        name=cells.name(),
        class_name=cells.class_name(),
        kind=cells.kind(),
        sex=cells.sex(),
        birth=cells.birth(),
        card=cells.card(),
        badge=cells.badge(),
        consent=cells.consent(),
    )
    if cells.lacks_day:
        read.without_day.append(row)
    if cells.problems:
        read.problems += each_once(cells.problems)
        read.mentioned |= {texts.get(Field.NUMBER, ""), name_key(texts[Field.NAME])} - {""}
    else:
        read.rows.append(person)


def _from_sheet_name(name: str, columns: Columns, only_sheet: bool) -> dict[Field, str]:
    plain = clean_text(name)
    kind = plain.removesuffix("名单").removesuffix("名册")
    if kind_of(kind):
        return {Field.KIND: kind}
    if Field.CLASS not in columns.of and (looks_like_class(name) or not (only_sheet or says_no_class(name))):
        return {Field.CLASS: plain}
    return {}


def _kind_in_place_of_class(text: str) -> str:
    """教师 or 家长, which schools write into the class column of those who have no class."""
    return text if kind_of(text) in ADULTS else ""


def _holds_nobody(texts: dict[Field, str]) -> bool:
    """Whether a row has only a class, a kind or a sex, filled in beforehand."""
    return not any(text for f, text in texts.items() if f not in (Field.CLASS, Field.KIND, Field.SEX))


def _is_heading(sheet: Sheet, columns: Columns, index: int) -> bool:
    heading, row = sheet.rows[columns.heading], sheet.rows[index]
    return all(_at(row, c).strip() == _at(heading, c).strip() for c in columns.of.values())


def is_footer(row: list[str]) -> bool:
    """Whether a row is a total, a remark or a signature below the people."""
    first = next((text for cell in row if (text := clean_text(cell))), "")
    return _FOOTER.fullmatch(first) is not None


def _at(row: list[str], column: int) -> str:
    return row[column] if column < len(row) else ""
