"""What a large day adds to a scan: notes on people, with the verdict's sign, beside the same scan at a desk that has none."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from pathlib import Path

from bench.figures import Figure, alternate, figure
from bench.records import Size, badges, copied, key, settle
from bench.under_way import KEY, with_activity
from checkin.clock import SYSTEM_CLOCK
from checkin.desk import Desk
from checkin.rules.decide import Arrival
from checkin.rules.signature import Signature
from storage.disk.ids import new_id
from storage.people.names import person_by_any_number
from storage.people.notes import write_note
from storage.store import Store, open_store
from tui.model.jobs import take

TO_PLAIN = 1.1


def measure(whole: Path, size: Size, scratch: Path, rounds: int) -> list[Figure]:
    """`whole` is a cached folder of that size. On one copy everybody has a note, on the other nobody."""
    with_notes, without = (with_activity(copied(whole, scratch / name)) for name in ("noted", "plain"))
    with open_store(with_notes, SYSTEM_CLOCK) as store, store.ledger.transaction():
        for i in range(size.volunteers):
            write_note(store, key(i), f"Vest {i}", Signature("li"))
    settle(with_notes, without)
    with open_store(with_notes, SYSTEM_CLOCK) as noted, open_store(without, SYSTEM_CLOCK) as plain:
        ours, floor = alternate(
            (_scans(noted, size, _as_the_desk_does), _scans(plain, size, _without_looking)),
            rounds,
            warm=max(20, rounds // 4),
        )
    return [figure(f"scan with {size.volunteers} notes : without", ours, floor, "ms", TO_PLAIN)]


def _scans(store: Store, size: Size, do: Callable[[Store, Arrival], object]) -> Callable[[int], float]:
    numbers = badges(size)
    random.Random(7).shuffle(numbers)

    def one(turn: int) -> float:
        at = SYSTEM_CLOCK.now()
        arrival = Arrival(new_id(at), at, numbers[turn % len(numbers)], KEY)
        begun = time.perf_counter()
        do(store, arrival)
        return (time.perf_counter() - begun) * 1000

    return one


def _as_the_desk_does(store: Store, arrival: Arrival) -> object:
    return take(store, arrival, "li")


def _without_looking(store: Store, arrival: Arrival) -> object:
    """The same without a look at the notes: the scan, and whose it was."""
    outcome = Desk(store.ledger, "li").scan(arrival)
    return person_by_any_number(store, outcome.volunteer) if outcome.volunteer else None
