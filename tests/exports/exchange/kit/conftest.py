"""Two desks of one team: the first, with people, an activity, a policy and a second activity that is closed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from checkin.desk import Desk
from checkin.rules.decide import Arrival
from checkin.rules.outcomes import Outcome
from exports.exchange.kit.making import make_kit
from exports.exchange.kit.taking import init_from_kit
from storage.activities.activities import add_activity, close_activity
from storage.activities.policies import set_policy
from storage.disk.ids import new_id
from storage.roster.importing import import_roster
from storage.store import Store, init_store, open_store
from tests.copied_desks import Made
from tests.standing_clock import StandingClock
from tests.storage.roster.files import csv_file

MINUTE = 60_000
HOUR = 60 * MINUTE
NOON = datetime(2026, 3, 5, 12, tzinfo=ZoneInfo("Asia/Shanghai"))
BIRTHS = [date(2017, 3, 9), date(2016, 12, 31), date(1985, 7, 21)]
ROSTER = [
    ["学号", "姓名", "班级", "人员类别", "性别", "出生日期", "卡号", "监护人同意"],
    ["001", "张伟", "三1班", "学生", "男", BIRTHS[0].isoformat(), "CARD-1", ""],
    ["002", "李娜", "三1班", "学生", "女", BIRTHS[1].isoformat(), "", "是"],
    ["003", "王芳", "", "教师", "女", BIRTHS[2].isoformat(), "", ""],
]


@pytest.fixture
def clock() -> StandingClock:
    """It is noon in Shanghai, on a Thursday."""
    return StandingClock(NOON)


def make_first(folder: Path) -> None:
    """The first desk in a folder, and the list of its people beside it."""
    names = {"team": "FD", "team_name": "复旦中学", "desk_name": "东门"}
    with init_store(folder / "first", **names, clock=StandingClock(NOON).clock) as store:
        import_roster(store, csv_file(folder / "roster.csv", ROSTER))
        set_policy(store, {"grid_minutes": 10, "bounce_seconds": 4})
        start = store.now() - 5 * HOUR
        for code, name in (("A1", "清洁家园"), ("A0", "上周")):
            plan = {"name": name, "place": "公园", "start": start, "end": start + 6 * HOUR}
            add_activity(store, code, plan)
        close_activity(store, "A0")


@pytest.fixture
def first(made: Made, tmp_path: Path, clock: StandingClock) -> Iterator[Store]:
    made.copy(make_first, make_first, tmp_path)
    with open_store(tmp_path / "first", clock.clock) as store:
        yield store


@pytest.fixture
def kit(first: Store, tmp_path: Path) -> Path:
    make_kit(first, tmp_path / "team.hdkit")
    return tmp_path / "team.hdkit"


@pytest.fixture
def second(kit: Path, tmp_path: Path, clock: StandingClock) -> Iterator[Store]:
    with init_from_kit(tmp_path / "second", kit, "西门", clock=clock.clock) as store:
        yield store


NewDesk = Callable[..., Store]


@pytest.fixture
def new_desk(tmp_path: Path, clock: StandingClock) -> Iterator[NewDesk]:
    """Make a desk with a name from a kit (and its passphrase); it is closed in the end."""
    with ExitStack() as stack:
        yield lambda name, file, passphrase=None: stack.enter_context(
            init_from_kit(tmp_path / name, file, name, passphrase, clock=clock.clock)
        )


def scan(store: Store, number: str, minutes: float = 0, activity: str = "FD/A1") -> Outcome:
    """Scan the badge of a number at a desk; `minutes` is when, counted from now."""
    badge = store.register.badge(f"FD/{number}")
    assert badge is not None
    return Desk(store.ledger).scan(Arrival(new_id(store.now()), store.now() + int(minutes * MINUTE), badge, activity))


def log_bytes(store: Store) -> list[tuple[bytes, str]]:
    """The desk's log as it is stored."""
    return store.connection.execute("SELECT raw, hash FROM log ORDER BY desk, seq").fetchall()
