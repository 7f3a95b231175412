"""The PIN that opens a locked desk, or ends self-service."""

from __future__ import annotations

from typing import ClassVar

from checkin.clock import Clock
from checkin.texts import _
from storage.disk.folder import DataFolder
from tui.model.desk_mode import DeskMode
from tui.screens.supervisor.sign_in import SignInDialog


class UnlockDialog(SignInDialog):
    """Gives a text for the right PIN, None where somebody leaves it."""

    in_every_mode: ClassVar[bool] = True

    def __init__(self, folder: DataFolder, clock: Clock, mode: DeskMode) -> None:
        super().__init__(folder, "", clock, asks_pin=True, asks_name=False)
        self._heading = _("Open the desk again") if mode is DeskMode.LOCKED else _("End self-service")
