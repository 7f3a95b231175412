"""What a terminal answers to a question about its modes (DECRQM, as xterm's control sequences describe it)."""

from __future__ import annotations

import os
import re
import select
import time
from collections.abc import Iterable

FOCUS_REPORTING, BRACKETED_PASTE = 1004, 2004
PATIENCE_S = 0.3
_ANSWER = re.compile(rb"\x1b\[\?(\d+);([0-4])\$y")
# Every terminal answers this one (DA1), so that a terminal that knows no DECRQM need not be waited for.
_LAST_QUESTION = b"\x1b[c"
_LAST_ANSWER = re.compile(rb"\x1b\[\?[\d;]*c")


def asked_modes(keys: int, screen: int, modes: Iterable[int]) -> dict[int, bool | None]:
    """Whether the terminal has each mode; None where it does not say. `keys` and `screen` are file descriptors of it.

    The terminal's settings are as before when it returns, after `PATIENCE_S` seconds at most.
    """
    known: dict[int, bool | None] = dict.fromkeys(modes)
    try:
        import termios
        import tty
    except ImportError:  # Windows has no such settings
        return known
    try:
        before = termios.tcgetattr(keys)
    except termios.error:
        return known
    try:
        tty.setcbreak(keys, termios.TCSANOW)
        os.write(screen, b"".join(b"\x1b[?%d$p" % mode for mode in known) + _LAST_QUESTION)
        answer = _read_answer(keys)
    finally:
        termios.tcsetattr(keys, termios.TCSAFLUSH, before)
    for mode, state in _ANSWER.findall(answer):
        if int(mode) in known:
            known[int(mode)] = state != b"0"
    return known


def _read_answer(keys: int) -> bytes:
    answer, end = b"", time.monotonic() + PATIENCE_S
    while (left := end - time.monotonic()) > 0 and not _LAST_ANSWER.search(answer):
        if select.select([keys], [], [], left)[0]:
            answer += os.read(keys, 1024)
    return answer
