"""Explaining every session and summing by person and source, a whole process, beside the same sums in bare SQL."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from bench.figures import Figure, alternate, figure
from bench.records import Size, copied, settle
from storage.disk.folder import DataFolder

TO_SQL = 5.0


def measure(record: Path, size: Size, scratch: Path, rounds: int) -> list[Figure]:
    """The time on a copy of the cached folder `record`."""
    folder = copied(record, scratch / "explained")
    settle(folder)
    hourdesk = str(Path(sys.executable).with_name("hourdesk"))
    ours, bare = scratch / "told.jsonl", scratch / "bare.txt"
    database = str(DataFolder(folder).database)
    times = alternate(
        (
            run((hourdesk, "explain", "--all", "--json", "--data", str(folder)), ours),
            run((sys.executable, "-m", "bench.floors.minutes_sql", database), bare),
        ),
        rounds,
        warm=1,
    )
    _check(ours, bare)
    return [figure(f"explain and total {size.scans // 2} sessions : SQL", times[0], times[1], "s", TO_SQL)]


def run(command: Sequence[str], out: Path) -> Callable[[int], float]:
    """What runs a command with its output in a file, and gives its seconds."""

    def timed(turn: int) -> float:
        with out.open("wb") as file:
            begun = time.perf_counter()
            subprocess.run(command, stdout=file, check=True)
            return time.perf_counter() - begun

    return timed


def _check(ours: Path, bare: Path) -> None:
    """Check that both sides have the same minutes for the same people: a fast answer that is wrong is no figure."""
    explained = [json.loads(line)["minutes"] for line in ours.read_text("utf-8").splitlines()]
    summed = [int(line.split()[2]) for line in bare.read_text("utf-8").splitlines()]
    if sorted(explained) != sorted(summed):
        raise ValueError(f"{sum(explained)} minutes were explained, {sum(summed)} summed")
