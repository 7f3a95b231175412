"""Print what the program needs, a requirement a line: `python scripts/needs.py [--without NAME] run|dev|soak|mutate`.

For a machine that lacks the wheel of one package which the program can do without.
"""

from __future__ import annotations

import argparse
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

PROJECT = Path(__file__).parents[1] / "pyproject.toml"


def needs(want: str, without: str) -> Iterator[str]:
    """The program's requirements and those of the extra `want`, which may name other extras; `run` is none."""
    project = tomllib.loads(PROJECT.read_text("utf-8"))["project"]
    wanted = list(project["dependencies"]) + list(project["optional-dependencies"].get(want, []))
    for line in wanted:
        name, extras = re.match(r"([\w.-]+)(?:\[([\w,]+)\])?", line).groups()
        if name == project["name"]:
            for extra in extras.split(","):
                yield from (each for each in needs(extra, without) if each not in project["dependencies"])
        elif name != without:
            yield line


def main() -> None:
    """Read the command line and print."""
    parser = argparse.ArgumentParser(description="print what the program needs")
    parser.add_argument("--without", default="")
    parser.add_argument("want", choices=["run", "dev", "soak", "mutate"])
    options = parser.parse_args()
    print("\n".join(needs(options.want, options.without)))


if __name__ == "__main__":
    main()
