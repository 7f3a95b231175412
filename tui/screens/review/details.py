"""How a session came about: each entry with its desk, who made it, and why."""

from __future__ import annotations

from collections.abc import Sequence

from checkin.durations import hours_text
from checkin.rules.activities import Activity
from checkin.texts import _
from storage.supervision.history import HistoryEvent
from storage.supervision.review import ReviewRow
from tui.screens.message import MessageDialog
from tui.screens.review.lines import who_text, why_text
from tui.words.cells import plain
from tui.words.history import history_lines


class DetailsDialog(MessageDialog):
    """`entries` is the history of the session of `row`: its events, the oldest first."""

    DEFAULT_CSS = "DetailsDialog > #box { width: 96; }"

    def __init__(self, row: ReviewRow, entries: Sequence[HistoryEvent], activity: Activity, team: str) -> None:
        who = "  ".join(plain(part) for part in (row.class_name, row.number) if part)
        head = [f"{who}  {hours_text(row.session.minutes)}", why_text(row, wide=True), ""]
        foot = ["", _("entry: {event}").format(event=row.session.key)]
        super().__init__(who_text(row), [*head, *history_lines(list(entries), activity, team), *foot], long=True)
