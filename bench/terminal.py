"""A program on a real pseudo-terminal: what it wrote, when it arrived, and the screen that it made."""

from __future__ import annotations

import os
import re
import select
import signal
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import psutil
import pyte
from ptyprocess import PtyProcess

COLUMNS, ROWS = 100, 30
PATIENCE = 30.0
QUIET = 0.25
# The kitty keyboard protocol and requests for the terminal's version: pyte would print a part of them.
_NOT_FOR_PYTE = re.compile(rb"\x1b\[[<>=][0-9;]*[a-zA-Z]|\x1bP[^\x1b]*\x1b\\")


class Terminal:
    """One process on a terminal, of 100×30 where nothing else is said. Chunks get their time before anything is made of them."""

    def __init__(self, command: Sequence[str], columns: int = COLUMNS, rows: int = ROWS) -> None:
        environment = {
            name: value for name, value in os.environ.items() if not name.startswith(("TEXTUAL", "HOURDESK"))
        }
        environment |= {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"}
        self._process = PtyProcess.spawn(list(command), env=environment, dimensions=(rows, columns))
        # The spawn returns once the new program has replaced the forked one.
        self.begun = time.perf_counter()
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)

    def write(self, data: bytes) -> None:
        """Send bytes to the program as if they were typed."""
        os.write(self._process.fd, data)

    def wait_for(self, hint: bytes, complete: Callable[[list[str]], bool]) -> float:
        """The time (`time.perf_counter`) at which the screen first was `complete`.

        `hint` is in what the program has written by then. The screen is drawn once the program is quiet, so that the
        drawing takes no time from it. Raises TimeoutError, or RuntimeError where the program ended.
        """
        chunks: list[tuple[float, bytes]] = []
        tail, hinted = b"", False
        deadline = time.perf_counter() + PATIENCE
        while time.perf_counter() < deadline:
            if select.select([self._process.fd], [], [], QUIET)[0]:
                try:
                    data = os.read(self._process.fd, 1 << 16)
                except OSError:
                    for _at, data in chunks:
                        self._feed(data)
                    raise RuntimeError("the program ended:\n" + "\n".join(self.lines())) from None
                chunks.append((time.perf_counter(), data))
                tail = tail[-200:] + data
                hinted = hinted or hint in tail
            elif hinted:
                for at, data in chunks:
                    self._feed(data)
                    if complete(self.lines()):
                        return at
                chunks.clear()
        raise TimeoutError("the screen did not come:\n" + "\n".join(self.lines()))

    def lines(self) -> list[str]:
        """The screen as text; the second cell of a wide character is empty."""
        rows = (self._screen.buffer[y] for y in range(self._screen.lines))
        return ["".join(row[x].data for x in range(self._screen.columns)) for row in rows]

    def drain(self, seconds: float) -> None:
        """Let the program run for a while."""
        deadline = time.perf_counter() + seconds
        while (left := deadline - time.perf_counter()) > 0:
            if select.select([self._process.fd], [], [], left)[0]:
                try:
                    self._feed(os.read(self._process.fd, 1 << 16))
                except OSError:
                    return

    def processor_seconds(self) -> float:
        """What the process has used of processors until now."""
        times = psutil.Process(self._process.pid).cpu_times()
        return float(times.user + times.system)

    def peak_memory(self) -> int:
        """The most memory that the process ever held (bytes); where the system doesn't say, what it holds now."""
        status = Path(f"/proc/{self._process.pid}/status")
        if status.exists():
            for line in status.read_text().splitlines():
                if line.startswith("VmHWM:"):
                    return int(line.split()[1]) * 1024
        return int(psutil.Process(self._process.pid).memory_info().rss)

    def end(self) -> None:
        """Stop the program at once."""
        self._process.kill(signal.SIGKILL)
        self._process.wait()
        self._process.close()

    def _feed(self, data: bytes) -> None:
        self._stream.feed(_NOT_FOR_PYTE.sub(b"", data))
