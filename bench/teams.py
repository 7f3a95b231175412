"""Packs of many teams, made from a seed: built once, kept like the logs of `bench.records`."""

from __future__ import annotations

import random
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

from checkin.clock import SYSTEM_CLOCK
from checkin.rules.badge_numbers import RANDOM_DIGITS, badge_number
from checkin.rules.events import ActivityChange, Badge, BadgeState, Body, Direction, Event, Scan
from checkin.rules.wire import NO_PREVIOUS
from exports.exchange.pack.writing import write_pack
from storage.disk.ids import new_id
from storage.log.events import insert
from storage.people.person import Person
from storage.store import init_store

HOUR = 3_600_000
DAY = 24 * HOUR
FIRST_DAY = 1_767_225_600_000
"""2026-01-01T00:00Z, eight in the morning in Shanghai."""
_BUILD = 2
_CATEGORIES = ("学雷锋", "文明风尚", "文明交通", "扶贫帮困", "绿色环保")


@dataclass(frozen=True, slots=True)
class District:
    """So many teams, each with so many volunteers, activities and sessions; one session in 50 is a visitor's."""

    teams: int
    volunteers: int
    activities: int
    sessions: int

    @property
    def scans(self) -> int:
        """Scans of all teams together: each session has two."""
        return 2 * self.teams * self.sessions


def code(team: int) -> str:
    """The code of the team with this index."""
    return f"T{team:03d}"


def packs(size: District, cache: Path, seed: int) -> Path:
    """A folder of packs, one a team, built now where the cache has none."""
    folder = cache / f"packs-{size.teams}-{size.volunteers}-{size.activities}-{size.sessions}-{seed}-{_BUILD}"
    if not folder.is_dir():
        print(
            f"building {size.teams} packs of {size.sessions} sessions; kept for the next run …",
            file=sys.stderr,
            flush=True,
        )
        begun = time.monotonic()
        making = Path(tempfile.mkdtemp(dir=cache))
        with ProcessPoolExecutor(mp_context=get_context("spawn")) as pool:
            for _ in pool.map(
                _build, [making] * size.teams, [size] * size.teams, range(size.teams), [seed] * size.teams
            ):
                pass
        making.rename(folder)
        print(f"built in {time.monotonic() - begun:.0f} s", file=sys.stderr, flush=True)
    return folder


def another_pack(size: District, folder: Path, scratch: Path, seed: int) -> Path:
    """One more team's pack, of the same size."""
    out = scratch / "one-more"
    out.mkdir()
    _build(out, size, size.teams, seed)
    return out


def _build(out: Path, size: District, team: int, seed: int) -> None:
    chance = random.Random(seed * 1000 + team)
    desk = Path(tempfile.mkdtemp(dir=out))
    with init_store(desk / "desk", team=code(team), team_name=f"第{team}学校", clock=SYSTEM_CLOCK) as store:
        connection = store.connection
        connection.execute("BEGIN IMMEDIATE")
        persons = [_person(team, i) for i in range(size.volunteers)]
        store.register.write(persons)
        last = NO_PREVIOUS
        for seq, (at, body) in enumerate(_story(size, team, chance), 1):
            last, _place = insert(connection, Event(new_id(at), at, code(team), store.identity.desk, body), seq, last)
        connection.execute("COMMIT")
        write_pack(store, out / f"{code(team)}.hdpack")
    shutil.rmtree(desk)


def _person(team: int, i: int) -> Person:
    return Person(code(team), f"{i:05d}", f"张{chr(0x4E00 + i % 2000)}{chr(0x4E00 + team)}", f"七{i % 20 + 1}班")


def _story(size: District, team: int, chance: random.Random) -> Iterator[tuple[int, Body]]:
    for a in range(size.activities):
        start = FIRST_DAY + a * 3 * DAY
        yield FIRST_DAY - DAY, ActivityChange(
            f"{code(team)}/A{a:03d}",
            {"name": f"活动{a}", "place": "公园", "start": start, "end": start + 2 * HOUR, "timezone": "Asia/Shanghai",
             "category": _CATEGORIES[a % 5]},
        )  # fmt: skip
    for i in range(size.volunteers):
        badge = badge_number(f"{chance.randrange(10**RANDOM_DIGITS):0{RANDOM_DIGITS}d}")
        yield FIRST_DAY - DAY, Badge(badge, f"{code(team)}/{i:05d}", BadgeState.ISSUED, "student")
    for at, who, a in sorted(_scans(size, team, chance)):
        yield at, Scan(f"{code(team)}/A{a:03d}", Direction.AUTO, "keyboard", who)


def _scans(size: District, team: int, chance: random.Random) -> Iterator[tuple[int, str, int]]:
    for n in range(size.sessions):
        i, turn = n % size.volunteers, n // size.volunteers
        # 13 shares no factor with the number of activities, so that nobody comes to one of them twice.
        a = (i * 7 + turn * 13) % size.activities
        home = chance.randrange(size.teams) if n % 50 == 0 else team
        begun = FIRST_DAY + a * 3 * DAY + chance.randrange(10 * 60_000)
        yield begun, f"{code(home)}/{i:05d}", a
        yield begun + HOUR + chance.randrange(30 * 60_000), f"{code(home)}/{i:05d}", a
