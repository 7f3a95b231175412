"""Cells of a workbook: every text stays text, every number a number."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from math import ceil
from typing import TYPE_CHECKING, Any

from checkin.durations import DURATION_FORMAT, days_of
from checkin.rules.formula import neutralise
from checkin.rules.problems import N_, refuse
from exports.plain_text import about_wide, plain_text
from exports.tables.columns import CellKind, Heading

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

MAX_ROWS = 1_048_576
"""The most rows of a sheet, with its heading (Excel's specifications and limits)."""
PAPER_A4 = 9
"""The paper of all that is printed, as a workbook names it (ISO/IEC 29500-1, 18.3.1.63)."""
_BEFORE_DAY_1 = date(1899, 12, 30).toordinal()
"""The day before which a spreadsheet counts no days (ISO/IEC 29500-1, 18.17.4.1, the 1900 date system)."""
_FIRST_DAY = 61
"""1 March 1900: spreadsheets disagree about the days before it."""
_FILTER_BUTTON = 3
"""Characters that the button of a filter takes from a heading."""
ROW_HEIGHT = 15
"""The height of a line of text in points, as spreadsheets have it: not all of them let a row grow with its lines."""
_HEAD_WIDE, _HEAD_LINES = 12, 3
"""A heading that is wider than so many characters is broken, into so many lines at most: columns of numbers stay narrow."""
_CUT = -2  # what XlsxWriter's write_string returns when it cut a text


@dataclass(frozen=True, slots=True)
class Styles:
    """The cell formats of one workbook, made once."""

    head: Format
    head_number: Format
    head_after: Format
    """For the heading over `text_after`."""
    text: Format
    text_after: Format
    """For text to the right of a number, which would touch it."""
    quoted: Format
    """For text that looks like a formula: Excel's own mark for "this is text". The text itself stays as it is,
    and stays text when somebody edits the cell."""
    lines: Format
    """For text of several lines: its row grows with them."""
    hours: Format
    share: Format
    day: Format
    moment: Format
    instant: Format
    total_text: Format
    total_whole: Format
    total_hours: Format

    @classmethod
    def of(cls, book: Workbook) -> Styles:
        """Add the cell formats to `book` and return them."""
        total = {"bold": True, "top": 1}
        # Where a row has several lines, all of its cells begin at the top.
        top = {"valign": "top"}
        # An indent counts only from a side that is said.
        after = {"align": "left", "indent": 1}
        head = {**top, "bold": True, "bg_color": "#D9E8DC", "bottom": 1, "num_format": "@", "text_wrap": True}
        return cls(
            head=book.add_format(head),
            head_number=book.add_format({**head, "align": "right"}),
            head_after=book.add_format({**head, **after}),
            text=book.add_format({**top, "num_format": "@"}),
            text_after=book.add_format({**top, "num_format": "@", **after}),
            quoted=book.add_format({**top, "num_format": "@", "quote_prefix": True}),
            lines=book.add_format({**top, "num_format": "@", "quote_prefix": True, "text_wrap": True}),
            hours=book.add_format({**top, "num_format": DURATION_FORMAT}),
            share=book.add_format({**top, "num_format": "0.0%"}),
            day=book.add_format({**top, "num_format": "yyyy-mm-dd", "align": "left"}),
            moment=book.add_format({**top, "num_format": "hh:mm", "align": "left"}),
            instant=book.add_format({**top, "num_format": "yyyy-mm-dd hh:mm", "align": "left"}),
            total_text=book.add_format({**total, "num_format": "@"}),
            total_whole=book.add_format({**total, "num_format": "0"}),
            total_hours=book.add_format({**total, "num_format": DURATION_FORMAT}),
        )

    def of_column(self, kind: CellKind, before: CellKind | None) -> Format | None:
        """The format of a column by its kind and that of the column `before` it, or None. Only values that a spreadsheet would change need one: a format costs time in each cell."""
        if _touches(kind, before):
            return self.text_after
        return {CellKind.TEXT: self.text, CellKind.LINES: self.lines, CellKind.HOURS: self.hours}.get(kind)

    def of_heading(self, kind: CellKind, before: CellKind | None) -> Format:
        """The format of a column's heading, aligned like the column: numbers to the right."""
        if kind.is_number:
            return self.head_number
        return self.head_after if _touches(kind, before) else self.head


def _touches(kind: CellKind, before: CellKind | None) -> bool:
    return kind in (CellKind.TEXT, CellKind.WORD) and before is not None and before.is_number


def write_head(sheet: Worksheet, styles: Styles, headings: Sequence[Heading]) -> None:
    """Write headings of (text, kind, width) in the first row, which stays in view and is on each page; set kind and width of the
    columns. A column is at least as wide as its heading, which takes up to three lines, but for one of LINES."""
    set_columns(sheet, styles, headings, [0] * len(headings))
    sheet.set_row(0, ROW_HEIGHT * max(map(_head_lines, headings)))
    write = styled_writer(sheet, styles.text)
    before = None
    for column, (heading, kind, _width) in enumerate(headings):
        write(0, column, heading, styles.of_heading(kind, before))
        before = kind
    keep_head(sheet)


def set_columns(sheet: Worksheet, styles: Styles, headings: Sequence[Heading], widest: Sequence[int]) -> None:
    """Set format and width of the columns; `widest` are the characters that the cells of each take."""
    before = None
    for column, ((heading, kind, width), text) in enumerate(zip(headings, widest, strict=True)):
        wide = width if kind is CellKind.LINES else max(heading_width(heading, width), text + 1)
        sheet.set_column(column, column, wide, styles.of_column(kind, before))
        before = kind


def heading_width(heading: str, width: int) -> int:
    """How wide a column is whose texts take `width` characters: its heading stands beside the button of a filter, and a long one
    is broken into lines, at its blanks where it has some."""
    lines = _lines_of_head(heading)
    word = max(map(about_wide, heading.split()), default=0) if lines > 1 and " " in heading else 0
    return max(width, max(word, -(-about_wide(heading) // lines) + lines - 1) + _FILTER_BUTTON)


def lines_in(text: str, width: int) -> int:
    """How many lines a text takes in so many characters; a word that does not end at the edge takes some room with it."""
    return sum(max(1, ceil(about_wide(line) * 1.25 / width)) for line in text.split("\n"))


def _head_lines(column: Heading) -> int:
    heading, kind, width = column
    return lines_in(heading, width) if kind is CellKind.LINES else _lines_of_head(heading)


def _lines_of_head(heading: str) -> int:
    return max(1, min(_HEAD_LINES, -(-about_wide(heading) // _HEAD_WIDE)))


def keep_head(sheet: Worksheet) -> None:
    """Keep the first row in view. Printed on A4, the sheet lies across the page, is as wide as it, and has the first row and its
    number on each page."""
    sheet.freeze_panes(1, 0)
    sheet.set_landscape()
    sheet.set_paper(PAPER_A4)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.set_footer("&C&A  &P / &N")


def cell_writers(sheet: Worksheet, styles: Styles) -> dict[CellKind, Callable[[int, int, Any], object]]:
    """For each kind of cell a function that writes a value (not empty) into (row, column)."""
    return {
        CellKind.TEXT: text_writer(sheet, styles),
        CellKind.LINES: lines_writer(sheet, styles),
        CellKind.WORD: sheet.write_string,
        CellKind.DAY: day_writer(sheet, styles.day),
        CellKind.MOMENT: moment_writer(sheet, styles.moment),
        CellKind.INSTANT: moment_writer(sheet, styles.instant),
        CellKind.WHOLE: sheet.write_number,
        CellKind.HOURS: hours_writer(sheet, styles.hours),
        CellKind.SHARE: lambda row, column, share: sheet.write_number(row, column, share, styles.share),
    }


def total_writers(sheet: Worksheet, styles: Styles) -> dict[CellKind, Callable[[int, int, Any], object]]:
    """For each kind of cell that adds up a function that writes its total into (row, column)."""
    return {
        CellKind.WHOLE: lambda row, column, number: sheet.write_number(row, column, number, styles.total_whole),
        CellKind.HOURS: hours_writer(sheet, styles.total_hours),
    }


def day_writer(sheet: Worksheet, style: Format) -> Callable[[int, int, str], None]:
    """A function that writes a day (ISO 8601) into (row, column) as a date; as a text where a spreadsheet has no such date."""

    def write(row: int, column: int, day: str) -> None:
        days = date.fromisoformat(day).toordinal() - _BEFORE_DAY_1
        if days < _FIRST_DAY:
            sheet.write_string(row, column, day)
        else:
            sheet.write_number(row, column, days, style)

    return write


def moment_writer(sheet: Worksheet, style: Format) -> Callable[[int, int, str], None]:
    """A function that writes a local time (ISO 8601 with its offset) into (row, column) as date and time of that place."""

    def write(row: int, column: int, moment: str) -> None:
        at = datetime.fromisoformat(moment).replace(tzinfo=None)
        days = at.toordinal() - _BEFORE_DAY_1
        if days < _FIRST_DAY:
            sheet.write_string(row, column, moment)
        else:
            midnight = datetime(at.year, at.month, at.day)
            sheet.write_number(row, column, days + (at - midnight).total_seconds() / 86_400, style)

    return write


def hours_writer(sheet: Worksheet, style: Format) -> Callable[[int, int, int], None]:
    """A function that writes whole minutes into (row, column) as a duration: it is shown as h:mm, and SUM adds it up."""
    write_number = sheet.write_number

    def write(row: int, column: int, minutes: int) -> None:
        write_number(row, column, days_of(minutes), style)

    return write


def text_writer(sheet: Worksheet, styles: Styles) -> Callable[[int, int, str], None]:
    """A function that writes a text (not empty) into (row, column). It raises Refused as `styled_writer` says."""
    write_styled = styled_writer(sheet, styles.text)

    def write(row: int, column: int, text: str) -> None:
        if "\n" in text:
            style: Format | None = styles.lines
        else:
            style = None if text[0].isalnum() or neutralise(text) == text else styles.quoted
        write_styled(row, column, text, style)

    return write


def lines_writer(sheet: Worksheet, styles: Styles) -> Callable[[int, int, str], None]:
    """A function that writes a text (not empty) into (row, column), in as many lines as it needs there. It raises Refused as `styled_writer` says."""
    write_styled = styled_writer(sheet, styles.lines)
    return lambda row, column, text: write_styled(row, column, text, styles.lines)


def styled_writer(sheet: Worksheet, of_parts: Format) -> Callable[[int, int, str, Format | None], None]:
    """A function that writes a text into (row, column), in a format, else in that of the column. What nobody can see in it, such
    as control characters and marks of direction, becomes a blank (`plain_text`). `of_parts` is the format of a text which has to be written in two parts. It raises Refused for a text that is longer than a cell holds, because
    XlsxWriter would cut it.
    """
    write_string = sheet.write_string

    def write(row: int, column: int, text: str, style: Format | None) -> None:
        text = plain_text(text)
        if text[:1] == "<" and text.startswith("<r>") and text.endswith("</r>"):
            # XlsxWriter would write such a text as raw XML; written in two parts it stays text.
            result = sheet.write_rich_string(row, column, text[:1], of_parts, text[1:])
        else:
            result = write_string(row, column, text, style)
        if result == _CUT:
            raise refuse(
                "text_too_long",
                text[:20] + "…",
                N_("This text is longer than a spreadsheet cell holds. Shorten it, or export to .csv or .json."),
            )

    return write
