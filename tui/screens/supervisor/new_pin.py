"""A PIN is set at the desk; the recovery code is shown once, and goes onto a sheet by one key."""

from __future__ import annotations

import asyncio
from typing import ClassVar

from checkin.rules.problems import N_, refuse
from checkin.texts import _
from storage.disk.folder import DataFolder
from storage.disk.pins.pin import check_new_pin, set_pin
from tui.screens.field import Field
from tui.screens.fields.kinds import Secret
from tui.screens.form import FormDialog

_DIFFER = N_("the two are not the same: type the PIN again")


class NewPinDialog(FormDialog[str]):
    """Gives back the recovery code of the PIN that was set."""

    in_every_mode: ClassVar[bool] = True

    def __init__(self, folder: DataFolder, explanation: str) -> None:
        super().__init__(
            _("Set the supervisor's PIN"),
            [Field("pin", _("New PIN"), kind=Secret()), Field("again", _("The same again"), kind=Secret())],
            self.save,
            explanation,
        )
        self._folder = folder

    async def save(self, values: dict[str, str]) -> str:
        """Set the PIN in a thread: its hash takes a while."""
        check_new_pin(values["pin"])
        if values["pin"] != values["again"]:
            raise refuse("pins_differ", "again", _DIFFER)
        return await asyncio.to_thread(set_pin, self._folder, values["pin"])
