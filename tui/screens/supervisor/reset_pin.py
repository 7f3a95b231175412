"""The PIN is forgotten: the code of the recovery sheet is checked, then a new one is set."""

from __future__ import annotations

import asyncio
from typing import Any, ClassVar

from textual.app import App

from checkin.clock import Clock
from checkin.texts import _
from storage.disk.folder import DataFolder
from storage.disk.pins.pin import check_code, check_wait, wrong_code
from tui.screens.field import Field
from tui.screens.fields.kinds import Secret
from tui.screens.form import FormDialog
from tui.screens.supervisor.new_pin import NewPinDialog


async def reset_pin(app: App[Any], folder: DataFolder, clock: Clock) -> str | None:
    """The recovery code of the PIN that was set in the place of the forgotten one; None where none was. Call it in a worker."""
    if not await app.push_screen_wait(ResetPinDialog(folder, clock)):
        return None
    return await app.push_screen_wait(NewPinDialog(folder, _("The code is right. The new PIN holds at once.")))


class ResetPinDialog(FormDialog[bool]):
    """Whether somebody has the code of the recovery sheet."""

    in_every_mode: ClassVar[bool] = True

    def __init__(self, folder: DataFolder, clock: Clock) -> None:
        super().__init__(
            _("A new PIN with the recovery sheet"),
            [Field("code", _("Recovery code"), kind=Secret(can_be_shown=True))],
            self.save,
            _("The code stands on the recovery sheet of this desk's PIN: four groups of five digits."),
            does=_("go on"),
        )
        self._folder = folder
        self._clock = clock

    async def save(self, values: dict[str, str]) -> bool:
        """Look at the code in a thread: its hash takes a while."""
        await asyncio.to_thread(check_wait, self._folder, self._clock)
        if not await asyncio.to_thread(check_code, self._folder, values["code"], self._clock):
            raise wrong_code()
        return True
