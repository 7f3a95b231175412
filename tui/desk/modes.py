"""The screen lock and self-service: a command begins them, and the supervisor's PIN alone ends them.

While one of them holds nothing that is typed, clicked or opened late goes around it: commands, dialogs and messages come
through here.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from textual.screen import Screen

from checkin.texts import _
from tui.desk.display import Display
from tui.desk.host import Host
from tui.desk.settings import Settings
from tui.desk.supervision import Supervision
from tui.model.desk_mode import DeskMode
from tui.model.desk_state import DeskState
from tui.model.writer_handle import WriterHandle
from tui.screens.answering import AnsweringScreen

SETTING_MODE = "mode"
_HELP = "help"
_ASK_PIN = frozenset({"more", "supervisor", "leave"})
"""Commands whose keys ask for the PIN while the desk is not open."""


class Modes:
    """Which mode holds is in the state and in desk.toml: whoever closes the window and starts anew finds it as it was."""

    def __init__(
        self,
        writer: WriterHandle,
        state: DeskState,
        display: Display,
        supervision: Supervision,
        settings: Settings,
        host: Host,
    ) -> None:
        self._writer = writer
        self._state = state
        self._display = display
        self._supervision = supervision
        self._settings = settings
        self._host = host

    @property
    def is_open(self) -> bool:
        """Whether everything can be seen and done."""
        return self._state.mode is DeskMode.OPEN

    def lets(self, command: str) -> bool:
        """Whether a command may be done as if the desk were open; the help then tells of the mode alone."""
        return self.is_open or command == _HELP

    def lets_open(self, screen: Screen[Any]) -> bool:
        """Whether a screen may open now; one that was begun before and comes late may not."""
        return self.is_open or bool(getattr(screen, "in_every_mode", False))

    def asks_pin(self, command: str) -> bool:
        """Whether the key of a command asks for the PIN while the desk is not open; the others say only that it is not."""
        return command in _ASK_PIN

    def why_not(self) -> str:
        """What is said to any other key."""
        if self._state.mode is DeskMode.LOCKED:
            return _("The screen is locked. Scans go on. F10 opens it with the supervisor's PIN.")
        return _("Self-service: show your badge. F10 ends it with the supervisor's PIN.")

    def begin(self, mode: DeskMode) -> None:
        """Lock the desk, or let people scan by themselves; what stands above the desk's screen is closed."""
        self._supervision.end()
        self._use(mode)
        # In place of what was said before, which may name people.
        self._host.notify(self.why_not(), markup=False)
        for screen in reversed(self._host.screen_stack):
            if isinstance(screen, AnsweringScreen):
                screen.dismiss(None)

    def begin_as_before(self, settings: Mapping[str, Any]) -> None:
        """At the start: the mode in which the desk was closed, where there is still a PIN that ends it."""
        from storage.disk.folder import DataFolder
        from storage.disk.pins.pin import has_pin

        mode = str(settings.get(SETTING_MODE, DeskMode.OPEN))
        if mode in (DeskMode.LOCKED, DeskMode.SELF_SERVICE) and has_pin(DataFolder(self._writer.path)):
            self._display.use_mode(DeskMode(mode))

    async def end(self) -> bool:
        """Ask for the PIN; whether the desk is open again. Call it in a worker."""
        from storage.disk.folder import DataFolder
        from storage.disk.pins.pin import has_pin
        from tui.screens.supervisor.unlock import UnlockDialog

        folder = DataFolder(self._writer.path)
        # Where somebody took the PIN away by the command line there is nothing to ask for.
        if has_pin(folder):
            dialog = UnlockDialog(folder, self._writer.clock, self._state.mode)
            if await self._host.push_screen_wait(dialog) is None:
                return False
        self._use(DeskMode.OPEN)
        return True

    def _use(self, mode: DeskMode) -> None:
        self._display.use_mode(mode)
        self._settings.remember({SETTING_MODE: str(mode)})
