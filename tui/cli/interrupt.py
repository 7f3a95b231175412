"""Ctrl+C, a closed window and a polite request to end (a computer that is shut down) end the program without a word, wherever
they come: in an import, at a prompt, in the middle of work. What was half written is tidied up as at any other end."""

from __future__ import annotations

import signal
import sys
from types import FrameType

from checkin.exit_codes import ended_by

INTERRUPTED = ended_by(signal.SIGINT)
_BEFORE = {
    "SIGINT": signal.default_int_handler,
    "SIGTERM": signal.SIG_DFL,
    "SIGHUP": signal.SIG_DFL,
    "SIGBREAK": signal.SIG_DFL,
}
_asked: int | None = None


def end_tidily() -> None:
    """Let these signals end the program as `sys.exit` does, so that whatever is open is closed on the way, and names that were
    written for a moment lie nowhere.

    A KeyboardInterrupt would pass through click, which makes an "Aborted!" with code 1 of those that come outside of the
    command itself. Where the shell lets the program ignore one, as in the background, it stays so.
    """
    there = {getattr(signal, name): usual for name, usual in _BEFORE.items() if hasattr(signal, name)}
    for number, usual in there.items():
        if signal.getsignal(number) is usual:
            signal.signal(number, _leave)
            sys.unraisablehook = _tell_unless_asked


def leave_it_to_the_screen() -> None:
    """A screen hears a polite request to end by itself, as its own key (`tui.widgets.polite_end`)."""
    if signal.getsignal(signal.SIGTERM) is _leave:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)


def leave_if_asked() -> None:
    """End the program where it was asked to end before: a library in C lost that end, as one that shapes letters and calls back,
    or made an error of its own of it, as DuckDB does in the middle of a query.
    """
    if _asked is not None:
        raise SystemExit(_asked)


def _leave(number: int, _frame: FrameType | None) -> None:
    global _asked
    _asked = ended_by(number)
    raise SystemExit(_asked)


def _tell_unless_asked(lost: sys.UnraisableHookArgs) -> None:
    if not (_asked is not None and isinstance(lost.exc_value, SystemExit)):
        sys.__unraisablehook__(lost)
