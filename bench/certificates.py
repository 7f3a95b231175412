"""Paper in large numbers, beside the same library alone: a thousand certificates, five thousand badges."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from bench.figures import Figure, alternate, figure

TO_PLAIN = 3.0


def measure(scratch: Path, pages: int, rounds: int) -> list[Figure]:
    """Whole processes on both sides; each certificate has a dozen activities and a code of its own."""
    times = _beside(scratch, ("bench.making_certificates", "bench.floors.plain_pages"), pages, rounds)
    return [figure(f"{pages} certificates : pages of one line", times[0], times[1], "s", TO_PLAIN)]


def measure_badges(scratch: Path, cards: int, rounds: int) -> list[Figure]:
    """The same of badges: the floor draws as many frames, words and cells of codes, and fits and encodes nothing."""
    times = _beside(scratch, ("bench.making_badges", "bench.floors.plain_badges"), cards, rounds)
    return [figure(f"{cards} badges : cells, codes and words alone", times[0], times[1], "s", TO_PLAIN)]


def _beside(scratch: Path, modules: Sequence[str], count: int, rounds: int) -> list[list[float]]:
    runs = []
    for place, module in enumerate(modules):
        out = scratch / f"{place}.pdf"
        runs.append(_run((sys.executable, "-m", module, str(out), str(count)), out))
    return alternate(runs, rounds, warm=1)


def _run(command: Sequence[str], out: Path) -> Callable[[int], float]:
    def run(turn: int) -> float:
        out.unlink(missing_ok=True)
        begun = time.perf_counter()
        subprocess.run(command, check=True)
        return time.perf_counter() - begun

    return run
