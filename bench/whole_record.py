"""`sessions --json` and the XLSX export of a whole record, whole processes, beside bare libraries."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from bench.figures import Figure, alternate, figure
from bench.records import Size, copied, settle
from storage.disk.folder import DataFolder

TO_BARE = 3.0


def measure(record: Path, size: Size, scratch: Path, rounds: int) -> list[Figure]:
    """The times of both commands, on a copy of the cached folder `record`."""
    folder = copied(record, scratch / "whole")
    database = str(DataFolder(folder).database)
    settle(folder)
    hourdesk = str(Path(sys.executable).with_name("hourdesk"))
    floor = (sys.executable, "-m")
    out, bare = scratch / "sessions.jsonl", scratch / "bare.jsonl"
    book, bare_book = scratch / "sessions.xlsx", scratch / "bare.xlsx"
    lines = alternate(
        (
            _run((hourdesk, "sessions", "--json", "--data", str(folder)), out, to=out),
            _run((*floor, "bench.floors.sessions_json", database, str(bare)), bare),
        ),
        rounds,
        warm=1,
    )
    _check_sessions(out, size)
    sheets = alternate(
        (
            _run((hourdesk, "export", str(book), "--data", str(folder)), book),
            _run((*floor, "bench.floors.sessions_xlsx", database, str(bare_book)), bare_book),
        ),
        rounds,
        warm=1,
    )
    sessions = size.scans // 2
    return [
        figure(f"sessions --json, {sessions} sessions", lines[0], lines[1], "s", TO_BARE),
        figure(f"export OUT.xlsx, {sessions} sessions", sheets[0], sheets[1], "s", TO_BARE),
    ]


def _run(command: Sequence[str], result: Path, to: Path | None = None) -> Callable[[int], float]:
    """A whole process that writes `result`, through its standard output where `to` names the file."""

    def run(turn: int) -> float:
        result.unlink(missing_ok=True)
        if to is None:
            begun = time.perf_counter()
            subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
            return time.perf_counter() - begun
        with to.open("wb") as out:
            begun = time.perf_counter()
            subprocess.run(command, stdout=out, check=True)
            return time.perf_counter() - begun

    return run


def _check_sessions(out: Path, size: Size) -> None:
    """Check the number of sessions: a fast answer that is wrong is no figure."""
    with out.open("rb") as file:
        count = sum(b'"closed"' in line for line in file)
    if count != size.scans // 2:
        raise ValueError(f"{count} closed sessions came out of {size.scans} scans")
