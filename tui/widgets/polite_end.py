"""A polite request to end (`kill`, the computer shuts down) closes a screen as its own key does: what waits is written, and the
terminal is put back. So does a terminal that is gone, where nobody says so.
"""

from __future__ import annotations

import asyncio
import os
import select
import signal
import sys
from contextlib import suppress
from functools import partial
from threading import Thread
from time import sleep

from textual.app import App

from checkin.exit_codes import ended_by

_TO_TIDY_UP = 5.0
"""Seconds until the program ends where something still waits for the terminal."""


def end_without_terminal(app: App[int]) -> None:
    """Leave `app` at once where its terminal is gone and the shell lets the program ignore SIGHUP (`nohup`): that terminal is
    always ready to be read and gives nothing, so the screen would be busy with it for ever.
    """
    terminal = sys.__stdin__
    if sys.platform != "linux" or terminal is None or not terminal.isatty():
        return
    loop, number, code = asyncio.get_running_loop(), terminal.fileno(), ended_by(signal.SIGHUP)
    drawn_on = [standard for standard in range(3) if os.isatty(standard)]

    def wait() -> None:
        gone = select.poll()
        gone.register(number, 0)
        gone.poll()
        # What is still drawn goes nowhere: a thread of Textual that can't draw ends, and the rest waits for it. Where it has met that
        # already, all that was scanned is on the disk all the same.
        nowhere = os.open(os.devnull, os.O_RDWR)
        for standard in drawn_on:
            os.dup2(nowhere, standard)
        with suppress(RuntimeError):
            loop.call_soon_threadsafe(partial(app.exit, return_code=code))
        sleep(_TO_TIDY_UP)
        os._exit(code)

    Thread(target=wait, name="terminal", daemon=True).start()


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
