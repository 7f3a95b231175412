"""Packs at the desk: written beside gzip of the same bytes, and taken in while the desk scans."""

from __future__ import annotations

import gzip
import threading
import time
from pathlib import Path

from bench.figures import Figure, Limit, alternate, figure
from bench.records import DAY, FIRST_DAY, HOUR, TEAM, Size, badges, copied, key
from checkin.clock import SYSTEM_CLOCK
from checkin.desk import Desk
from checkin.rules.decide import Arrival
from exports.exchange.kit.making import make_kit
from exports.exchange.kit.taking import init_from_kit
from exports.exchange.pack.taking import take_pack
from exports.exchange.pack.writing import write_pack
from storage.disk.ids import new_id
from storage.store import Store, open_store

TO_GZIP, LONGEST_WAIT_MS = 2.5, 50.0
_TAKEN_SCANS = 2000


def measure(record: Path, size: Size, scratch: Path, rounds: int) -> list[Figure | Limit]:
    """The times of writing and taking in packs, on copies of the cached folder `record`."""
    folder = copied(record, scratch / "desk")
    with open_store(folder, SYSTEM_CLOCK) as store:
        raw = [row[0] for row in store.connection.execute("SELECT raw FROM log ORDER BY desk, seq")]
        log = b"".join(line + b"\n" for line in raw)
        packed = alternate((lambda turn: _write(store, scratch), lambda turn: _gzip(log, scratch)), rounds, warm=1)
        waits = [_longest_wait(store, folder, scratch / f"other{i}", size) for i in range(rounds)]
    return [
        figure(f"write a pack, {size.scans // 2} sessions : gzip", packed[0], packed[1], "s", TO_GZIP),
        Limit(f"longest scan while {_TAKEN_SCANS} events are taken in", max(waits), "ms", LONGEST_WAIT_MS),
    ]


def _write(store: Store, scratch: Path) -> float:
    begun = time.perf_counter()
    write_pack(store, scratch / "out.hdpack")
    return time.perf_counter() - begun


def _gzip(log: bytes, scratch: Path) -> float:
    """The same bytes through gzip at the same level, written and synced as a pack is."""
    from storage.disk.atomic_file import atomic_path

    begun = time.perf_counter()
    with atomic_path(scratch / "out.gz") as temporary:
        temporary.write_bytes(gzip.compress(log, 6))
    return time.perf_counter() - begun


def _longest_wait(store: Store, folder: Path, other: Path, size: Size) -> float:
    """Milliseconds of the slowest scan at a desk while another connection takes in a pack of 2,000 scans."""
    make_kit(store, other.with_suffix(".hdkit"))
    with init_from_kit(other, other.with_suffix(".hdkit"), other.name, clock=SYSTEM_CLOCK) as second:
        desk = Desk(second.ledger)
        for i in range(_TAKEN_SCANS):
            at = FIRST_DAY + (size.activities - 1) * DAY + 3 * HOUR + i * 1000
            desk.scan(
                Arrival(
                    new_id(at),
                    at,
                    "",
                    f"{TEAM}/A{size.activities - 1:04d}",
                    volunteer=key(i % size.volunteers),
                )
            )
        pack = other.with_suffix(".hdpack")
        write_pack(second, pack)
    taking = threading.Thread(target=_take, args=(folder, pack))
    numbers, waits = badges(size), list[float]()
    scanning = Desk(store.ledger)
    taking.start()
    while taking.is_alive() or len(waits) < 50:
        begun = time.perf_counter()
        at = SYSTEM_CLOCK.now()
        scanning.scan(Arrival(new_id(at), at, numbers[len(waits) % len(numbers)], f"{TEAM}/A0000"))
        waits.append((time.perf_counter() - begun) * 1000)
        time.sleep(0.01)
    taking.join()
    return max(waits)


def _take(folder: Path, pack: Path) -> None:
    with open_store(folder, SYSTEM_CLOCK) as store:
        take_pack(store, pack)
