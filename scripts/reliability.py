"""Try for long what `tests/survival` tries for seconds, and write the figures into docs/reliability.md: `make soak`.

`python scripts/reliability.py [--trials N] [--minutes M] [--seed S]` makes N trials of each test (10,000), with a new seed and on all
cores, then draws damaged and hostile files for M minutes (3). Ends with 1 where one failed; then the page stays as it was.
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
from collections import Counter
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from soak import soaked

PAGE = Path(__file__).parents[1] / "docs" / "reliability.md"
_KINDS = {
    "killed": ("commands killed at a random moment", "what was answered; a record that is not sound; half of a command"),
    "failing disk": ("the n-th write, sync, rename, truncate or delete fails (EIO, ENOSPC), once or for good, or kills", "the same; a traceback"),
    "power cut": ("images of the disk after a power cut during a command", "the same"),
}  # fmt: skip
_PROPERTIES = {
    ("tests/tui/cli/test_flips.py",): ("files of a desk and a district with flipped bits, holes and cut ends", "an exit code but 0 and 1"),
    ("tests/tui/cli/test_flips_found.py",): ("the same in record, WAL, head, keys, packs and decisions, then `check`; and lists of people", "another event, key, held scan or pack that `check` calls sound"),
    ("tests/hostile/test_hostile_events.py",): ("packs of a trusted desk with hostile events, and every command after each", "a command without an answer; another school's pack"),
    ("tests/hostile/test_whatever_is_written.py", "tests/hostile/test_whatever_is_typed.py"): ("a dozen commands or dialogs with extreme values, then a reader", "an event that a reader sets aside"),
    ("tests/exports/district/test_strange_content.py",): ("packs, kits, receipts and keys that are damaged, or signed with strange content", "an error of the program"),
    ("tests/storage/roster/test_damaged_files.py",): ("lists of people that are damaged (xlsx, xls, xlsb, ods, csv, web page)", "the same"),
    ("tests/checkin/scanning/test_strange_lines.py",): ("damaged memories of scanners and sheets of paper, and any keys at any pace", "the same"),
}  # fmt: skip
"""Files with properties, whose examples `scripts/soak.py` draws."""
_FIGURES = re.compile(r"(?s)(<!-- figures -->\n).*?(<!-- end -->)")


def tried(trials: int, seed: int) -> dict[str, int] | None:
    """How much of each kind was tried and found sound, on all cores; None where a trial failed."""
    cores = os.cpu_count() or 1
    with tempfile.TemporaryDirectory() as folder:
        figures = Path(folder) / "figures"
        told = {"TRIALS": trials, "SEED": seed, "SHARES": cores, "FIGURES": figures}
        environment = {f"HOURDESK_{name}": str(value) for name, value in told.items()}
        command = [sys.executable, "-m", "pytest", "-q", "-n", str(cores), "--dist", "load", "tests/survival"]
        done = subprocess.run(command, env={**os.environ, **environment}, check=False)
        if done.returncode != 0:
            return None
        counts = Counter[str]()
        for found in map(json.loads, figures.read_text("utf-8").splitlines() if figures.exists() else []):
            counts[found["tried"]] += found["count"]
        return counts


def drawn(minutes: float) -> dict[str, int] | None:
    """How many examples of each property were drawn in so many minutes; None where one failed."""
    if not minutes:
        return {}
    soak = soaked([file for files in _PROPERTIES for file in files if Path(file).exists()], minutes)
    if soak.failed or soak.trouble:
        print(soak.trouble, file=sys.stderr)
        return None
    return soak.drawn


def table(counts: Mapping[str, int], examples: Mapping[str, int], seed: int) -> str:
    """The figures as a table, with the day and the machine."""
    cores = os.cpu_count() or 1
    day = f"{datetime.now(UTC):%Y-%m-%d}"
    lines = [
        f"{day}, {platform.system()} {platform.machine()}, {cores} cores, Python {platform.python_version()}, seed {seed}:",
        "",
        "| what was tried | how often | looked for | found |",
        "| --- | ---: | --- | ---: |",
    ]
    rows = [(words, counts.get(name, 0)) for name, words in _KINDS.items()]
    for files, words in _PROPERTIES.items():
        rows.append((words, sum(count for test, count in examples.items() if test.partition("::")[0] in files)))
    lines += [f"| {what} | {count:,} | {looked_for} | 0 |" for (what, looked_for), count in rows if count]
    return "\n".join(lines) + "\n"


def main() -> int:
    """Read the command line, try, and write the page."""
    parser = argparse.ArgumentParser(
        description="kill, hinder and cut off the program for long, and hand it damaged files"
    )
    parser.add_argument("--trials", type=int, default=10_000, help="kills, faults and power cuts, each")
    parser.add_argument("--minutes", type=float, default=3, help="for damaged and hostile files")
    parser.add_argument(
        "--seed", type=int, help="of the trials (default: a new one), to make those of another run again"
    )
    options = parser.parse_args()
    seed = random.SystemRandom().randrange(10**6) if options.seed is None else options.seed
    counts = tried(options.trials, seed)
    examples = drawn(options.minutes) if counts is not None else None
    if counts is None or examples is None:
        print(f"a trial failed; seed {seed}", file=sys.stderr)
        return 1
    written = table(counts, examples, seed)
    print(written)
    PAGE.write_text(_FIGURES.sub(lambda found: found[1] + written + found[2], PAGE.read_text("utf-8")), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
