"""How somebody's hours came about, to be read at the desk; one key makes the sheet for parents of it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from textual import events, work
from textual.containers import VerticalScroll
from textual.widget import Widget

from checkin.rules.identity import within
from checkin.texts import _
from storage.store import Store
from tui.model.letters import as_key, letter_of
from tui.model.sheets import sheet_file
from tui.model.writer_handle import WriterHandle
from tui.screens.dialog import Dialog, Text
from tui.screens.printed_file import say_printed
from tui.widgets.key_bar import Entry
from tui.words.faults import Trouble, sentences

if TYPE_CHECKING:
    from exports.printed.printed import Printed


_WRITE = "I"
"""Prints, as on the volunteer's page."""


class ExplanationDialog(Dialog[None]):
    """Of one volunteer, by key."""

    DEFAULT_CSS = """
    ExplanationDialog > #box { width: 100%; height: 100%; }
    ExplanationDialog VerticalScroll { height: 1fr; }
    """

    def __init__(self, writer: WriterHandle, volunteer: str, name: str) -> None:
        super().__init__(_("How the hours of {name} came about").format(name=name))
        self._writer = writer
        self._volunteer = volunteer

    def parts(self) -> Iterable[Widget]:
        """The totals, and all of it below them."""
        yield Text(id="totals")
        with VerticalScroll():
            yield Text(id="told")

    def entries(self) -> list[Entry]:
        """The key that writes the sheet for parents."""
        return [("↑↓", _("scroll"), ""), (_WRITE, _("sheet for parents"), "screen.write")]

    def begin(self) -> None:
        """It is read from the log now."""
        self.query_one(VerticalScroll).focus()
        self._read()

    def on_key(self, event: events.Key) -> None:
        """The letter that writes the sheet."""
        if letter_of(event) == as_key(_WRITE):
            event.stop()
            self.action_write()

    @work(exclusive=True)
    async def _read(self) -> None:
        volunteer = self._volunteer

        def explained(store: Store) -> tuple[list[str], list[str]]:
            from exports.printed.explanation.explaining import explanation_of
            from tui.words.record.explanation import explanation_lines, total_lines

            told = explanation_of(store, volunteer)
            return list(total_lines(told)), list(explanation_lines(store, told))

        try:
            totals, lines = await self._writer.ask(explained)
        except Trouble as error:
            self.trouble.say("\n".join(sentences(error)))
            return
        self.query_one("#totals", Text).say("\n".join([*totals, ""]))
        self.query_one("#told", Text).say("\n".join(lines))

    @work(exclusive=True, group="sheet")
    async def action_write(self) -> None:
        """The sheet as PDF into the data folder."""
        volunteer = self._volunteer

        def write(store: Store) -> Printed:
            from exports.printed.explanation.explaining import explanation_of
            from exports.printed.explanation.page import write_explanation
            from storage.team.profile import contact_line

            out = sheet_file(store.folder, f"hours-{within(volunteer, store.identity.team)}")
            today = store.today()
            told = explanation_of(store, volunteer)
            return write_explanation(out, told, store.identity, today, contact_line(store.connection))

        try:
            printed = await self._writer.ask(write)
        except Trouble as error:
            self.trouble.say("\n".join(sentences(error)))
        else:
            self.trouble.say("")
            await say_printed(self.app, printed, _("sheet for parents"))
