"""What the command line opens on a terminal: handed in from above, for it loads no Textual itself."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from checkin.clock import Clock
    from checkin.scanning.scanner_check import ScannerCheck


class Screens(Protocol):
    """The openers; each stays until its screen is closed and gives the exit code."""

    def open_desk(self, path: Path, operator: str | None, language: str, clock: Clock) -> int:
        """The desk on a data folder; `language` is zh or en."""

    def open_clerk(self, path: Path, operator: str | None, clock: Clock) -> int:
        """The clerk's screen on a district's folder."""

    def open_demo(self, language: str, clock: Clock, operator: str | None) -> int:
        """The demonstration, on the screen or at speed where there is no terminal."""

    def check_scanner(self, data: Path, check: ScannerCheck, clock: Clock) -> None:
        """The scanner check: what is scanned goes into `check`."""
