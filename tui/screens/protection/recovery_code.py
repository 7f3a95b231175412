"""A recovery code, of a protected desk or of the PIN: shown once, and written onto a sheet by one key."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import ClassVar

from textual import work
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget

from checkin.texts import _
from tui.screens.dialog import Dialog, Text
from tui.screens.making.made import Made, MadeDialog
from tui.widgets.key_bar import Entry, KeyBar
from tui.words.faults import Trouble, sentences
from tui.words.laptop.protection import code_text, sheet_text


class RecoveryCodeDialog(Dialog[None]):
    """`write` writes the sheet and gives its file; it runs in a thread. The code stays on the screen whatever comes of it: it is
    kept nowhere else."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "sheet", show=False)]

    def __init__(self, title: str, code: str, lines: Sequence[str], write: Callable[[], Path]) -> None:
        super().__init__(title)
        self._code = code
        self._said = list(lines)
        self._write = write
        self._is_writing = self._is_asked = False
        self._written: Path | None = None
        self._file = Text(id="file")

    def parts(self) -> Iterable[Widget]:
        """The code, what it is for, and where the sheet is."""
        code = Content.styled(code_text(self._code), "bold")
        yield Text(Content("\n").join([code, *(Content(line) for line in ("", *self._said))]))
        yield self._file

    def entries(self) -> list[Entry]:
        """Enter writes the sheet, and prints or opens it once it is written."""
        word = _("write the sheet to print") if self._written is None else _("print or open it")
        return [("Enter", word, "screen.sheet")]

    def leaving(self) -> str:
        """Everything is done already."""
        return _("done")

    def action_sheet(self) -> None:
        """Write the sheet, once; then print or open it."""
        if self._written is not None:
            from tui.screens.making.made import Made, MadeDialog

            lines = (_("Print it, lock it away, and delete the file."),)
            self.app.push_screen(MadeDialog(_("Recovery sheet"), Made(self._written, lines)))
        elif not self._is_writing:
            self._is_writing = True
            self._file.say(_("One moment…"))
            self._write_sheet()

    def action_leave(self) -> None:
        """Without a sheet only after a second Esc: nobody can show the code again."""
        if self._is_writing:
            self.trouble.say(_("This is being written: wait a moment."))
        elif self._written is not None or self._is_asked:
            super().action_leave()
        else:
            self._is_asked = True
            self.trouble.say(_("The code is not shown again. Is it written down? Then Esc once more."))

    @work
    async def _write_sheet(self) -> None:
        try:
            # Looking for fonts takes a second, and scans do not wait for it.
            file = await asyncio.to_thread(self._write)
        except Trouble as error:
            self._file.say("")
            self.trouble.say("\n".join([*sentences(error), _("Write the code down instead.")]))
        else:
            self._written = file
            self.trouble.say("")
            self._file.say(Content.styled(sheet_text(file), "bold"))
            self.query_one(KeyBar).show([*self.entries(), ("Esc", self.leaving(), "screen.leave")])
            lines = (_("Print it, lock it away, and delete the file."),)
            done = await self.app.push_screen_wait(MadeDialog(_("Recovery sheet"), Made(file, lines)))
            if done is not None:
                self.notify(done, timeout=20, markup=False)
        finally:
            self._is_writing = False
