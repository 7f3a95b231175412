"""Try for long what `tests/survival` tries for seconds, and write the figures into docs/reliability.md: `make soak`.

`python scripts/reliability.py [--trials N]` makes N trials of each test (10,000), with a new seed. Ends with 1 where one
failed; then the page stays as it was.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import random
import re
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

PAGE = Path(__file__).parents[1] / "docs" / "reliability.md"
_ROWS = {
    "killed": ("commands killed at a random moment", "what was answered; a record that is not sound"),
    "failing disk": ("the n-th write, sync, rename, truncate or delete fails (EIO, ENOSPC), once or for good, or kills", "the same; a traceback"),
    "power cut": ("images of the disk after a power cut during scans", "a scan that was answered"),
}  # fmt: skip
_FIGURES = re.compile(r"(?s)(<!-- figures -->\n).*?(<!-- end -->)")


def tried(trials: int, seed: int) -> dict[str, int] | None:
    """How much of each was tried and found sound; None where a trial failed."""
    with tempfile.TemporaryDirectory() as folder:
        figures = Path(folder) / "figures"
        environment = {"HOURDESK_TRIALS": str(trials), "HOURDESK_SEED": str(seed), "HOURDESK_FIGURES": str(figures)}
        command = [sys.executable, "-m", "pytest", "-q", "-n", "3", "tests/survival"]
        done = subprocess.run(command, env={**os.environ, **environment}, check=False)
        if done.returncode != 0:
            return None
        lines = figures.read_text("utf-8").splitlines() if figures.exists() else []
        return {found["tried"]: found["count"] for found in map(json.loads, lines)}


def table(counts: dict[str, int], seed: int) -> str:
    """The figures as a table, with the day and the machine."""
    cores = os.cpu_count() or 1
    day = f"{datetime.now(UTC):%Y-%m-%d}"
    lines = [
        f"{day}, {platform.system()} {platform.machine()}, {cores} cores, Python {platform.python_version()}, seed {seed}:",
        "",
        "| what was tried | how often | looked for | lost |",
        "| --- | ---: | --- | ---: |",
    ]
    for name, (words, looked_for) in _ROWS.items():
        if name in counts:
            lines.append(f"| {words} | {counts[name]:,} | {looked_for} | 0 |")
    return "\n".join(lines) + "\n"


def main() -> int:
    """Read the command line, try, and write the page."""
    parser = argparse.ArgumentParser(description="kill, hinder and cut off the program for long")
    parser.add_argument("--trials", type=int, default=10_000)
    options = parser.parse_args()
    seed = random.SystemRandom().randrange(10**6)
    counts = tried(options.trials, seed)
    if counts is None:
        print(f"a trial failed; seed {seed}", file=sys.stderr)
        return 1
    PAGE.write_text(
        _FIGURES.sub(lambda found: found[1] + table(counts, seed) + found[2], PAGE.read_text("utf-8")), "utf-8"
    )
    print(f"written to docs/{PAGE.name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
