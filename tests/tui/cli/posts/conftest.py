"""A sports day with posts, at half past eight of its morning."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from checkin.rules.events import Direction, Scan
from storage.store import open_store
from tests.standing_clock import StandingClock
from tests.tui.cli.conftest import Answer, Run

SHANGHAI = ZoneInfo("Asia/Shanghai")
PLAN = """岗位,开始,结束,需要人数,学号,姓名
校门,8:00,10:00,2,001,张伟
,,,,002,李娜
,10:00,12:00,2,003,王小明
检录处,8:00,12:00,1,T01,陈老师
机动,,,,,
"""
Bring = Callable[..., Answer]
StandAt = Callable[..., None]


@pytest.fixture
def clock() -> StandingClock:
    """Half past eight in Shanghai, on the day of the activity A1."""
    return StandingClock(datetime(2024, 3, 5, 8, 30, tzinfo=SHANGHAI))


@pytest.fixture
def day(desk: Run) -> Run:
    """The desk; the activity A1 lasts from 8 to 12."""
    assert desk("activity", "edit", "A1", "--start", "2024-03-05T08:00").code == 0
    return desk


@pytest.fixture
def bring(day: Run, tmp_path: Path) -> Bring:
    """Bring in a plan, or with `signup` a list of who signed up."""

    def bring_in(text: str = PLAN, *more: str, command: str = "import") -> Answer:
        file = tmp_path / "posts.csv"
        file.write_text(text, "utf-8")
        return day("post", command, file, *more)

    return bring_in


@pytest.fixture
def stand(day: Run, data: Path, clock: StandingClock) -> StandAt:
    """Scan people at a post (None: at the gate's desk without one), at a time of the day."""

    def scan(post: str | None, at: str, *numbers: str) -> None:
        hours, minutes = map(int, at.split(":"))
        moment = int(datetime(2024, 3, 5, hours, minutes, tzinfo=SHANGHAI).timestamp() * 1000)
        with open_store(data, clock.clock) as store:
            for number in numbers:
                body = Scan("FD/A1", Direction.AUTO, "keyboard", volunteer=f"FD/{number}", post=post)
                store.ledger.record(body, at=moment)

    return scan
