"""`python -m bench`: every figure beside its floor, as a ratio."""

from __future__ import annotations

import argparse
import os
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench import (
    audit,
    camera_share,
    certificates,
    changes,
    district,
    durable_scan,
    explaining,
    gate,
    guarding,
    large_day,
    packs,
    posts,
    protected,
    reader,
    requirement,
    start_up,
    verdict,
    whole_record,
)
from bench.audit import Audited
from bench.figures import Figure, Limit, Reads, heading
from bench.machine import facts
from bench.records import Size, cached
from bench.teams import District

NAMES = (
    "scan",
    "notes",
    "posts",
    "guard",
    "protected",
    "start",
    "verdict",
    "sessions",
    "explain",
    "requirement",
    "reader",
    "gate",
    "camera",
    "packs",
    "certificates",
    "badges",
    "district",
    "changes",
    "audit",
)


@dataclass(frozen=True, slots=True)
class Plan:
    """How large the logs are, how often each thing is measured, and how many frames of a set and badges there are."""

    large: Size
    small: Size
    whole: Size
    scans: int
    starts: int
    verdicts: int
    idle_s: float
    runs: int
    frames: int
    badges: int
    camera_s: float
    certificates: int
    cards: int
    pack: Size
    year: District
    tenth: District
    ten: District
    audited: Audited
    changes: int
    shapes: int


FULL = Plan(
    large=Size(volunteers=100_000, activities=300, events=1_000_000),
    small=Size(volunteers=100, activities=10, events=1_000),
    # 100,000 sessions: 200,000 scans beside the activities and the badges.
    whole=Size(volunteers=5_000, activities=300, events=205_300),
    scans=400,
    starts=15,
    verdicts=60,
    idle_s=30,
    runs=7,
    frames=60,
    badges=60,
    camera_s=20,
    certificates=1000,
    cards=5000,
    # 20,000 sessions, which is a team's year.
    pack=Size(volunteers=1_000, activities=100, events=41_100),
    year=District(teams=54, volunteers=1_000, activities=100, sessions=20_000),
    tenth=District(teams=54, volunteers=200, activities=20, sessions=2_000),
    ten=District(teams=540, volunteers=200, activities=20, sessions=2_000),
    audited=Audited(schools=54, pupils=1_500, occasions=400, there=50, odd=72),
    changes=10_000,
    shapes=8,
)
SMOKE = Plan(
    large=Size(volunteers=200, activities=10, events=2_000),
    small=Size(volunteers=100, activities=10, events=1_000),
    whole=Size(volunteers=50, activities=10, events=1_060),
    scans=5,
    starts=1,
    verdicts=2,
    idle_s=1,
    runs=1,
    frames=2,
    badges=2,
    camera_s=1,
    certificates=3,
    cards=3,
    pack=Size(volunteers=50, activities=10, events=1_060),
    year=District(teams=3, volunteers=20, activities=5, sessions=40),
    tenth=District(teams=2, volunteers=20, activities=5, sessions=40),
    ten=District(teams=20, volunteers=20, activities=5, sessions=40),
    audited=Audited(schools=4, pupils=180, occasions=10, there=15, odd=12),
    changes=2,
    shapes=1,
)


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure what was asked for and print the table."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--only", action="append", choices=NAMES, help="measure only this; may be given again")
    parser.add_argument("--small", action="store_true", help="small logs, few rounds: to see whether it runs at all")
    parser.add_argument("--seed", type=int, default=1, help="of the rendered frames and the film (default: 1)")
    parser.add_argument(
        "--cache",
        type=Path,
        metavar="DIR",
        help="where large logs are kept between runs (default: a folder of its own in the temporary folder)",
    )
    chosen = parser.parse_args(arguments)
    plan = SMOKE if chosen.small else FULL
    cache = chosen.cache or Path(tempfile.gettempdir()) / "hourdesk-bench"
    cache.mkdir(mode=0o700, parents=True, exist_ok=True)
    for line in facts(cache):
        print(line)
    print(heading(), flush=True)
    for name in chosen.only or NAMES:
        with _bytecode_kept(cache / "bytecode"), tempfile.TemporaryDirectory(dir=cache) as scratch:
            for figure in _measure(name, plan, cache, Path(scratch), chosen.seed):
                print(figure.line(), flush=True)


@contextmanager
def _bytecode_kept(folder: Path) -> Iterator[None]:
    """Let the programs of both sides run from bytecode, as an installed program does.

    A shell that forbids to write it would have only our side compiled anew at every start.
    """
    before = dict(os.environ)
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    os.environ["PYTHONPYCACHEPREFIX"] = str(folder)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


def _measure(name: str, plan: Plan, cache: Path, scratch: Path, seed: int) -> Iterable[Figure | Reads | Limit]:
    match name:
        case "scan":
            large, small = cached(plan.large, cache), cached(plan.small, cache)
            return durable_scan.measure(large, plan.large, small, plan.small, scratch, plan.scans)
        case "notes":
            return large_day.measure(cached(plan.whole, cache), plan.whole, scratch, plan.scans)
        case "posts":
            return posts.measure(cached(plan.whole, cache), plan.whole, scratch, plan.scans)
        case "guard":
            return guarding.measure(cached(plan.whole, cache), plan.whole, scratch, plan.scans)
        case "protected":
            return protected.measure(cached(plan.large, cache), plan.large, scratch, plan.scans)
        case "start":
            return start_up.measure(cached(plan.large, cache), scratch, plan.starts)
        case "verdict":
            return verdict.measure(cached(plan.large, cache), plan.large, scratch, plan.verdicts, plan.idle_s)
        case "sessions":
            return whole_record.measure(cached(plan.whole, cache), plan.whole, scratch, plan.runs)
        case "explain":
            return explaining.measure(cached(plan.whole, cache), plan.whole, scratch, plan.runs)
        case "requirement":
            return requirement.measure(cached(plan.whole, cache), plan.whole, scratch, plan.runs)
        case "reader":
            return reader.measure(seed, plan.frames)
        case "gate":
            return gate.measure(seed, plan.badges, cache, scratch)
        case "camera":
            return camera_share.measure(seed, plan.badges, cache, plan.camera_s)
        case "packs":
            return packs.measure(cached(plan.pack, cache), plan.pack, scratch, plan.runs)
        case "certificates":
            return certificates.measure(scratch, plan.certificates, plan.runs)
        case "badges":
            return certificates.measure_badges(scratch, plan.cards, plan.runs)
        case "district":
            return district.measure(plan.year, plan.tenth, plan.ten, cache, scratch, seed)
        case "audit":
            return audit.measure(plan.audited, cache, plan.runs, seed)
        case "changes":
            return changes.measure(plan.changes, plan.shapes, scratch)
        case _:
            raise ValueError(name)


if __name__ == "__main__":
    main()
