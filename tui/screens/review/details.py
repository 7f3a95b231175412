"""How a session came about: each entry with its desk, who made it, and why."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget

from checkin.rules.activities import Activity
from checkin.texts import _
from storage.supervision.history import Told
from storage.supervision.review import ReviewRow
from tui.screens.dialog import Dialog, Text
from tui.screens.review.lines import who_text, why_text
from tui.words.amounts import hours_text
from tui.words.cells import plain
from tui.words.history import told_lines


class DetailsDialog(Dialog[None]):
    """To read only."""

    DEFAULT_CSS = """
    DetailsDialog > #box { width: 96; }
    DetailsDialog VerticalScroll { height: auto; max-height: 16; }
    """

    def __init__(self, row: ReviewRow, told: Sequence[Told], activity: Activity, team: str) -> None:
        super().__init__(who_text(row))
        self._row = row
        self._lines = told_lines(list(told), activity, team)

    def parts(self) -> Iterable[Widget]:
        """Who and what it comes to, then every entry."""
        row = self._row
        who = "  ".join(plain(part) for part in (row.class_name, row.number) if part)
        head = [f"{who}  {hours_text(row.session.minutes)}", why_text(row, wide=True), ""]
        yield VerticalScroll(
            Text(Content("\n".join([*head, *self._lines, "", _("entry: {event}").format(event=row.session.key)])))
        )
