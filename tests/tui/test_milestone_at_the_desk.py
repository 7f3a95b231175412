"""A milestone is told behind the verdict, which stays what it was; and a leaver's badge is told too."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from checkin.desk import Desk
from checkin.rules.decide import Arrival
from checkin.rules.events import Direction
from storage.disk.ids import new_id
from storage.store import open_store
from tests.standing_clock import StandingClock
from tests.tui.desks import HOUR, make_desk
from tests.tui.driving import opened, scanner, until

WHO, ACTIVITY = "cq8/0003", "cq8/qd1"
TABLE = '[[requirement]]\nname = "一小时"\nhours = 1\nperiod = "year"\nmilestones = [50, 100]\n'


async def test_a_milestone_and_a_leaver_are_told_beside_the_verdict(tmp_path: Path) -> None:
    clock = StandingClock(datetime(2026, 3, 14, 4, tzinfo=UTC)).clock
    desk = make_desk(tmp_path / "d", clock=clock)
    (desk.path / "requirement.toml").write_text(TABLE, "utf-8")
    with open_store(desk.path, clock) as store:
        at = store.now() - HOUR // 2 - 60_000
        Desk(store.ledger).scan(Arrival(new_id(at), at, "", ACTIVITY, Direction.IN, volunteer=WHO))
        badge = store.register.badge(WHO)
        with store.ledger.transaction():
            store.register.mark_left([WHO], store.today())
    assert badge is not None
    async with opened(desk.path, clock=clock) as (app, pilot):
        scanner(app, badge)
        await until(pilot, lambda: any("一小时: 50 %" in one.message for one in app._notifications))
        assert any("left the school" in one.message for one in app._notifications)
