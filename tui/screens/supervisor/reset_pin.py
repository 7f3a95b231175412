"""The PIN is forgotten: a new one is set with the code of the recovery sheet."""

from __future__ import annotations

import asyncio
from typing import ClassVar

from checkin.clock import Clock
from checkin.rules.problems import refuse
from checkin.texts import _
from storage.disk.folder import DataFolder
from storage.disk.pin import check_new_pin, check_wait, reset_pin, wrong_code
from tui.screens.field import Field
from tui.screens.fields.kinds import Secret
from tui.screens.form import FormDialog
from tui.screens.supervisor.new_pin import PINS_DIFFER


class ResetPinDialog(FormDialog[str]):
    """Gives back the recovery code of the new PIN."""

    in_every_mode: ClassVar[bool] = True

    def __init__(self, folder: DataFolder, clock: Clock) -> None:
        super().__init__(
            _("A new PIN with the recovery sheet"),
            [
                Field("code", _("Recovery code"), kind=Secret(can_be_shown=True)),
                Field("pin", _("New PIN"), kind=Secret()),
                Field("again", _("The same again"), kind=Secret()),
            ],
            self.save,
            _("The code stands on the recovery sheet of this desk's PIN: four groups of five digits."),
        )
        self._folder = folder
        self._clock = clock

    async def save(self, values: dict[str, str]) -> str:
        """Set the PIN in a thread: its hash takes a while."""
        check_new_pin(values["pin"])
        if values["pin"] != values["again"]:
            raise refuse("pins_differ", "", PINS_DIFFER)
        await asyncio.to_thread(check_wait, self._folder, self._clock)
        code = await asyncio.to_thread(reset_pin, self._folder, values["code"], values["pin"], self._clock)
        if code is None:
            raise wrong_code()
        return code
