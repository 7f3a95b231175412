"""Undo names activity and day, and never reaches another activity."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from textual.pilot import Pilot

from checkin.clock import SYSTEM_CLOCK
from checkin.desk import Desk
from checkin.rules.decide import Arrival
from checkin.rules.events import Amend, Event
from checkin.rules.signature import Signature
from exports.exchange.kit.making import make_kit
from exports.exchange.kit.taking import init_from_kit
from exports.exchange.pack.taking import take_pack
from exports.exchange.pack.writing import write_pack
from storage.activities.activities import add_activity
from storage.disk.ids import new_id
from storage.store import Store, open_store
from storage.supervision import corrections
from tests.portions import in_the_soak
from tests.standing_clock import StandingClock
from tests.tui.desks import make_desk
from tests.tui.driving import opened, scanner, until
from tui.desk.app import DeskApp
from tui.model.verdicts import Tone
from tui.screens.dialog import Dialog


async def test_undo_names_activity_and_day_and_stays_within_the_activity(tmp_path: Path) -> None:
    """Zhang Wei is scanned; then the desk goes on with another activity: nothing there can be undone."""
    clock = StandingClock(datetime(2026, 3, 5, 10, 5, tzinfo=ZoneInfo("Asia/Shanghai"))).clock
    desk = make_desk(tmp_path / "desk", clock=clock)
    async with opened(desk.path, clock=clock) as (app, pilot):
        scanner(app, desk.badges["cq8/0001"])
        await until(pilot, lambda: app.state.verdict.tone is Tone.IN)
        here = app.state.activity
        assert here is not None
        await pilot.press("f4")
        await until(pilot, lambda: isinstance(app.screen, Dialog))
        shown = "\n".join(str(one.render()) for one in app.screen.query("Text"))
        assert here.name in shown and "2026-03-05" in shown
        await pilot.press("escape")
        await until(pilot, lambda: not isinstance(app.screen, Dialog))
        with open_store(desk.path, clock) as store:
            times = {"start": here.start, "end": here.end}
            other = add_activity(store, "other", {"name": "另一个", "place": "江边", **times})
        board = app.state.board
        assert board is not None
        app.state.board = board._replace(activity=other)
        await pilot.press("f4")
        await until(pilot, lambda: any("no scan of this desk to undo" in one.message for one in app._notifications))
        assert not isinstance(app.screen, Dialog)


def _served(store: Store, activity: str, volunteer: str) -> Event:
    """A scan of a person from another program on the same folder, or at another desk."""
    Desk(store.ledger).scan(Arrival(new_id(store.now()), store.now(), "", activity, volunteer=volunteer))
    found = store.ledger.queries.last_scan(store.identity.desk)
    assert found is not None
    return found


async def _nothing_to_undo(app: DeskApp, pilot: Pilot[int]) -> None:
    await pilot.press("f4")
    await until(pilot, lambda: any("no scan of this desk to undo" in one.message for one in app._notifications))
    assert not isinstance(app.screen, Dialog)


async def _asked(app: DeskApp, pilot: Pilot[int]) -> str:
    """The question of undo, as it stands on the screen; then it is left."""
    await pilot.press("f4")
    await until(pilot, lambda: isinstance(app.screen, Dialog))
    shown = "\n".join(str(one.render()) for one in app.screen.query("Text"))
    await pilot.press("escape")
    await until(pilot, lambda: not isinstance(app.screen, Dialog))
    return shown


@in_the_soak
async def test_after_another_desks_pack_was_taken_its_scans_are_not_undone(tmp_path: Path) -> None:
    desk = make_desk(tmp_path / "desk")
    with open_store(desk.path, SYSTEM_CLOCK) as store:
        (activity,) = store.ledger.facts().activities
        make_kit(store, tmp_path / "team.hdkit")
        with init_from_kit(tmp_path / "gate", tmp_path / "team.hdkit", "gate 2", clock=SYSTEM_CLOCK) as gate:
            _served(gate, activity, "cq8/0002")
            write_pack(gate, tmp_path / "gate.hdpack")
        take_pack(store, tmp_path / "gate.hdpack")
    async with opened(desk.path) as (app, pilot):
        await until(pilot, lambda: app.state.board is not None and app.state.board.on_site == 1)
        await _nothing_to_undo(app, pilot)


async def test_a_scan_of_another_program_at_another_activity_is_not_undone(tmp_path: Path) -> None:
    """The command line replays a scanner at the second activity while the screen works at the first."""
    desk = make_desk(tmp_path / "desk", activities=("qd1", "qd2"))
    async with opened(desk.path) as (app, pilot):
        await pilot.press("enter")
        await until(pilot, lambda: app.state.activity is not None and not isinstance(app.screen, Dialog))
        here = app.state.activity
        assert here is not None
        with open_store(desk.path, SYSTEM_CLOCK) as store:
            (other,) = (one for one in store.ledger.facts().activities if one != here.key)
            _served(store, other, "cq8/0003")
        await _nothing_to_undo(app, pilot)
        scanner(app, desk.badges["cq8/0001"])
        await until(pilot, lambda: app.state.verdict.tone is Tone.IN)
        with open_store(desk.path, SYSTEM_CLOCK) as store:
            _served(store, other, "cq8/0004")
        shown = await _asked(app, pilot)
        assert "张伟" in shown and here.name in shown and "Ana" not in shown


@in_the_soak
async def test_a_scan_that_a_correction_moved_to_another_activity_is_not_undone(tmp_path: Path) -> None:
    desk = make_desk(tmp_path / "desk", activities=("qd1", "qd2"))
    async with opened(desk.path) as (app, pilot):
        await pilot.press("enter")
        await until(pilot, lambda: app.state.activity is not None and not isinstance(app.screen, Dialog))
        here = app.state.activity
        assert here is not None
        with open_store(desk.path, SYSTEM_CLOCK) as store:
            (other,) = (one for one in store.ledger.facts().activities if one != here.key)
            scan = _served(store, here.key, "cq8/0003")
            moved = corrections.amend_all(
                store, [Amend(scan.id, activity=other)], Signature("teacher", "wrong activity")
            )
        await _nothing_to_undo(app, pilot)
        with open_store(desk.path, SYSTEM_CLOCK) as store:
            corrections.void_all(store, [moved.event.id], Signature("teacher", "it was right"))
        assert "王芳" in await _asked(app, pilot)


async def test_after_midnight_undo_says_that_the_scan_was_the_day_before(tmp_path: Path) -> None:
    clock = StandingClock(datetime(2026, 3, 5, 23, 50, tzinfo=ZoneInfo("Asia/Shanghai")))
    desk = make_desk(tmp_path / "desk", clock=clock.clock)
    async with opened(desk.path, clock=clock.clock) as (app, pilot):
        scanner(app, desk.badges["cq8/0001"])
        await until(pilot, lambda: app.state.verdict.tone is Tone.IN)
        clock.advance(20 * 60_000)
        shown = await _asked(app, pilot)
        assert "2026-03-05" in shown and "23:50" in shown and "2026-03-06" not in shown
