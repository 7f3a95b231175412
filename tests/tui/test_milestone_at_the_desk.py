"""A milestone is told behind the verdict, which stays what it was; and a leaver's badge is told too."""

from __future__ import annotations

from pathlib import Path

from checkin.clock import SYSTEM_CLOCK
from checkin.desk import Desk
from checkin.rules.decide import Arrival
from checkin.rules.events import Direction
from storage.disk.ids import new_id
from storage.store import open_store
from tests.tui.desks import HOUR, make_desk
from tests.tui.driving import opened, scanner, until

WHO, ACTIVITY = "cq8/0003", "cq8/qd1"
TABLE = '[[requirement]]\nname = "一小时"\nhours = 1\nperiod = "year"\nmilestones = [50, 100]\n'


async def test_a_milestone_and_a_leaver_are_told_beside_the_verdict(tmp_path: Path) -> None:
    desk = make_desk(tmp_path / "d")
    (desk.path / "requirement.toml").write_text(TABLE, "utf-8")
    with open_store(desk.path, SYSTEM_CLOCK) as store:
        at = store.now() - HOUR // 2 - 60_000
        Desk(store.ledger).scan(Arrival(new_id(at), at, "", ACTIVITY, Direction.IN, volunteer=WHO))
        badge = store.register.badge(WHO)
        with store.ledger.transaction():
            store.register.mark_left([WHO], store.today())
    assert badge is not None
    async with opened(desk.path) as (app, pilot):
        scanner(app, badge)
        await until(pilot, lambda: any("一小时: 50 %" in one.message for one in app._notifications))
        assert any("left the school" in one.message for one in app._notifications)
