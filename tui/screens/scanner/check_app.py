"""The scanner check without a desk: `hourdesk doctor --scanner` in a terminal."""

from __future__ import annotations

from pathlib import Path

from checkin.clock import Clock
from checkin.scanning.scanner_check import ScannerCheck
from checkin.texts import _
from tui.devices.scanner_app import ScannerApp
from tui.model.themes import THEMES
from tui.screens.scanner.check import ScannerCheckDialog


class ScannerCheckApp(ScannerApp):
    """Shows the check and nothing else; Esc ends it."""

    ENABLE_COMMAND_PALETTE = False

    def __init__(self, data: Path, check: ScannerCheck, clock: Clock) -> None:
        # The dialog is made when the app is there.
        super().__init__(lambda burst: self._dialog.check_burst(burst), clock)
        for theme in THEMES.values():
            self.register_theme(theme)
        self.theme = THEMES["dark"].name
        self.title = _("Hourdesk")
        self._dialog = ScannerCheckDialog(data, check, clock)

    def on_mount(self) -> None:
        """Open the check, the only screen of this app."""
        self.push_screen(self._dialog, lambda _nothing: self.exit(0))
