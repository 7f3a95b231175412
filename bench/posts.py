"""A scan on a large day with posts (岗位), beside the same scan at a desk without: check-in, moves, check-out."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from pathlib import Path

from bench.figures import Figure, alternate, figure
from bench.records import HOUR, Size, badges, copied, key, settle
from bench.under_way import CODE, KEY, with_activity
from checkin.clock import SYSTEM_CLOCK
from checkin.desk import Desk
from checkin.rules.decide import Arrival
from checkin.rules.posts import Plan, Post, Shift, plan_of
from storage.activities.activities import edit_activity
from storage.disk.ids import new_id
from storage.store import Store, open_store

TO_PLAIN = 1.1
POSTS, SHIFTS, CROWD = 12, 4, 100
"""`CROWD`: so many people are scanned in turn, so that most scans are moves."""


def measure(whole: Path, size: Size, scratch: Path, rounds: int) -> list[Figure]:
    """`whole` is a cached folder of that size. One copy has an activity with posts, shifts and everybody signed up, and its scans
    come from one post after the other; those of the other name none.
    """
    large, gate = (with_activity(copied(whole, scratch / name)) for name in ("posts", "gate"))
    with open_store(large, SYSTEM_CLOCK) as store:
        edit_activity(store, CODE, {"posts": plan_for(size.volunteers)})
    settle(large, gate)
    with open_store(large, SYSTEM_CLOCK) as store, open_store(gate, SYSTEM_CLOCK) as plain:
        ours, floor = alternate((_scans(store, size, POSTS), _scans(plain, size, 0)), rounds, warm=max(20, rounds // 4))
    name = f"scan at {POSTS} posts, {POSTS * SHIFTS} shifts, {size.volunteers} signed up : without"
    return [figure(name, ours, floor, "ms", TO_PLAIN)]


def plan_for(count: int) -> Plan:
    """The plan of a large day for which the first `count` volunteers signed up."""
    start = SYSTEM_CLOCK.now() - HOUR
    people = [key(i) for i in range(count)]
    return plan_of([
        Post(f"P{n}", f"Post {n}", tuple(
            Shift(start + HOUR * s, start + HOUR * (s + 1), 10, tuple(people[n * SHIFTS + s :: POSTS * SHIFTS]))
            for s in range(SHIFTS)
        ))
        for n in range(POSTS)
    ])  # fmt: skip


def _scans(store: Store, size: Size, posts: int) -> Callable[[int], float]:
    """Scan a volunteer's badge; where there are posts, everybody is at another one each time round."""
    desk, numbers = Desk(store.ledger, "li"), badges(size)
    random.Random(7).shuffle(numbers)
    numbers = numbers[:CROWD]

    def one(turn: int) -> float:
        at = SYSTEM_CLOCK.now()
        post = f"P{(turn + turn // len(numbers)) % posts}" if posts else None
        arrival = Arrival(new_id(at), at, numbers[turn % len(numbers)], KEY, post=post)
        begun = time.perf_counter()
        desk.scan(arrival)
        return (time.perf_counter() - begun) * 1000

    return one
