"""Print a sign-in sheet for each class, with rows to write in, for a day without a laptop."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from checkin.rules.activities import Activity, planned_span
from checkin.texts import _
from exports.printed.document import LEFT, RIGHT, Paper, write_document
from exports.printed.printed import Printed, PrintedText, need_pdf, person_texts
from exports.printed.shortening import shortened
from exports.printed.table import PaperColumn
from storage.presence.board import Board, Presence
from storage.presence.class_lists import ClassList, class_lists, find_class
from storage.store import Store

ROW_MM = 9.0
LEAST_BLANK = 4
"""Empty rows for people who are on no list."""
_SIZES = ((12.0, 1), (10.0, 1), (8.0, 2), (6.5, 3))
_LONGEST_NAME = 120
"""The most characters of a name in a heading; longer names do not fit on a line."""


@dataclass(frozen=True, slots=True)
class SignInSheet:
    """A class, and the people expected from it as `(number, name)`."""

    class_name: str
    people: tuple[tuple[str, str], ...]


def sheets_of(store: Store, board: Board, names: Sequence[str] = ()) -> list[SignInSheet]:
    """The sheets of the classes `names` (empty: all). A sheet lists people who signed up, or else the class in the roster.

    Raises Refused for a class that does not exist.
    """
    lists = class_lists(store, board)
    if names:
        return [_sheet(one) for one in dict.fromkeys(find_class(lists, name) for name in names)]
    found = [_sheet(one) for one in lists if not one.listed or any(row.signed_up for row in one.rows)]
    return found or [SignInSheet("", ())]


def write_sign_in(path: Path, team: str, activity: Activity, sheets: Sequence[SignInSheet]) -> Printed:
    """Write sheets to a PDF, each class on its own pages, whole or not at all.

    Raises Refused for another ending, if there is no font, or if `path` can't be written.
    """
    need_pdf(path)
    name, place = (shortened(text, _LONGEST_NAME) for text in (activity.name or activity.code, activity.place))
    shown = [PrintedText(text) for text in (team, name, place)]
    for sheet in sheets:
        shown.append(PrintedText(sheet.class_name))
        for person in sheet.people:
            shown += person_texts(*person)

    def draw(paper: Paper) -> None:
        for sheet in sheets:
            paper.head = lambda page, sheet=sheet: _head(page, sheet, name, place, activity)
            paper.new_page()
            rows = [[number, name_of, "", "", ""] for number, name_of in sheet.people]
            paper.table(_columns(), [*rows, *_blank(paper, len(rows))], ROW_MM, gap=0, sizes=_SIZES)

    return write_document(path, _("Sign-in sheet"), draw, shown, foot=f"{team} · {name}")


def _sheet(of: ClassList) -> SignInSheet:
    """The sheet of a class: the people who signed up, or everybody if nobody did."""
    signed_up = [row for row in of.rows if row.signed_up]
    rows: Sequence[Presence] = signed_up if of.listed and signed_up else of.rows
    return SignInSheet(of.name, tuple((row.number, row.name) for row in rows))


def _head(paper: Paper, sheet: SignInSheet, name: str, place: str, activity: Activity) -> None:
    heading = _("Sign-in sheet")
    paper.line(f"{heading}  {shortened(sheet.class_name, 40)}" if sheet.class_name else heading, 16)
    paper.line(name, 11, gap=1)
    paper.line(" · ".join(part for part in (place, planned_span(activity)) if part), 10)
    _signature(paper)


def _signature(paper: Paper) -> None:
    """Draw the line for the person who kept the sheet: entering the sheet at the desk needs this person's number."""
    paper.y += 10
    x = LEFT
    for label, until in ((_("Teacher in charge:"), 92.0), (_("number:"), 132.0), (_("signature:"), RIGHT)):
        paper.type.draw(x, paper.y, label, 10)
        paper.pdf.set_draw_color(80)
        paper.pdf.set_line_width(0.2)
        paper.pdf.line(x + paper.type.width(label, 10) + 1.5, paper.y + 1, until - 3, paper.y + 1)
        x = until
    paper.y += 5


def _columns() -> list[PaperColumn]:
    return [
        PaperColumn(_("number"), 26),
        PaperColumn(_("name"), 42),
        PaperColumn(_("time in"), 29),
        PaperColumn(_("time out"), 29),
        PaperColumn(_("signature"), 48),
    ]


def _blank(paper: Paper, rows: int) -> list[list[str]]:
    """Empty rows up to the end of the last page, and at least a few."""
    # The headings of the table take one row of each page.
    a_page = max(1, paper.rows_left(ROW_MM) - 1)
    over = (rows + LEAST_BLANK) % a_page
    return [[""] * 5] * (LEAST_BLANK + (a_page - over if over else 0))
