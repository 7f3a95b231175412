"""Ten times as many links, voids or corrections of a trusted desk: how much longer a desk and a district take over them."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from bench.figures import Figure
from bench.many_changes import SHAPES, Served, pack_of_changes
from checkin.clock import SYSTEM_CLOCK
from checkin.desk import Desk
from checkin.rules.badge_numbers import badge_number
from checkin.rules.decide import Arrival
from checkin.rules.events import Badge, BadgeState, Direction
from exports.exchange.kit.making import make_kit
from exports.exchange.pack.writing import write_pack
from storage.disk.ids import new_id
from storage.store import Store, init_store, open_store

TEN_TIMES, SCAN = 12.0, 2.0
_HOURDESK = str(Path(sys.executable).with_name("hourdesk"))
_SCANS = 15
_SHAPES = (
    "links of strangers, in a chain", "links of one person, in a chain", "voids, each of the one before", "times for one scan",
    "rulings on one session", "edits of one activity", "clock changes", "policies",
)  # fmt: skip
_LINES = ("take", "sessions", "check", "review", "merge")


def measure(few: int, shapes: int, scratch: Path) -> Iterator[Figure]:
    """For the first `shapes` of those below: a desk's and a district's commands after `few` events and after ten times as many, whole processes;
    and a scan of somebody else, beside one before they came."""
    for place, shape in enumerate(_SHAPES[:shapes]):
        once, _scan = _times(scratch / f"{place}-once", shape, few)
        ten, (before, after) = _times(scratch / f"{place}-ten", shape, 10 * few)
        for line in _LINES:
            yield Figure(f"{line}, {10 * few} {shape} : {few}", ten[line], once[line], "s", TEN_TIMES, 1)
        yield Figure("  somebody else's scan : before", after, before, "ms", SCAN, _SCANS)


def _times(folder: Path, shape: str, many: int) -> tuple[dict[str, float], tuple[float, float]]:
    """Seconds of each command; milliseconds of a scan before and after."""
    desk, district, kit = folder / "desk", folder / "district", folder / "team.hdkit"
    folder.mkdir()
    badge = badge_number("7" * 20)
    with init_store(desk, team="FD", team_name="FD", desk_name="1", clock=SYSTEM_CLOCK) as store:
        store.ledger.record(Badge(badge, "FD/002", BadgeState.ISSUED, "teacher"))
        opened = store.ledger.record(Badge(badge_number("8" * 20), "FD/001", BadgeState.ISSUED, "teacher"))
        first = Desk(store.ledger).scan(Arrival(new_id(store.now()), store.now(), badge_number("8" * 20), "FD/A1"))
        served = Served("FD/001", "FD/A1", first.event or opened.id, store.now())
        make_kit(store, kit)
        write_pack(store, folder / "first.hdpack")
        before = _scan(store, badge)
    pack = pack_of_changes(folder / "gate", kit, SYSTEM_CLOCK, [SHAPES[shape]], served, many)
    _run("district", "init", "--name", "District", "--data", str(district))
    _run("district", "trust", str(folder / "first.hdpack"), "--data", str(district))
    lines: dict[str, Sequence[str]] = {
        "take": ("take", str(pack), "--json", "--data", str(desk)),
        "sessions": ("sessions", "--json", "--data", str(desk)),
        "check": ("check", "--data", str(desk)),
        "review": ("review", "--json", "--data", str(desk)),
        "merge": ("district", "merge", str(folder / "first.hdpack"), str(pack), "--data", str(district)),
    }
    times = {line: _run(*words) for line, words in lines.items()}
    with open_store(desk, SYSTEM_CLOCK) as store:
        return times, (before, _scan(store, badge))


def _scan(store: Store, badge: str) -> float:
    """Milliseconds of a scan, the median of some; the first one, which reads what holds for everybody, does not count."""
    found = []
    for _ in range(_SCANS + 1):
        at = store.now()
        begun = time.perf_counter()
        Desk(store.ledger).scan(Arrival(new_id(at), at, badge, "FD/B1", Direction.IN))
        found.append((time.perf_counter() - begun) * 1000)
    return sorted(found[1:])[_SCANS // 2]


def _run(*words: str) -> float:
    begun = time.perf_counter()
    done = subprocess.run(
        [_HOURDESK, *words], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, check=False
    )
    if done.returncode:
        raise RuntimeError(done.stderr)
    return time.perf_counter() - begun
