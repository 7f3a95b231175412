"""The program whose commands are killed and hindered: a warm process, with the shim where a compiler made one."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent
COMPILER = shutil.which("cc") or shutil.which("gcc")
KILL = -9
"""In the place of an errno: the process is killed there."""


class Arm(NamedTuple):
    """What happens to the `at`-th write, sync, rename … to files under `under` (0: nothing): it fails with an errno, `always`
    from then on too, or with `KILL` the process dies. All of it is recorded in the file `log`, if there is one."""

    under: str
    at: int = 0
    error: int = 0
    always: bool = False
    log: str = ""


class Ended(NamedTuple):
    """How a command ended, what it printed and said, and how many such operations it did (0 where it was killed)."""

    code: int
    out: str
    err: str
    count: int

    @property
    def scans(self) -> list[str]:
        """The ids of the scans that were answered, of whole lines of `scan --json`."""
        lines = [line for line in self.out.split("\n")[:-1] if line.startswith("{")]
        return [found["event"] for line in lines if (found := json.loads(line)).get("event")]


class Program:
    """A warm process. `streams` is a folder for what its commands read and print."""

    def __init__(self, process: subprocess.Popen[str], streams: Path) -> None:
        self._process, self._streams = process, streams

    def run(
        self,
        arguments: Sequence[str],
        at: Path,
        stdin: str = "",
        environment: Mapping[str, str] | None = None,
        arm: Arm | None = None,
        kill_after: float | None = None,
        ago: int = 0,
    ) -> Ended:
        """Run a command in the folder `at`, so many milliseconds `ago`; `kill_after` kills it after so many seconds."""
        call = {
            "arguments": list(arguments), "at": str(at), "stdin": stdin, "environment": dict(environment or {}),
            "arm": arm, "kill_after": kill_after, "streams": str(self._streams), "ago": ago,
        }  # fmt: skip
        assert self._process.stdin is not None and self._process.stdout is not None
        self._process.stdin.write(json.dumps(call) + "\n")
        self._process.stdin.flush()
        ended = json.loads(self._process.stdout.readline())
        return Ended(ended["code"], ended["out"], ended["err"], int(ended["count"] or 0))


@contextmanager
def warm_program(folder: Path, shim: Path | None = None) -> Iterator[Program]:
    """Start it; it ends with the block. With `shim` its commands can be hindered."""
    root = str(HERE.parents[1])
    environment = {**os.environ, "PYTHONPATH": root, "LC_ALL": "C.UTF-8", "LANGUAGE": "en"}
    for name in ("HOURDESK_PIN", "HOURDESK_DATA", "HOURDESK_PASSPHRASE", "HOURDESK_RECOVERY"):
        environment.pop(name, None)
    if shim is not None:
        environment["LD_PRELOAD"] = str(shim)
    streams = folder / "streams"
    streams.mkdir()
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.survival.server"], cwd=root, env=environment, text=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    )  # fmt: skip
    try:
        assert process.stdout is not None and process.stdout.readline() == "ready\n"
        yield Program(process, streams)
    finally:
        process.kill()
        process.communicate()


def made_shim(folder: Path) -> Path | None:
    """The shim, compiled into a folder; None where there is no compiler."""
    if COMPILER is None or not sys.platform.startswith("linux"):
        return None
    out = folder / "shim.so"
    source = str(HERE / "shim.c")
    done = subprocess.run(
        [COMPILER, "-shared", "-fPIC", "-O1", "-o", str(out), source, "-ldl"], capture_output=True, check=False
    )
    return out if done.returncode == 0 else None
