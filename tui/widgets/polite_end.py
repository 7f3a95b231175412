"""A polite request to end (`kill`, the computer shuts down) closes a screen as its own key does: what waits is written, and the
terminal is put back.
"""

from __future__ import annotations

import asyncio
import signal
from contextlib import suppress

from textual.app import App

from checkin.exit_codes import ended_by


def end_when_asked(app: App[int]) -> None:
    """Leave `app` at the first SIGTERM; a second one ends the program on the spot. Where signals belong to somebody else, or
    there are none, nothing changes. A closed window (SIGHUP) has no terminal left that could be put back.
    """
    loop = asyncio.get_running_loop()

    def leave() -> None:
        loop.remove_signal_handler(signal.SIGTERM)
        app.exit(return_code=ended_by(signal.SIGTERM))

    if signal.getsignal(signal.SIGTERM) is signal.SIG_DFL:
        with suppress(NotImplementedError, RuntimeError, ValueError):
            loop.add_signal_handler(signal.SIGTERM, leave)
