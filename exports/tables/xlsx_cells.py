"""Cells of a workbook: every text stays text, every number a number."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from checkin.durations import DURATION_FORMAT, days_of
from checkin.rules.formula import neutralise
from checkin.rules.problems import N_, refuse
from exports.tables.columns import CellKind

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

MAX_ROWS = 1_048_576
"""The most rows of a sheet, with its heading (Excel's specifications and limits)."""
_CUT = -2  # what XlsxWriter's write_string returns when it cut a text


@dataclass(frozen=True, slots=True)
class Styles:
    """The cell formats of one workbook, made once."""

    head: Format
    head_number: Format
    text: Format
    quoted: Format
    """For text that looks like a formula: Excel's own mark for "this is text". The text itself stays as it is,
    and stays text when somebody edits the cell."""
    hours: Format
    total_text: Format
    total_whole: Format
    total_hours: Format

    @classmethod
    def of(cls, book: Workbook) -> Styles:
        """Add the cell formats to `book` and return them."""
        total = {"bold": True, "top": 1}
        head = {"bold": True, "bg_color": "#D9E8DC", "bottom": 1, "num_format": "@"}
        return cls(
            head=book.add_format(head),
            head_number=book.add_format({**head, "align": "right"}),
            text=book.add_format({"num_format": "@"}),
            quoted=book.add_format({"num_format": "@", "quote_prefix": True}),
            hours=book.add_format({"num_format": DURATION_FORMAT}),
            total_text=book.add_format({**total, "num_format": "@"}),
            total_whole=book.add_format({**total, "num_format": "0"}),
            total_hours=book.add_format({**total, "num_format": DURATION_FORMAT}),
        )

    def of_kind(self, kind: CellKind) -> Format | None:
        """The format of a column, or None. Only values that a spreadsheet would change need one: a format costs time in each cell."""
        return {CellKind.TEXT: self.text, CellKind.HOURS: self.hours}.get(kind)

    def of_heading(self, kind: CellKind) -> Format:
        """The format of a column's heading, aligned like the column: numbers to the right."""
        return self.head_number if kind in (CellKind.WHOLE, CellKind.HOURS) else self.head


def write_head(sheet: Worksheet, styles: Styles, headings: Sequence[tuple[str, CellKind, int]]) -> None:
    """Write headings of (text, kind, width) in the first row, which stays in view; set kind and width of the columns."""
    for column, (heading, kind, width) in enumerate(headings):
        sheet.set_column(column, column, width, styles.of_kind(kind))
        sheet.write_string(0, column, heading, styles.of_heading(kind))
    sheet.freeze_panes(1, 0)


def hours_writer(sheet: Worksheet, style: Format) -> Callable[[int, int, int], None]:
    """A function that writes whole minutes into (row, column) as a duration: it is shown as h:mm, and SUM adds it up."""
    write_number = sheet.write_number

    def write(row: int, column: int, minutes: int) -> None:
        write_number(row, column, days_of(minutes), style)

    return write


def text_writer(sheet: Worksheet, styles: Styles) -> Callable[[int, int, str], None]:
    """A function that writes a text (not empty) unchanged into (row, column). It raises Refused for a text that is longer
    than a cell holds, because XlsxWriter would cut it."""
    write_string = sheet.write_string

    def write(row: int, column: int, text: str) -> None:
        if text[0] == "<" and text.startswith("<r>") and text.endswith("</r>"):
            # XlsxWriter would write such a text as raw XML; written in two parts it stays text.
            result = sheet.write_rich_string(row, column, text[:1], styles.text, text[1:])
        elif text[0].isalnum() or neutralise(text) == text:
            result = write_string(row, column, text)
        else:
            result = write_string(row, column, text, styles.quoted)
        if result == _CUT:
            raise refuse(
                "text_too_long",
                text[:20] + "…",
                N_("This text is longer than a spreadsheet cell holds. Shorten it, or export to .csv or .json."),
            )

    return write
