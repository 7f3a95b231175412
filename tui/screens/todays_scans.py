"""Today's scans of this desk, searched by typing; one of them is chosen."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Sequence
from functools import partial

from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from checkin.texts import _, ngettext
from tui.model.once import start_once
from tui.model.todays_scans import TodaysScan, found
from tui.screens.dialog import Dialog, Text
from tui.widgets.key_bar import Entry
from tui.widgets.options import Options
from tui.widgets.search_field import SearchField
from tui.words.cells import padded

_SHOWN = 200
"""Lines that are drawn at most: who looks for an older scan types a letter of the name."""


class TodaysScansDialog(Dialog[bool | None]):
    """`undo` gets the event of the scan that was chosen; it says whether that was struck out, and then the dialog gives True."""

    def __init__(self, scans: Sequence[TodaysScan], undo: Callable[[str], Awaitable[bool]]) -> None:
        super().__init__(_("Today's scans of this desk"))
        self._scans = list(scans)
        self._undo = undo
        self._count = Text(id="count")
        self._list = Options(compact=True)
        self._field = SearchField(_("name, pinyin, initials, class, number or time"), self._list)
        self._list.can_focus = False

    def parts(self) -> Iterable[Widget]:
        """A field, the list below it, and how many there are."""
        yield self._field
        yield self._list
        yield self._count

    def entries(self) -> list[Entry]:
        """Enter undoes the marked one."""
        return [("↑↓ Enter", _("undo this one"), "screen.choose")]

    def begin(self) -> None:
        """Show all, the newest first."""
        self._show()
        # At once: a key that comes with the first one finds it.
        self.set_focus(self._field)

    def on_input_changed(self) -> None:
        """Look for what is in the field now."""
        self._show()

    def on_input_submitted(self) -> None:
        """Enter: the marked one."""
        self.action_choose()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """A click on a line marks it; Enter acts."""
        event.stop()

    def action_choose(self) -> None:
        """The marked scan."""
        option = self._list.highlighted_option
        if option is not None and option.id is not None:
            start_once(self.app, "undo one", partial(self._undo_one, option.id))

    async def _undo_one(self, event: str) -> None:
        if await self._undo(event):
            self.dismiss(True)

    def _show(self) -> None:
        fitting = found(self._scans, self._field.value)
        self._list.clear_options()
        self._list.add_options([Option(_drawn(scan), id=scan.event) for scan in fitting[:_SHOWN]])
        if fitting:
            self._list.highlighted = 0
        text = ngettext("{count} scan of {all}", "{count} scans of {all}", len(fitting))
        self._count.say(Content.styled(text.format(count=len(fitting), all=len(self._scans)), "$quiet"))
        self.trouble.say("" if fitting else _("No scan fits. Try fewer letters."))


def _drawn(scan: TodaysScan) -> Content:
    verdict = scan.verdict
    return Content.assemble(
        (f"{scan.time}  ", "$quiet"),
        f"{verdict.symbol} {padded(verdict.word, 12)} ",
        (padded(verdict.name or verdict.detail, 18), "bold"),
        (verdict.detail if verdict.name else "", "$quiet"),
    )
