"""The scanner check above the desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.desk.camera_actions import CameraActions

if TYPE_CHECKING:
    from checkin.scanning.burst import Burst


class ScannerActions(CameraActions):
    """Codes of the test sheet open the check, or go on with the one that is open; nothing of them is recorded."""

    def action_scanner_check(self) -> None:
        """Open the check."""
        self._check_scanner(None)

    def take_test_code(self, burst: Burst) -> None:
        """A code of the test sheet was scanned."""
        self._check_scanner(burst)

    def _check_scanner(self, burst: Burst | None) -> None:
        from checkin.scanning.scanner_check import ScannerCheck
        from tui.screens.scanner_check import ScannerCheckDialog

        if isinstance(self.screen, ScannerCheckDialog):
            if burst is not None:
                self.screen.hear(burst)
            return
        check = ScannerCheck()
        if burst is not None:
            check.scan(burst)
        self.push_screen(ScannerCheckDialog(self.writer.path, check))
