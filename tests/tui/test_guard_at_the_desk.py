"""Whose limit comes soon is told on a calm line of the desk, and at the verdict of a check-in, whose word stays."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from checkin.clock import SYSTEM_CLOCK
from storage.presence.board import read_board
from storage.store import open_store
from tests.tui.desks import make_desk
from tests.tui.driving import opened, scanner, until

WHO, ACTIVITY = "cq8/0003", "cq8/qd1"
OWN = "minutes_ahead = 60\n[[age]]\nunder = 16\nlongest_stretch = 0.5\n"


async def test_a_limit_that_comes_is_told_at_the_check_in_and_on_a_line(tmp_path: Path) -> None:
    desk = make_desk(tmp_path / "d")
    (desk.path / "guard.toml").write_text(OWN, "utf-8")
    with open_store(desk.path, SYSTEM_CLOCK) as store:
        badge, person = store.register.badge(WHO), store.register.person(WHO)
        assert badge is not None and person is not None
        with store.ledger.transaction():
            store.register.write([person._replace(birth=date(store.today().year - 15, 1, 1))])
    async with opened(desk.path) as (app, pilot):
        scanner(app, badge)
        await until(pilot, lambda: "at most 30 min at a stretch" in app.desk.state.verdict.advice)
        assert app.desk.state.verdict.word == "IN"
        await until(
            pilot, lambda: "under 16: at most 30 min at a stretch" in str(app.desk.display.screen.reminder.render())
        )
    with open_store(desk.path, SYSTEM_CLOCK) as store:
        read = {row.volunteer: row for row in read_board(store, ACTIVITY).rows}
    shown = {row.volunteer: row for row in (app.desk.state.board.rows if app.desk.state.board else ())}
    assert (read[WHO].limits, read[WHO].served, read[WHO].young) == (shown[WHO].limits, 0, False), (
        "after a scan as read anew"
    )
