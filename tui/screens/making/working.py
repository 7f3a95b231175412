"""How far a long work is: a bar, how many of how many, the time that is left. Esc stops it; scans go on meanwhile."""

from __future__ import annotations

from collections.abc import Iterable

from textual.widget import Widget
from textual.widgets import ProgressBar

from checkin.texts import _
from tui.model.long_work import LongWork
from tui.screens.dialog import Dialog, Text
from tui.widgets.key_bar import Entry

_BETWEEN_S = 0.2


class WorkingDialog(Dialog[None]):
    """Is dismissed by who began the work, once it ended; `long` tells how far it is."""

    DEFAULT_CSS = """
    WorkingDialog ProgressBar { width: 1fr; height: 1; margin: 1 0; }
    WorkingDialog ProgressBar Bar { width: 1fr; }
    """

    def __init__(self, title: str, long: LongWork) -> None:
        super().__init__(title)
        self._long = long
        self._bar = ProgressBar(show_percentage=False, show_eta=False)
        self._told = Text(id="told")
        self._stoppable = True

    def parts(self) -> Iterable[Widget]:
        """The bar, and below it how far it is in words."""
        yield self._bar
        yield self._told

    def leaving(self) -> str:
        """Esc ends the work, not only the dialog."""
        return _("stop it")

    def all_entries(self) -> list[Entry]:
        """No key is offered once nothing can be stopped any more."""
        return super().all_entries() if self._stoppable else []

    def begin(self) -> None:
        """Look five times a second."""
        self._show()
        self.set_interval(_BETWEEN_S, self._show)

    def action_leave(self) -> None:
        """Stop it; the dialog stays until it ended, so that nobody thinks it was not done."""
        self._long.stop()
        self._show()

    def _show(self) -> None:
        long = self._long
        if long.is_stopping:
            long.stop()  # A query that began after the last time would not hear of it.
        if self._stoppable is not (stoppable := long.can_be_stopped and not long.is_stopping):
            self._stoppable = stoppable
            self.show_keys()
        self._bar.update(total=long.total, progress=long.done)
        self._told.say(working_text(long))


def working_text(long: LongWork) -> str:
    """How far it is, in a line."""
    if long.is_stopping:
        return _("Stopping …")
    if not long.can_be_stopped:
        return _("It is being written, and can’t be stopped any more …")
    if not long.words:
        return _("Working …")
    if long.total is None:
        return f"{long.words}  {long.done}" if long.done else f"{long.words} …"
    if long.done >= long.total:
        return _("{what}  {done} of {total} · a moment more …").format(
            what=long.words, done=long.done, total=long.total
        )
    text = _("{what}  {done} of {total}").format(what=long.words, done=long.done, total=long.total)
    left = long.seconds_left
    if left is None:
        return text
    return text + " · " + _("{minutes}:{seconds:02} left").format(minutes=left // 60, seconds=left % 60)
