"""A real data folder with three invented people and an activity that is under way."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from checkin.clock import Clock
from checkin.desk import Desk
from checkin.rules.decide import Arrival
from checkin.rules.events import Direction
from checkin.rules.outcomes import Outcome
from checkin.rules.signature import UNSIGNED
from storage.activities.activities import add_activity
from storage.disk.ids import new_id
from storage.people.badges import issue, mint
from storage.people.person import Person
from storage.store import Store, init_store, open_store
from tests.copied_desks import Made
from tests.standing_clock import StandingClock

HOUR = 3_600_000
NOON = datetime(2026, 3, 5, 12, tzinfo=ZoneInfo("Asia/Shanghai"))
PEOPLE = [
    Person("FD", "001", "张伟", "七1班"),
    Person("FD", "002", "李娜", "七1班"),
    Person("FD", "003", "王芳", "七2班"),
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "desk"


@pytest.fixture
def clock() -> StandingClock:
    """It is noon in Shanghai, on a Thursday."""
    return StandingClock(NOON)


def new_desk(folder: Path, clock: Clock) -> Store:
    """A desk that was never closed: all of its record lies in the log beside it."""
    opened = init_store(folder, team="FD", team_name="复旦中学", clock=clock)
    start = opened.now() - HOUR
    plan = {"name": "清洁家园", "place": "公园", "start": start, "end": start + 4 * HOUR}
    add_activity(opened, "A1", plan)
    with opened.ledger.transaction():
        opened.register.write(PEOPLE)
        for person in PEOPLE:
            issue(opened, person, mint(opened), UNSIGNED)
    return opened


def make_desk(folder: Path) -> None:
    """Where the desk of most tests lies in its folder `desk`."""
    new_desk(folder / "desk", StandingClock(NOON).clock).close()


@pytest.fixture
def store(made: Made, folder: Path, clock: StandingClock) -> Iterator[Store]:
    made.copy(make_desk, make_desk, folder.parent)
    with open_store(folder, clock.clock) as opened:
        yield opened


Scanner = Callable[..., Outcome]


@pytest.fixture
def scan(store: Store) -> Scanner:
    """Scan the badge of a number; `minutes` is when, counted from now."""

    def one(number: str, minutes: float = 0, direction: str = "auto", into: Store = store) -> Outcome:
        badge = into.register.badge(f"FD/{number}")
        assert badge is not None
        at = into.now() + int(minutes * 60_000)
        return Desk(into.ledger, "li").scan(Arrival(new_id(at), at, badge, "FD/A1", Direction(direction)))

    return one
