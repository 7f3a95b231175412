"""Whose limit comes soon is told on a calm line of the desk, at the verdict of a check-in, whose word stays, and behind F10."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from checkin.clock import SYSTEM_CLOCK
from storage.presence.board import read_board
from storage.store import open_store
from tests.tui.desks import make_desk
from tests.tui.driving import from_more, opened, scanner, until
from tests.tui.making.working import strip
from tui.desk.app import DeskApp
from tui.screens.dialog import Text
from tui.screens.message import MessageDialog

WHO, ACTIVITY = "cq8/0003", "cq8/qd1"
OWN = "minutes_ahead = 60\n[[age]]\nunder = 16\nlongest_stretch = 0.5\n"


def shown_text(app: DeskApp) -> str:
    return "\n".join(one.render().plain for one in app.screen.query(Text) if one.render().plain.strip())


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
        await from_more(app, pilot, "minors")
        await until(pilot, lambda: isinstance(app.screen, MessageDialog))
        near, _rule, limits = shown_text(app).rpartition("\n\n")
        assert "0003" in near and "under 16: at most 30 min at a stretch" in near and "River bank qd1" in near
        assert "0001" not in near and limits.startswith("under 16") and "30 min" in limits
        await pilot.press("escape")
        (desk.path / "guard.toml").write_text(OWN.replace("0.5", '"long"'), "utf-8")
        await from_more(app, pilot, "minors")
        await until(pilot, lambda: "guard.toml" in strip(app))
        assert not isinstance(app.screen, MessageDialog), "a table that is none is said, and nothing is shown"
    (desk.path / "guard.toml").write_text(OWN, "utf-8")
    with open_store(desk.path, SYSTEM_CLOCK) as store:
        read = {row.volunteer: row for row in read_board(store, ACTIVITY).rows}
    shown = {row.volunteer: row for row in (app.desk.state.board.rows if app.desk.state.board else ())}
    assert (read[WHO].limits, read[WHO].served, read[WHO].young) == (shown[WHO].limits, 0, False), (
        "after a scan as read anew"
    )
