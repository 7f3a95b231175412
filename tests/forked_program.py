"""`hourdesk` for the shell of a test: each call is a process of its own, forked from one that has imported the program.

To start Python and import takes several times as long as most commands of a guide. All else is as in the real program:
the entry, arguments, environment, folder, streams, exit code; a process that a command starts to read a file is forked too
(`tests/checkin/own_process` starts it for real); a PIN or passphrase costs next to nothing. A shell that sets PLAYED_AT (an ISO 8601 time in
Shanghai) and PLAYED_SINCE (when it did, seconds) plays its commands at that time.
"""

from __future__ import annotations

import ast
import atexit
import json
import os
import pickle
import resource
import select
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryFile
from typing import NamedTuple

from checkin.clock import SYSTEM_CLOCK, Clock
from checkin.own_process import process
from checkin.own_process.child import begin
from checkin.own_process.start import start
from checkin.rules.instants import instant
from exports.printed.fonts import FONT_VARIABLE as FONT
from tests.loaded_program import let_guesses_cost_nothing, load_everything
from tests.small_font import use_a_small_font

MOST = 1 << 20
"""Bytes of one call: its arguments and its environment."""
CLIENT = """#!/bin/sh
exec {python} -E -S -c '
import os, sys, _socket
server = _socket.socket(_socket.AF_UNIX)
server.connect({address})
call = ascii([sys.argv[1:], os.getcwd(), dict(os.environ)]).encode()
streams = b"".join(number.to_bytes(4, sys.byteorder) for number in range(3))
server.sendmsg([call], [(_socket.SOL_SOCKET, _socket.SCM_RIGHTS, streams)])
sys.exit(int((server.recv(64) or b"70").split()[0]))' "$@"
"""
"""It loads next to nothing: a guide calls it a hundred times."""
_READY = b"ready\n"


class Ended(NamedTuple):
    """How a process ended: its exit code, what it printed and said, and the most bytes that it held."""

    code: int
    out: str
    err: str
    most: int


@dataclass(frozen=True)
class Program:
    """`folder` is for PATH: `hourdesk` lies in it."""

    folder: Path
    address: str

    def environment(self) -> dict[str, str]:
        """That of a shell whose `hourdesk` is this one: nothing that a person of another desk has set."""
        clean = {name: value for name, value in os.environ.items() if not name.startswith("HOURDESK_") or name == FONT}
        return {**clean, "PATH": f"{self.folder}{os.pathsep}{clean['PATH']}", "LC_ALL": "C.UTF-8"}

    def run(self, *arguments: str) -> Ended:
        """Run a command without a shell."""
        with TemporaryFile() as out, TemporaryFile() as err, socket.socket(socket.AF_UNIX) as server:
            server.connect(self.address)
            call = ascii([arguments, str(Path.cwd()), dict(os.environ)]).encode()
            with Path(os.devnull).open("rb") as nothing:
                socket.send_fds(server, [call], [nothing.fileno(), out.fileno(), err.fileno()])
            code, most = map(int, server.recv(64).split())
            said = [file.seek(0) or file.read().decode("utf-8") for file in (out, err)]
            return Ended(code, *said, most)


@contextmanager
def forked_program(folder: Path) -> Iterator[Program]:
    """`folder` with the command in it. The program that commands fork from is one for all tests of this process."""
    folder.mkdir(exist_ok=True)
    address = _server()
    program = folder / "hourdesk"
    program.write_text(CLIENT.format(python=sys.executable, address=json.dumps(address)), "utf-8")
    program.chmod(0o755)
    yield Program(folder, address)


@cache
def _server() -> str:
    """Where it listens. It ends when this process does, which then no longer holds its standard input."""
    folder = tempfile.mkdtemp(prefix="hourdesk-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    root = str(Path(__file__).parent.parent)
    server = subprocess.Popen(
        [sys.executable, "-m", "tests.forked_program", f"{folder}/socket"],
        cwd=root,
        # What one process forked from another is buffered as usual, whatever the shell of the tests asks for.
        env={**os.environ, "PYTHONPATH": root, "LC_ALL": "C.UTF-8", "PYTHONUNBUFFERED": ""},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert server.stdout is not None and server.stdout.readline() == _READY
    atexit.register(server.communicate)
    return f"{folder}/socket"


def serve(address: str) -> None:
    """Load everything, then fork for each call, until standard input ends."""
    use_a_small_font()
    load_everything()
    let_guesses_cost_nothing()
    setattr(process, start.__name__, Fork)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(address)
        listening.listen(64)
        sys.stdout.write(_READY.decode())
        sys.stdout.flush()
        while listening in select.select([listening, sys.stdin], [], [])[0]:
            caller, _ = listening.accept()
            if os.fork() == 0:
                listening.close()
                answer(caller)
            caller.close()


class Fork:
    """As `checkin.own_process.start.start`, but forked from the command, with all that this has loaded."""

    def __init__(self, megabytes: int | None) -> None:
        requests, answers = os.pipe(), os.pipe()
        self._code: int | None = None
        self._pid = os.fork()
        if self._pid == 0:
            try:
                os.dup2(requests[0], 0)
                os.dup2(answers[1], 1)
                for end in (*requests, *answers):
                    os.close(end)
                sys.stdin = os.fdopen(0, closefd=False)
                begin()
            finally:
                os._exit(1)
        os.close(requests[0])
        os.close(answers[1])
        self.stdin, self.stdout = os.fdopen(requests[1], "wb"), os.fdopen(answers[0], "rb")
        self.stdin.write(pickle.dumps(megabytes))
        self.stdin.flush()

    def poll(self, how: int = os.WNOHANG) -> int | None:
        """How it ended, None where it has not."""
        if self._code is None:
            ended, status = os.waitpid(self._pid, how)
            self._code = os.waitstatus_to_exitcode(status) if ended else None
        return self._code

    def wait(self) -> int | None:
        """How it ended, once it has."""
        return self.poll(0)

    def kill(self) -> None:
        """End it, unless it has ended."""
        if self.poll() is None:
            os.kill(self._pid, signal.SIGKILL)


def answer(caller: socket.socket) -> None:
    """Become the process that was called, and tell how it ended."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    call, streams, _flags, _from = socket.recv_fds(caller, MOST, 3)
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
        os.close(stream)
    arguments, folder, environment = ast.literal_eval(call.decode())
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    time.tzset()
    sys.argv = ["hourdesk", *arguments]
    code = _run()
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
    caller.send(f"{code} {_most_bytes()}".encode())
    os._exit(code)


def _most_bytes() -> int:
    """What this process held at most, what it shares with the one that it was forked from included (Linux, macOS)."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


def _run() -> int:
    from tui.start import main

    try:
        main(_played_clock() if "PLAYED_AT" in os.environ else None)
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 0 if end.code is None else 1
    except BaseException:
        traceback.print_exc()
        return 1
    return 0


def _played_clock() -> Clock:
    """Goes on from PLAYED_AT as the computer's clock goes on from PLAYED_SINCE."""
    begun = instant(datetime.fromisoformat(os.environ["PLAYED_AT"] + "+08:00"))
    ahead = begun - round(float(os.environ["PLAYED_SINCE"]) * 1000)
    return Clock(now=lambda: SYSTEM_CLOCK.now() + ahead)


if __name__ == "__main__":
    serve(sys.argv[1])
