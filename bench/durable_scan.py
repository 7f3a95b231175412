"""One durable scan, beside a bare INSERT into the same table, and beside a scan on a small log."""

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
from checkin.rules.events import Direction, Event, Scan
from checkin.rules.wire import NO_PREVIOUS, chained
from storage.disk import sqlite
from storage.disk.connection import CACHE_KIB
from storage.disk.folder import DataFolder
from storage.disk.ids import new_id
from storage.disk.protection.databases import use_key
from storage.disk.protection.open_keys import OpenKey
from storage.log.events import INSERT, columns_of
from storage.store import Store, open_store

TO_INSERT = 2.0
TO_SMALL_LOG = 1.5


def measure(large: Path, large_size: Size, small: Path, small_size: Size, scratch: Path, rounds: int) -> list[Figure]:
    """`large` and `small` are cached folders of those sizes. Three files are worked on in turn: the large log by the
    desk, a copy of it by bare INSERTs, the small log by the desk."""
    desk_folder = with_activity(copied(large, scratch / "large"))
    bare_folder = copied(large, scratch / "bare")
    small_folder = with_activity(copied(small, scratch / "small"))
    settle(desk_folder, bare_folder, small_folder)
    with open_store(desk_folder, SYSTEM_CLOCK) as desk, open_store(small_folder, SYSTEM_CLOCK) as few:
        bare = bare_connection(DataFolder(bare_folder).database)
        ours, floor, ours_few = alternate(
            (
                scan(desk, large_size),
                insert(bare, large_size),
                scan(few, small_size),
            ),
            rounds,
            warm=max(20, rounds // 4),
        )
        bare.close()
    return [
        figure(f"durable scan, {large_size.events} events : INSERT", ours, floor, "ms", TO_INSERT),
        figure(
            f"durable scan, {large_size.events} events : {small_size.events} events", ours, ours_few, "ms", TO_SMALL_LOG
        ),
    ]


def scan(store: Store, size: Size) -> Callable[[int], float]:
    """Scan a volunteer's badge, everybody once before anybody twice."""
    desk = Desk(store.ledger, "li")
    numbers = badges(size)
    random.Random(7).shuffle(numbers)

    def one(turn: int) -> float:
        at = SYSTEM_CLOCK.now()
        arrival = Arrival(new_id(at), at, numbers[turn % len(numbers)], KEY)
        begun = time.perf_counter()
        desk.scan(arrival)
        return (time.perf_counter() - begun) * 1000

    return one


def bare_connection(database: Path, key: OpenKey | None = None) -> sqlite.Connection:
    """A connection with the settings of the desk's own; with the key of a protected folder."""
    connection = sqlite.connect(database, isolation_level=None)
    use_key(connection, key)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute(f"PRAGMA cache_size = {-CACHE_KIB}")
    return connection


def insert(connection: sqlite.Connection, size: Size) -> Callable[[int], float]:
    """Insert a row that was made beforehand, of a desk of its own whose numbers rise."""
    chance = random.Random(9)

    def one(turn: int) -> float:
        body = Scan(KEY, Direction.AUTO, "keyboard", key(chance.randrange(size.volunteers)))
        at = SYSTEM_CLOCK.now()
        event = Event(new_id(at), at, "FD", "bare", body, "li")
        raw, hash_ = chained(event, turn + 1, NO_PREVIOUS)
        row = (*columns_of(event), raw, turn + 1, hash_)
        begun = time.perf_counter()
        connection.execute(INSERT, row)
        return (time.perf_counter() - begun) * 1000

    return one
