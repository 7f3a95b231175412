"""Who may correct the record at this desk: the supervisor, for some minutes after the PIN."""

from __future__ import annotations

from collections.abc import Callable

from tui.desk.host import Host
from tui.model.desk_state import DeskState
from tui.model.writer_handle import WriterHandle

SESSION_MS = 300_000
"""Milliseconds after the supervisor's last action, sleep included, when the session ends: the person may have walked away."""


class Supervision:
    """The supervisor's session at the desk. `changed` is called when it begins, goes on or ends."""

    def __init__(self, writer: WriterHandle, state: DeskState, host: Host, changed: Callable[[], None]) -> None:
        self._writer = writer
        self._clock = writer.clock
        self._state = state
        self._host = host
        self._changed = changed
        self._until_ms = 0
        self._name: str | None = None
        self._proposed = ""

    @property
    def name(self) -> str | None:
        """The name that corrections carry: the supervisor's, else the desk's operator."""
        return self._name or self._writer.operator

    @property
    def is_active(self) -> bool:
        """Whether a supervisor is signed in by PIN."""
        return self._clock.steady() < self._until_ms

    def asks(self) -> bool:
        """Whether `admit` would ask for something now."""
        from storage.disk.folder import DataFolder
        from storage.disk.pins.pin import has_pin

        return not self.name or (not self.is_active and has_pin(DataFolder(self._writer.path)))

    async def admit(self) -> bool:
        """Whether the person here may correct the record; asks for what is missing, and prolongs the session.

        Where no PIN is set everybody may, but a name is asked for once, so that every correction carries one. After a session has
        ended, the name of the last one is proposed.
        """
        from storage.disk.folder import DataFolder
        from storage.disk.pins.pin import has_pin
        from tui.screens.supervisor.sign_in import SignInDialog

        folder = DataFolder(self._writer.path)
        asks_pin = has_pin(folder) and not self.is_active
        asks_name = not self.name
        if asks_pin or asks_name:
            dialog = SignInDialog(
                folder, self.name or self._proposed, self._clock, asks_pin=asks_pin, asks_name=asks_name
            )
            name = await self._host.push_screen_wait(dialog)
            if name is None:
                return False
            self._name = self._proposed = name
        if has_pin(folder):
            self._until_ms = self._clock.steady() + SESSION_MS
            self._show(self.name or "")
        return True

    def look(self) -> None:
        """Once a second: the session ends by itself."""
        if self._state.supervisor is not None and not self.is_active:
            self.end()

    def end(self) -> None:
        """Sign the supervisor out and update the first line."""
        self._until_ms = 0
        self._name = None
        self._show(None)

    def _show(self, name: str | None) -> None:
        self._state.supervisor = name
        self._changed()
