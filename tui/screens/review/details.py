"""The page of one session, where the window has no room for it beside the list."""

from __future__ import annotations

from collections.abc import Iterable

from textual import events
from textual.widget import Widget

from checkin.rules.activities import Activity
from checkin.rules.review import Remedy
from checkin.texts import _
from storage.supervision.review import ReviewRow
from tui.screens.dialog import Dialog, Text
from tui.screens.review.detail import DetailPane
from tui.screens.review.keys import letter_remedy, remedy_entries
from tui.screens.review.lines import who_text
from tui.screens.review.proposal import REMEDIES
from tui.screens.review.telling import Told
from tui.widgets.key_bar import Entry


class DetailsDialog(Dialog[str | None]):
    """All about the session of `row`. Gives the name of what is to be done about it, None for nothing."""

    DEFAULT_CSS = """
    DetailsDialog > #box { width: 100%; height: 100%; }
    DetailsDialog DetailPane, DetailsDialog DetailPane:focus { height: 1fr; padding: 0; background: $surface; }
    """

    def __init__(self, row: ReviewRow, told: Told, activity: Activity) -> None:
        super().__init__(who_text(row))
        self._row, self._told, self._activity = row, told, activity
        self._pane = DetailPane()

    def parts(self) -> Iterable[Widget]:
        """What stands beside the list where there is room, and the id of the entry."""
        yield self._pane
        yield Text(_("entry: {event}").format(event=self._row.session.key))

    def entries(self) -> list[Entry]:
        """What can be done about this session; the page can be longer than the window."""
        ready = Remedy.CONFIRM in self._row.remedies
        return [*remedy_entries([self._row], to_confirm=ready), *self.scrolling(self._pane)]

    def begin(self) -> None:
        """The arrows scroll at once."""
        self._pane.show(self._row, self._activity, self._told)
        self._pane.focus()
        self.call_after_refresh(self.show_keys)

    def on_key(self, event: events.Key) -> None:
        """The letter of a remedy leads to it."""
        what = letter_remedy(event.character) if event.is_printable and event.character else None
        if what is not None and REMEDIES[what] in self._row.remedies:
            event.stop()
            self.dismiss(what)

    def action_do(self, what: str) -> None:
        """A click on the key bar."""
        self.dismiss(what)

    def action_lost(self) -> None:
        """About a lost laptop is decided for all of its sessions: back to the list, where its key is too."""
        self.dismiss(None)
