"""Ctrl+C ends a command with 130 and without a word, wherever it comes: in an import, at a prompt, in the middle of work."""

from __future__ import annotations

import signal
import sys
from types import FrameType

INTERRUPTED = 130
"""128 and the number of the signal, as a shell says it."""
_asked = False


def end_on_ctrl_c() -> None:
    """Let Ctrl+C end the program as `sys.exit` does, so that whatever is open is closed on the way.

    A KeyboardInterrupt would pass through click, which makes an "Aborted!" with code 1 of those that come outside of the
    command itself. Where the shell lets the program ignore Ctrl+C, as one in the background, it stays so.
    """
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, _leave)
        sys.unraisablehook = _tell_unless_asked


def leave_if_asked() -> None:
    """End the program where Ctrl+C was pressed before: a library in C lost that end, as one that shapes letters and calls back,
    or made an error of its own of it, as DuckDB does in the middle of a query.
    """
    if _asked:
        raise SystemExit(INTERRUPTED)


def _leave(_number: int, _frame: FrameType | None) -> None:
    global _asked
    _asked = True
    raise SystemExit(INTERRUPTED)


def _tell_unless_asked(lost: sys.UnraisableHookArgs) -> None:
    if not (_asked and isinstance(lost.exc_value, SystemExit)):
        sys.__unraisablehook__(lost)
