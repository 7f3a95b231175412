"""The scanner check above the desk: codes of the test sheet open it, or go on with the one that is open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.devices.scanner_app import ScannerApp
from tui.model.writer_handle import WriterHandle

if TYPE_CHECKING:
    from checkin.scanning.burst import Burst


def check_scanner(app: ScannerApp, writer: WriterHandle, burst: Burst | None = None) -> None:
    """Open the check, or hand it a code that was scanned; nothing of it is recorded."""
    from checkin.scanning.scanner_check import ScannerCheck
    from tui.screens.scanner.check import ScannerCheckDialog

    for screen in app.screen_stack:
        if isinstance(screen, ScannerCheckDialog):
            if burst is not None:
                screen.check_burst(burst)
            return
    check = ScannerCheck()
    if burst is not None:
        check.scan(burst)
    app.push_screen(ScannerCheckDialog(writer.path, check, writer.clock))
