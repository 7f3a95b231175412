"""How the process begins: with this Python, or as the program itself where that is one frozen file without a Python."""

from __future__ import annotations

import pickle
import subprocess
import sys

from checkin.own_process import OWN_PROCESS

_BEGIN = "import pickle, sys; sys.path[:] = pickle.load(sys.stdin.buffer); from checkin.own_process.child import begin; begin()"


def start(megabytes: int | None) -> subprocess.Popen[bytes]:
    """A process that waits for requests (`child`). Raises OSError where the system starts none."""
    frozen = getattr(sys, "frozen", False)
    # Without `site`, a start takes a tenth of the time; the search path comes from here.
    command = [sys.executable, OWN_PROCESS] if frozen else [sys.executable, "-E", "-S", "-c", _BEGIN]
    no_window = getattr(subprocess, "CREATE_NO_WINDOW", 0)
    process = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, creationflags=no_window
    )
    assert process.stdin is not None
    process.stdin.write(pickle.dumps(sys.path) + pickle.dumps(megabytes))
    process.stdin.flush()
    return process


def work_for_the_parent() -> None:
    """The way of a frozen program into `child`."""
    sys.path[:] = pickle.load(sys.stdin.buffer)
    from checkin.own_process.child import begin

    begin()
