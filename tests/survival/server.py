"""Commands in processes that are forked from a warm one, so that thousands of them can be killed or hindered.

A line of JSON on standard input is a call (`Call`), a line on standard output says how it ended (`Ended`). The process runs
under the shim (`shim.c`) where there is one.
"""

from __future__ import annotations

import ctypes
import json
import os
import signal
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

from tests.loaded_program import let_guesses_cost_nothing, load_everything

_CRASHED = 70


def serve() -> None:
    """Load everything, then fork for each call until standard input ends."""
    load_everything()
    let_guesses_cost_nothing()
    print("ready", flush=True)
    for line in sys.stdin:
        print(json.dumps(_call(json.loads(line))), flush=True)


def _call(call: dict[str, Any]) -> dict[str, Any]:
    folder = Path(call["streams"])
    for name in ("out", "err", "count"):
        # Whoever is killed before it writes has said nothing.
        (folder / name).write_text("")
    child = os.fork()
    if child == 0:
        _become(call, folder)
    if call["kill_after"] is not None:
        time.sleep(call["kill_after"])
        with suppress(ProcessLookupError):
            os.killpg(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    with suppress(ProcessLookupError):
        os.killpg(child, signal.SIGKILL)  # what it started for itself
    code = os.waitstatus_to_exitcode(status)
    return {"code": code, **{name: (folder / name).read_text("utf-8", "replace") for name in ("out", "err", "count")}}


def _become(call: dict[str, Any], folder: Path) -> None:
    """The command, in this process; never returns."""
    code = _CRASHED
    try:
        os.setpgid(0, 0)
        (folder / "in").write_text(call["stdin"], "utf-8")
        for number, name, flags in ((0, "in", os.O_RDONLY), (1, "out", os.O_WRONLY), (2, "err", os.O_WRONLY)):
            os.dup2(os.open(folder / name, flags | os.O_CREAT | (os.O_TRUNC if number else 0), 0o600), number)
        (folder / "count").write_text("0")
        sys.stdin, sys.stdout, sys.stderr = (os.fdopen(n, mode, encoding="utf-8") for n, mode in enumerate("rww"))
        os.environ.update(call["environment"])
        os.chdir(call["at"])
        if call["arm"] is not None:
            under, at, error, always, log = call["arm"]
            ctypes.CDLL(None).survival_arm(under.encode(), ctypes.c_long(at), error, int(always), log.encode())
        code = _run(call["arguments"], call["ago"])
        if call["arm"] is not None:
            done = ctypes.CDLL(None).survival_count()
            ctypes.CDLL(None).survival_arm(b"", ctypes.c_long(0), 0, 0, b"")
            (folder / "count").write_text(str(done))
        for stream in (sys.stdout, sys.stderr):
            stream.flush()
    finally:
        os._exit(code)


def _run(arguments: list[str], ago: int) -> int:
    import traceback

    from checkin.clock import SYSTEM_CLOCK, Clock
    from tui.cli.base.desk_choice import DeskChoice
    from tui.cli.main import hourdesk

    clock = Clock(now=lambda: SYSTEM_CLOCK.now() - ago) if ago else SYSTEM_CLOCK
    try:
        hourdesk.main(arguments, prog_name="hourdesk", obj=DeskChoice(clock=clock))
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 0 if end.code is None else 1
    except BaseException:
        traceback.print_exc()
        return _CRASHED
    return 0


if __name__ == "__main__":
    serve()
