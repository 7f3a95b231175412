"""Undo names activity and day, and never reaches another activity."""

from __future__ import annotations

from pathlib import Path

from checkin.clock import SYSTEM_CLOCK
from checkin.rules.instants import local_time
from storage.activities.activities import add_activity
from storage.store import open_store
from tests.tui.desks import make_desk
from tests.tui.driving import opened, scanner, until
from tui.model.verdicts import Tone
from tui.screens.dialog import Dialog


async def test_undo_names_activity_and_day_and_stays_within_the_activity(tmp_path: Path) -> None:
    """Zhang Wei is scanned; then the desk goes on with another activity: nothing there can be undone."""
    desk = make_desk(tmp_path / "desk")
    async with opened(desk.path) as (app, pilot):
        scanner(app, desk.badges["cq8/0001"])
        await until(pilot, lambda: app.state.verdict.tone is Tone.IN)
        here = app.state.activity
        assert here is not None
        await pilot.press("f4")
        await until(pilot, lambda: isinstance(app.screen, Dialog))
        shown = "\n".join(str(one.render()) for one in app.screen.query("Text"))
        assert here.name in shown and str(local_time(SYSTEM_CLOCK.now(), here.zone).date()) in shown
        await pilot.press("escape")
        await until(pilot, lambda: not isinstance(app.screen, Dialog))
        with open_store(desk.path, SYSTEM_CLOCK) as store:
            times = {"start": here.start, "end": here.end}
            other = add_activity(store, "other", {"name": "另一个", "place": "江边", **times})
        board = app.state.board
        assert board is not None
        app.state.board = board._replace(activity=other)
        await pilot.press("f4")
        await until(pilot, lambda: any("no scan of this desk to undo" in one.message for one in app._notifications))
        assert not isinstance(app.screen, Dialog)
