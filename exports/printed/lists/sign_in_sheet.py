"""The sign-in sheet of each class on paper, for when the laptop is not there: big enough to write in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from checkin.rules.activities import Activity, planned_span
from checkin.rules.problems import N_, refuse
from checkin.texts import _
from exports.printed.document import LEFT, RIGHT, Paper, write_document
from exports.printed.printed import Printed, Shown, person_shown
from exports.printed.shortening import shortened
from exports.printed.table import PaperColumn
from storage.presence.board import Board, Presence
from storage.presence.class_lists import ClassList, class_lists, find_class
from storage.store import Store

ROW_MM = 9.0
LEAST_BLANK = 4
"""Rows for those who are on no list."""
_SIZES = ((12.0, 1), (10.0, 1), (8.5, 2), (7.0, 3))
_LONGEST_NAME = 120
"""Characters of a name in a heading; the whole of it stands in no line."""


@dataclass(frozen=True, slots=True)
class SignInSheet:
    """A class and who is expected of it: `(number, name)`."""

    class_name: str
    people: tuple[tuple[str, str], ...]


def sheets_of(store: Store, board: Board, names: Sequence[str] = ()) -> list[SignInSheet]:
    """The sheets of these classes (of all, where none is named): who signed up, else who is in the class by the roster.

    Raises Refused for a class that is not there.
    """
    lists = class_lists(store, board)
    if names:
        return [_sheet(find_class(lists, name)) for name in names]
    found = [_sheet(one) for one in lists if not one.listed or any(row.signed_up for row in one.rows)]
    return found or [SignInSheet("", ())]


def write_sign_in(path: Path, team: str, activity: Activity, sheets: Sequence[SignInSheet]) -> Printed:
    """Write them into a PDF, each class on pages of its own, whole or not at all.

    Raises Refused for another ending, where there is no font, or `path` can't be written.
    """
    if path.suffix.lower() != ".pdf":
        message = N_("The ending “{suffix}” is not a format for a sheet. End the file name in .pdf.")
        raise refuse("unknown_format", str(path), message, suffix=path.suffix)
    name, place = (shortened(text, _LONGEST_NAME) for text in (activity.name or activity.code, activity.place))
    shown = [Shown(text) for text in (team, name, place)]
    for sheet in sheets:
        shown.append(Shown(sheet.class_name))
        for person in sheet.people:
            shown += person_shown(*person)

    def draw(paper: Paper) -> None:
        for sheet in sheets:
            paper.head = lambda page, sheet=sheet: _head(page, sheet, name, place, activity)
            paper.new_page()
            rows = [[number, name_of, "", "", ""] for number, name_of in sheet.people]
            paper.table(_columns(), [*rows, *_blank(paper, len(rows))], ROW_MM, gap=0, sizes=_SIZES)

    return write_document(path, _("Sign-in sheet"), draw, shown, foot=f"{team} · {name}")


def _sheet(of: ClassList) -> SignInSheet:
    """Of a class of which nobody signed up everybody, for somebody asked for it."""
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
    """Who kept the sheet: the number is what the desk asks for when it is entered."""
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
    """Empty rows to the end of the last page, and a few at least."""
    # The head of the table takes a row of each page.
    a_page = max(1, paper.rows_left(ROW_MM) - 1)
    over = (rows + LEAST_BLANK) % a_page
    return [[""] * 5] * (LEAST_BLANK + (a_page - over if over else 0))
