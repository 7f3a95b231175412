"""Put faults into the rules one by one, and tell which of them no test notices: `make mutate MODULES='pairing hours'`.

`python scripts/mutate.py [--children N] [MODULE]…` goes on where an earlier run was stopped. What survived is shown by
`mutmut show NAME`; docs/mutation.md keeps what was found, and why some faults can't be noticed.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections import Counter
from pathlib import Path

RULES = "checkin.rules"
MADE = Path("mutants", *RULES.split("."))
_MISSED = {None: "not run", 0: "survived", 33: "no tests"}
"""The exit codes of mutmut that are no find."""


def table(modules: list[str]) -> str:
    """How many faults of each module were made and noticed, a line for each, and the names of those that were not."""
    lines, missed, total = [f"{'module':20} {'faults':>6} {'found':>6}"], [], Counter[str]()
    for file in sorted(MADE.glob("*.py.meta")):
        module = file.name.removesuffix(".py.meta")
        results = json.loads(file.read_text("utf-8"))["exit_code_by_key"]
        if (modules and module not in modules) or not results:
            continue
        found = sum(code not in _MISSED for code in results.values())
        total.update(made=len(results), found=found)
        lines.append(f"{module:20} {len(results):6} {found:6} {found / len(results):6.1%}")
        missed += [f"{name}  {_MISSED[code]}" for name, code in results.items() if code in _MISSED]
    if total["made"]:
        lines.append(f"{'in all':20} {total['made']:6} {total['found']:6} {total['found'] / total['made']:6.1%}")
    return "\n".join([*lines, "", *missed])


def main() -> int:
    """Run, then tell."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("modules", nargs="*", metavar="MODULE")
    parser.add_argument("--children", type=int, default=1, help="how many processes run tests")
    options = parser.parse_args()
    names = [f"{RULES}.{module}.*" for module in options.modules]
    done = subprocess.run(
        [sys.executable, "-m", "mutmut", "run", "--max-children", str(options.children), *names], check=False
    )
    print(table(options.modules))
    return done.returncode


if __name__ == "__main__":
    sys.exit(main())
