"""The passphrase of a protected desk, asked once when it starts."""

from __future__ import annotations

import asyncio
from pathlib import Path

from textual.widgets import Input

from checkin.rules.problems import Refused
from checkin.texts import _
from storage.disk.protection.open_keys import unlock
from tui.screens.field import Field
from tui.screens.form import FormDialog
from tui.widgets.key_bar import Entry


class PassphraseDialog(FormDialog[bool]):
    """Gives True once the desk in the folder is open, None where the person leaves."""

    def __init__(self, path: Path) -> None:
        explanation = _("This desk is protected. Type its passphrase, or the code on the recovery sheet.")
        fields = [Field("passphrase", _("passphrase"), hidden=True)]
        super().__init__(_("Open the desk"), fields, self.open_desk, explanation)
        self._path = path

    def entries(self) -> list[Entry]:
        """Enter opens it."""
        return [("Enter", _("open"), "screen.next")]

    def leaving(self) -> str:
        """Without the passphrase there is nothing else to do here."""
        return _("leave")

    async def open_desk(self, values: dict[str, str]) -> bool:
        """In a thread: it takes a moment on purpose."""
        self.trouble.say(_("One moment…"))
        try:
            await asyncio.to_thread(unlock, self._path, values["passphrase"])
        except Refused:
            self.query_one("#passphrase", Input).value = ""
            raise
        return True

    def where(self, where: str) -> str:
        """The folder's name helps nobody here."""
        return ""
