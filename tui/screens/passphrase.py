"""The passphrase of a protected desk or district, asked once when its screen starts."""

from __future__ import annotations

import asyncio
from pathlib import Path

from checkin.rules.problems import Refused
from checkin.texts import _
from storage.disk.protection.open_keys import unlock
from tui.screens.field import Field
from tui.screens.fields.kinds import Secret
from tui.screens.form import FormDialog


class PassphraseDialog(FormDialog[bool]):
    """Gives True once the folder is open, None where the person leaves."""

    def __init__(self, path: Path, title: str, explanation: str) -> None:
        fields = [Field("passphrase", _("passphrase"), kind=Secret())]
        super().__init__(title, fields, self.open_folder, explanation)
        self._path = path

    def doing(self) -> str:
        """Enter opens it."""
        return _("unlock")

    def leaving(self) -> str:
        """Without the passphrase there is nothing else to do here."""
        return _("leave")

    async def open_folder(self, values: dict[str, str]) -> bool:
        """In a thread: it takes a moment on purpose."""
        self.trouble.say(_("One moment…"))
        try:
            await asyncio.to_thread(unlock, self._path, values["passphrase"])
        except Refused:
            self.row("passphrase").text = ""
            raise
        return True

    def where(self, where: str) -> str:
        """The folder's name helps nobody here."""
        return ""
