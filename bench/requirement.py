"""How far each of some thousand pupils is towards what they must reach, a whole process, beside the same sums in bare SQL."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from bench.explaining import run
from bench.figures import Figure, alternate, figure
from bench.records import Size, copied, settle
from storage.disk.folder import DataFolder
from storage.standard.requirements import REQUIREMENT

TO_SQL = 5.0
_TABLE = '[[requirement]]\nname = "hours"\nhours = 40\nkinds = ["student", "teacher", "parent"]\nfirst = 2023-01-01\nlast = 2035-12-31\n'


def measure(record: Path, size: Size, scratch: Path, rounds: int) -> list[Figure]:
    """The time on a copy of the cached folder `record`, where everybody is asked for forty hours."""
    folder = copied(record, scratch / "asked")
    (folder / REQUIREMENT).write_text(_TABLE, "utf-8")
    settle(folder)
    hourdesk = str(Path(sys.executable).with_name("hourdesk"))
    ours, bare = scratch / "asked.jsonl", scratch / "summed.txt"
    database = str(DataFolder(folder).database)
    times = alternate(
        (
            run((hourdesk, "requirement", "list", "--json", "--data", str(folder)), ours),
            run((sys.executable, "-m", "bench.floors.minutes_sql", database), bare),
        ),
        rounds,
        warm=1,
    )
    _check(ours, bare)
    return [figure(f"requirement list of {size.volunteers} pupils : SQL", times[0], times[1], "s", TO_SQL)]


def _check(ours: Path, bare: Path) -> None:
    """Check that both sides have the same minutes for the same people: a fast answer that is wrong is no figure."""
    listed = [json.loads(line)["minutes"] for line in ours.read_text("utf-8").splitlines()]
    summed = [int(line.split()[2]) for line in bare.read_text("utf-8").splitlines()]
    if sum(listed) != sum(summed):
        raise ValueError(f"{sum(listed)} minutes were listed, {sum(summed)} summed")
