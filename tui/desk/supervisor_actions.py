"""Who may correct the record at this desk: the supervisor, for some minutes after the PIN."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

from textual import work

from checkin.texts import _
from tui.desk.core import DeskCore
from tui.devices.clock import steady_ms, wall_ms
from tui.model.sheets import sheet_file
from tui.model.writer_handle import WriterHandle
from tui.words.faults import Trouble, sentences

if TYPE_CHECKING:
    from storage.disk.identity import DeskIdentity

SESSION_MS = 300_000
"""A session ends so long after the supervisor's last action, asleep or not: who walks away leaves nothing open."""


class SupervisorActions(DeskCore):
    """Every action of a supervisor on the screen begins with `as_supervisor`, and carries `supervisor_name`."""

    def __init__(self, writer: WriterHandle) -> None:
        super().__init__(writer)
        self._supervising_until = 0
        self._supervisor: str | None = None

    @property
    def supervisor_name(self) -> str | None:
        """The name that corrections carry: the supervisor's, else the desk's operator."""
        return self._supervisor or self.writer.operator

    async def as_supervisor(self) -> bool:
        """Whether the person here may correct the record; asks for what is missing. Runs in a worker (`@work`).

        Where no PIN is set everybody may, but a name is asked for once, so that every correction carries one.
        """
        from storage.disk.folder import DataFolder
        from storage.disk.pin import has_pin
        from tui.screens.supervisor.sign_in import SignInDialog

        folder = DataFolder(self.writer.path)
        asks_pin = has_pin(folder) and not self._is_supervising
        asks_name = not self.supervisor_name
        if asks_pin or asks_name:
            dialog = SignInDialog(folder, self.supervisor_name or "", asks_pin=asks_pin, asks_name=asks_name)
            name = await self.push_screen_wait(dialog)
            if name is None:
                return False
            self._supervisor = name
        if has_pin(folder):
            self._supervising_until = steady_ms() + SESSION_MS
            self._show_supervisor(self.supervisor_name or "")
        return True

    @property
    def _is_supervising(self) -> bool:
        return steady_ms() < self._supervising_until

    def look_at_supervision(self) -> None:
        """Once a second: the session ends by itself."""
        if self.state.supervisor is not None and not self._is_supervising:
            self._end_supervision()

    def _end_supervision(self) -> None:
        self._supervising_until = 0
        self._supervisor = None
        self._show_supervisor(None)

    def _show_supervisor(self, name: str | None) -> None:
        self.state.supervisor = name
        self.show_top()

    @work(group="dialog", exclusive=True)
    async def action_supervisor(self) -> None:
        """Sign in or out; where no PIN is set, set one."""
        from storage.disk.folder import DataFolder
        from storage.disk.pin import has_pin

        identity = self.state.identity
        if identity is None:
            return  # the folder is not open yet
        if self._is_supervising:
            self._end_supervision()
            self.notify(_("The supervisor is signed out."))
        elif has_pin(DataFolder(self.writer.path)):
            await self.as_supervisor()
        else:
            await self._set_pin(identity)

    async def _set_pin(self, identity: DeskIdentity) -> None:
        from storage.disk.folder import DataFolder
        from tui.screens.ask import AskDialog
        from tui.screens.supervisor.new_pin import NewPinDialog

        code = await self.push_screen_wait(NewPinDialog(DataFolder(self.writer.path)))
        if code is None:
            return
        lines = [
            _("Recovery code: {code}").format(code=code),
            "",
            _(
                "It is shown only now, and is the way back in where the PIN is forgotten: write it down and lock it away."
            ),
        ]
        if await self.push_screen_wait(AskDialog(_("The PIN is set"), lines, _("write the sheet to print"))):
            await self._write_recovery_sheet(identity, code)

    async def _write_recovery_sheet(self, identity: DeskIdentity, code: str) -> None:
        at, path = wall_ms(), self.writer.path

        def write() -> Path:
            from checkin.rules.activities import zone
            from checkin.rules.instants import moment
            from exports.printed.recovery_sheet.page import write_recovery_sheet
            from storage.disk.folder import DataFolder

            out = sheet_file(DataFolder(path), "recovery")
            write_recovery_sheet(out, identity, code, moment(at, zone(identity.timezone)).date())
            return out

        try:
            # Not in the writer's thread: looking for fonts takes a second, and scans do not wait for it.
            out = await asyncio.to_thread(write)
        except Trouble as error:
            # The code stands nowhere else.
            self.notify("\n".join([code, *sentences(error)]), severity="error", timeout=600, markup=False)
            return
        text = _("The recovery sheet is in {file}: print it, lock it away, and delete the file.")
        self.notify(text.format(file=out), timeout=60, markup=False)
