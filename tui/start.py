"""Where the program begins: it stands above the command line and the screens, and hands the one the others."""

from __future__ import annotations

import gc
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from checkin.own_process import OWN_PROCESS
from tui.cli.interrupt import end_tidily, leave_it_to_the_screen

if TYPE_CHECKING:
    from checkin.clock import Clock
    from checkin.scanning.scanner_check import ScannerCheck

OBJECTS_BETWEEN_COLLECTIONS = 100_000


def main(clock: Clock | None = None) -> None:
    """Run `hourdesk` by `clock`; without one, as when it is started, by the computer's."""
    if sys.argv[1:2] == [OWN_PROCESS]:
        from checkin.own_process.start import work_for_the_parent

        work_for_the_parent()
    # Imports and the first screen make objects that stay: looking through them every 700 costs a tenth of the start.
    gc.set_threshold(OBJECTS_BETWEEN_COLLECTIONS)
    end_tidily()
    from checkin.clock import SYSTEM_CLOCK
    from tui.cli.main import run

    run(Screens(), clock or SYSTEM_CLOCK)


class Screens:
    """The openers of everything that draws on a terminal (`tui.cli.base.screens`); each loads its own when it is asked."""

    def open_desk(self, path: Path, operator: str | None, language: str, clock: Clock) -> int:
        """The desk on a data folder."""
        from tui.desk.opening import run

        leave_it_to_the_screen()
        return run(path, operator, clock, language)

    def open_clerk(self, path: Path, operator: str | None, clock: Clock) -> int:
        """The clerk's screen on a district's folder."""
        from tui.district.opening import run

        leave_it_to_the_screen()
        return run(path, operator, clock)

    def open_demo(self, language: str, clock: Clock, operator: str | None) -> int:
        """The demonstration, on the screen or at speed."""
        from tui.demo.play import run

        return run(language, clock, operator)

    def check_scanner(self, data: Path, check: ScannerCheck, clock: Clock) -> None:
        """The scanner check, until somebody leaves it."""
        from tui.screens.scanner.check_app import ScannerCheckApp

        leave_it_to_the_screen()
        ScannerCheckApp(data, check, clock).run()
