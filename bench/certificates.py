"""A thousand certificates in one PDF, beside a thousand pages with one line each by the same library and font."""

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
    ours, plain = scratch / "certificates.pdf", scratch / "plain.pdf"
    times = alternate(
        (
            _run((sys.executable, "-m", "bench.making_certificates", str(ours), str(pages)), ours),
            _run((sys.executable, "-m", "bench.floors.plain_pages", str(plain), str(pages)), plain),
        ),
        rounds,
        warm=1,
    )
    return [figure(f"{pages} certificates : pages of one line", times[0], times[1], "s", TO_PLAIN)]


def _run(command: Sequence[str], out: Path) -> Callable[[int], float]:
    def run(turn: int) -> float:
        out.unlink(missing_ok=True)
        begun = time.perf_counter()
        subprocess.run(command, check=True)
        return time.perf_counter() - begun

    return run
