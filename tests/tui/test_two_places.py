"""One person who is checked in at one activity is scanned at another: on the screen."""

from __future__ import annotations

from pathlib import Path

from checkin.desk import Desk
from checkin.rules.decide import Arrival
from storage.disk.ids import new_id
from storage.store import open_store
from tests.standing_clock import StandingClock
from tests.tui import outcomes
from tests.tui.desks import HOUR, make_desk
from tests.tui.driving import opened, scanner, until
from tui.model.verdicts import Tone

NOON = outcomes.at("12:00")


async def test_the_verdict_names_the_other_place_and_since_when(tmp_path: Path) -> None:
    """0001 came to qd2 half an hour ago and is scanned at qd1; 0003 is nowhere else."""
    clock = StandingClock(NOON).clock
    desk = make_desk(tmp_path / "desk", activities=("qd1", "qd2"), clock=clock)
    with open_store(desk.path, clock) as store:
        badge, came = desk.badges["cq8/0001"], NOON - HOUR // 2
        Desk(store.ledger).scan(Arrival(new_id(came), came, badge, "cq8/qd2"))
        store.folder.change_settings({"activity": "cq8/qd1"})
    async with opened(desk.path, clock=clock) as (app, pilot):
        scanner(app, desk.badges["cq8/0001"])
        await until(pilot, lambda: app.state.verdict.tone is Tone.IN)
        assert "Still checked in at River bank qd2, Riverside Road since 11:30" in app.state.verdict.advice
        scanner(app, desk.badges["cq8/0003"])
        await until(pilot, lambda: app.state.verdict.name == "王芳")
        assert "Still" not in app.state.verdict.advice
