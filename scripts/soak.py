"""Draw new examples for the properties of the tests, for as long as it is told: `make soak MINUTES=10`.

`python scripts/soak.py [--minutes N] [FOLDER or FILE]…` goes round by round over all properties (those of `tests/` where
no folder is named), one process for each core; the first round is finished however short the time. Each failing case is
printed once, ready to paste above its test. How many examples were drawn is said at the end. Ends with 0, with 1 where a
case failed, with 2 where no round could run.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

SCRIPTS = Path(__file__).parent
TOLD = 14
"""Lines of an error that are printed."""
_RAN, _FAILED, _NOTHING_LEFT = 0, 1, 5
"""Exit codes of pytest."""


class Soak:
    """Rounds of all processes, and their results."""

    def __init__(self, places: Sequence[str], until: float) -> None:
        self._files, self._until = list(files_with_properties(places)), until
        self._lock = threading.Lock()
        self._ended = False
        self.drawn = Counter[str]()
        self.failed: set[str] = set()
        self.trouble = "" if self._files else f"no properties in {', '.join(places)}"

    @property
    def examples(self) -> int:
        """How many were drawn, of all properties together."""
        return self.drawn.total()

    def go_round(self) -> None:
        """Round after round, until the time is over or nothing is left that has not failed."""
        while time.monotonic() < self._until and not self._ended:
            self.round(self._until)

    def first_and_more(self) -> None:
        """A whole round first, so that every property is drawn from."""
        self.round()
        self.go_round()

    def round(self, until: float = math.inf) -> None:
        """Run one round over all properties; no property begins after `until`."""
        with tempfile.TemporaryDirectory() as folder:
            out = Path(folder, "round.jsonl")
            command = self._command(Path(folder), out, until)
            done = subprocess.run(command, capture_output=True, text=True, env=_environment(), check=False)
            with self._lock:
                self._note(done, out)

    def _command(self, folder: Path, out: Path, until: float) -> list[str]:
        options = ["-q", "-p", "no:cacheprovider", "-p", "soak_round", f"--basetemp={folder / 'files'}"]
        options += ["--soak-out", str(out), "--soak-until", str(until)]
        options += [f"--deselect={test}" for test in sorted(self.failed)]
        return [sys.executable, "-m", "pytest", *options, *self._files]

    def _note(self, done: subprocess.CompletedProcess[str], out: Path) -> None:
        for line in out.read_text("utf-8").splitlines() if out.exists() else []:
            ran = json.loads(line)
            self.drawn[ran["test"]] += ran["examples"]
            if ran["cases"] and ran["test"] not in self.failed:
                self.failed.add(ran["test"])
                for case in ran["cases"]:
                    print(f"\n# {ran['test']}\n# " + "\n# ".join(case["error"].splitlines()[:TOLD]))
                    print(case["paste"], flush=True)
        if done.returncode not in (_RAN, _FAILED):
            self._ended = True
            if done.returncode != _NOTHING_LEFT or not self.failed:
                self.trouble = done.stdout + done.stderr


def files_with_properties(places: Sequence[str]) -> Iterator[str]:
    """The named test files, and the files with properties in the named folders; the other files take long to import."""
    for place in map(Path, places):
        if place.is_dir():
            found = sorted(place.rglob("test_*.py"))
            yield from (str(file) for file in found if "hypothesis" in file.read_text("utf-8"))
        else:
            yield str(place)


def _environment() -> dict[str, str]:
    """Of this process, with the plugin of a round within reach."""
    path = filter(None, [str(SCRIPTS), os.environ.get("PYTHONPATH")])
    return {**os.environ, "PYTHONPATH": os.pathsep.join(path)}


def soaked(places: Sequence[str], minutes: float) -> Soak:
    """Draw for so many minutes, in a process for each core; Ctrl+C ends it early."""
    soak = Soak(places, time.monotonic() + minutes * 60)
    if soak.trouble:
        return soak
    rounds = [threading.Thread(target=soak.go_round, daemon=True) for _ in range((os.cpu_count() or 1) - 1)]
    rounds.append(threading.Thread(target=soak.first_and_more, daemon=True))
    for one in rounds:
        one.start()
    try:
        for one in rounds:
            one.join()
    except KeyboardInterrupt:
        pass
    return soak


def main() -> int:
    """Read the command line, draw, and say what came of it."""
    parser = argparse.ArgumentParser(description="draw new examples for the properties of the tests")
    parser.add_argument("--minutes", type=float, default=3)
    parser.add_argument("places", nargs="*", default=["tests"])
    options = parser.parse_args()
    soak = soaked(options.places, options.minutes)
    print(f"\n{soak.examples} examples of {len(soak.drawn)} properties, {len(soak.failed)} of them failed")
    if soak.trouble:
        print(soak.trouble, file=sys.stderr)
        return 2
    return 1 if soak.failed else 0


if __name__ == "__main__":
    sys.exit(main())
