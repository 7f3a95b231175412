"""The text of a note on a person: it goes by Esc, and at the latest with the next scan."""

from __future__ import annotations

from collections.abc import Sequence

from checkin.texts import _
from tui.model.verdicts import Verdict
from tui.screens.message import MessageDialog
from tui.words.cells import plain


class NoteDialog(MessageDialog):
    """`lines` are the text and who wrote it; `at` is the time of the scan after which it was opened."""

    def __init__(self, name: str, lines: Sequence[str], at: int) -> None:
        title = _("Note on {name}").format(name=plain(name))
        super().__init__(title, lines or [_("There is no note any more.")])
        self._at = at

    def show_verdict(self, verdict: Verdict) -> None:
        """The next person stands at the desk: what is noted of the one before is none of their business."""
        if verdict.at == self._at:
            super().show_verdict(verdict)
        else:
            self.dismiss(None)
