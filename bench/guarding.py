"""What limits that guard minors add to a scan, and what posts, notes and limits together add to it: as the desk's screen takes it,
with what it then says, beside the same desk without them."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from statistics import median

from bench.figures import Figure, Limit, alternate, figure
from bench.posts import POSTS, plan_for
from bench.records import Size, badges, copied, key, settle
from bench.under_way import CODE, KEY, ON_SITE, with_activity
from checkin.clock import SYSTEM_CLOCK
from checkin.rules.decide import Arrival
from checkin.rules.signature import Signature
from storage.activities.activities import edit_activity
from storage.disk.ids import new_id
from storage.people.notes import write_note
from storage.presence.board import read_board
from storage.store import Store, open_store
from tui.model.desk_state import DeskState
from tui.model.jobs import Taken, take

TO_PLAIN = 1.1
SIGNED_UP = 600
"""People of a large day; who is not on site yet is scanned, one after the other."""
_NO_LIMITS = "minutes_ahead = 15\n"


def measure(whole: Path, size: Size, scratch: Path, rounds: int) -> list[Figure | Limit]:
    """`whole` is a cached folder of that size. On all copies so many people signed up, all of them thirteen but for a teacher, who is
    there; two have the usual limits, of these one also a note on each person and posts at which the scans are taken.
    """
    guarded, large, plain = (with_activity(copied(whole, scratch / name)) for name in ("guarded", "large", "gate"))
    people = min(SIGNED_UP, size.volunteers)
    for folder in (guarded, large, plain):
        _make_young(folder, people)
    with open_store(large, SYSTEM_CLOCK) as store, store.ledger.transaction():
        edit_activity(store, CODE, {"posts": plan_for(people)})
        for i in range(people):
            write_note(store, key(i), f"Vest {i}", Signature("li"))
    (plain / "guard.toml").write_text(_NO_LIMITS, "utf-8")
    settle(guarded, large, plain)
    with open_store(guarded, SYSTEM_CLOCK) as one, open_store(large, SYSTEM_CLOCK) as all_, open_store(plain, SYSTEM_CLOCK) as floor:  # fmt: skip
        sides = (_scans(one, size, 0), _scans(all_, size, POSTS), _scans(floor, size, 0))
        times = alternate(sides, rounds, warm=max(20, rounds // 4))
    wall, processor = ([[one[n] for one in side] for side in times] for n in (0, 1))
    found: list[Figure | Limit] = []
    for n, name in enumerate(("scan with limits for minors", "scan with posts, notes and limits")):
        found.append(figure(f"{name} : without", wall[n], wall[2], "ms", TO_PLAIN))
        found.append(Limit("the same, of the processor", median(processor[n]), "ms", beside=median(processor[2])))
    return found


def _make_young(folder: Path, count: int) -> None:
    with open_store(folder, SYSTEM_CLOCK) as store, store.ledger.transaction():
        edit_activity(store, CODE, {"signup": tuple(key(i) for i in range(count))})
        born = date(store.today().year - 13, 1, 1)
        people = [person for i in range(count) if (person := store.register.person(key(i))) is not None]
        store.register.write([people[0]._replace(kind="teacher"), *(one._replace(birth=born) for one in people[1:])])


def _scans(store: Store, size: Size, posts: int) -> Callable[[int], tuple[float, float]]:
    """Scan one badge after the other and say what the screen says; milliseconds by the clock, and of the processor."""
    numbers = badges(size)[ON_SITE:SIGNED_UP]
    random.Random(7).shuffle(numbers)
    state = DeskState(board=read_board(store, KEY))

    def one(turn: int) -> tuple[float, float]:
        at = SYSTEM_CLOCK.now()
        post = f"P{turn % posts}" if posts else None
        arrival = Arrival(new_id(at), at, numbers[turn % len(numbers)], KEY, post=post)
        begun, used = time.perf_counter(), time.process_time()
        taken = take(store, arrival, "li")
        assert isinstance(taken, Taken)
        state.take(taken, at)
        return (time.perf_counter() - begun) * 1000, (time.process_time() - used) * 1000

    return one
