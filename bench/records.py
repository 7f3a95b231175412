"""Data folders of a given size: built once, kept in the user's temporary folder, and copied for each run."""

from __future__ import annotations

import hashlib
import os
import random
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from checkin.clock import SYSTEM_CLOCK
from checkin.rules.badge_numbers import RANDOM_DIGITS, badge_number
from checkin.rules.events import FORMAT, ActivityChange, Badge, BadgeState, Body, Direction, Event, Scan
from checkin.rules.wire import NO_PREVIOUS
from storage.disk.connection import connect
from storage.disk.folder import DataFolder
from storage.disk.identity import fingerprint, read_identity, write_identity
from storage.disk.ids import new_id
from storage.log.events import insert
from storage.people.person import Person
from storage.store import init_store

TEAM = "FD"
HOUR = 3_600_000
DAY = 24 * HOUR
FIRST_DAY = 1_704_067_200_000
"""2024-01-01T00:00Z, eight in the morning in Shanghai."""
_QUICK_DISK = 200_000_000
"""Bytes a second, while nothing is measured yet."""
_BUILD = 2
"""Counted up when what is built here changes."""


@dataclass(frozen=True, slots=True)
class Size:
    """How much is in a log; every volunteer has one badge, and the rest of `events` are scans."""

    volunteers: int
    activities: int
    events: int

    @property
    def scans(self) -> int:
        """How many events are scans; an even number, for each session has two."""
        return (self.events - self.volunteers - self.activities) // 2 * 2


def number(i: int) -> str:
    """The number of the volunteer with this index."""
    return f"{i:06d}"


def key(i: int) -> str:
    """The key of the volunteer with this index."""
    return f"{TEAM}/{number(i)}"


def badges(size: Size) -> list[str]:
    """The badge numbers of all volunteers, the same in every build."""
    digits = random.Random(size.volunteers)
    return [badge_number(f"{digits.randrange(10**RANDOM_DIGITS):0{RANDOM_DIGITS}d}") for _ in range(size.volunteers)]


def cached(size: Size, cache: Path) -> Path:
    """A data folder of that size, built now where the cache has none for this schema. It is never written to."""
    name = f"{size.volunteers}-{size.activities}-{size.events}-"
    folder = cache / f"{name}{_build_key()}"
    if not folder.is_dir():
        for outdated in cache.glob(f"{name}*"):
            shutil.rmtree(outdated)
        cache.mkdir(mode=0o700, parents=True, exist_ok=True)
        print(f"building a log of {size.events} events; it is kept for the next run …", file=sys.stderr, flush=True)
        begun = time.monotonic()
        making = Path(tempfile.mkdtemp(dir=cache))
        _build(making / "desk", size)
        (making / "desk").rename(folder)
        making.rmdir()
        print(f"built in {time.monotonic() - begun:.0f} s", file=sys.stderr, flush=True)
    return folder


def copied(folder: Path, to: Path) -> Path:
    """A copy that is the same desk: opened as it stands, a copied folder would become another one."""
    shutil.copytree(folder, to)
    database = DataFolder(to).database
    connection = connect(database)
    found = read_identity(connection)
    if found is None:
        raise ValueError("the cached folder holds no desk: delete it")
    write_identity(connection, found[0], fingerprint(database))
    connection.close()
    return to


def settle(*folders: Path) -> None:
    """Let the system finish writing the new folders, so that this work is not measured."""
    os.sync()
    written = sum(DataFolder(folder).database.stat().st_size for folder in folders)
    time.sleep(min(3.0, written / _QUICK_DISK))


def _build_key() -> str:
    with tempfile.TemporaryDirectory() as scratch:
        connection = connect(Path(scratch) / "empty.db")
        schema = connection.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name").fetchall()
        connection.close()
    return hashlib.sha256(repr((_BUILD, FORMAT, schema)).encode()).hexdigest()[:12]


def _build(path: Path, size: Size) -> None:
    with init_store(path, team=TEAM, team_name="复旦中学", clock=SYSTEM_CLOCK) as store:
        connection, desk = store.connection, store.identity.desk
        connection.execute("BEGIN IMMEDIATE")
        store.register.write(_person(i) for i in range(size.volunteers))
        for i, badge in enumerate(badges(size)):
            store.register.set_badge(key(i), badge)
        last = NO_PREVIOUS
        for seq, (at, body) in enumerate(_story(size), 1):
            last, _place = insert(connection, Event(new_id(at), at, TEAM, desk, body), seq, last)
        connection.execute("COMMIT")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _person(i: int) -> Person:
    return Person(TEAM, number(i), f"张{chr(0x4E00 + i % 2000)}{chr(0x4E00 + i % 777)}", f"七{i % 20 + 1}班")


def _story(size: Size) -> Iterator[tuple[int, Body]]:
    """Activities day after day, a badge for everybody, then the sessions by time, a check-in and a check-out each."""
    for a in range(size.activities):
        start = FIRST_DAY + a * DAY
        plan = {
            "name": f"活动{a}",
            "place": "公园",
            "start": start,
            "end": start + 2 * HOUR,
            "timezone": "Asia/Shanghai",
        }
        yield FIRST_DAY - DAY, ActivityChange(_activity(a), plan)
    for i, badge in enumerate(badges(size)):
        yield FIRST_DAY - DAY, Badge(badge, key(i), BadgeState.ISSUED, "student")
    for at, i, a in sorted(_scans(size)):
        yield at, Scan(_activity(a), Direction.AUTO, "keyboard", key(i))


def _scans(size: Size) -> Iterator[tuple[int, int, int]]:
    chance = random.Random(1)
    for n in range(size.scans // 2):
        i, turn = n % size.volunteers, n // size.volunteers
        # 13 shares no factor with the numbers of activities in use, so that nobody comes to one of them twice.
        a = (i * 7 + turn * 13) % size.activities
        begun = FIRST_DAY + a * DAY + chance.randrange(10 * 60_000)
        yield begun, i, a
        yield begun + HOUR + chance.randrange(30 * 60_000), i, a


def _activity(a: int) -> str:
    return f"{TEAM}/A{a:04d}"
