"""Somebody forgot to check out, and the desk stays open over midnight."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from checkin.rules.events import Consent, ConsentState
from checkin.rules.signature import UNSIGNED
from storage.people.person import Person
from storage.store import open_store
from tests.portions import in_the_soak
from tests.standing_clock import StandingClock
from tests.tui import outcomes
from tests.tui.desks import HOUR, make_desk
from tests.tui.driving import opened, scanner, until
from tui.desk.app import DeskApp
from tui.model.verdicts import Tone
from tui.screens.classes.left import LeftDialog
from tui.screens.dialog import Text
from tui.widgets.message_strip import MessageStrip


def counters(app: DeskApp) -> str:
    return app.desk.screen.counters.render().plain


async def test_whoever_forgot_to_check_out_leaves_the_panel_at_midnight(tmp_path: Path) -> None:
    """At 10:05 one is on site. The desk stays open until the next morning: nobody is, and the counters say who waits. Who has a
    birthday then waits for no guardian's consent any more."""
    clock = StandingClock(outcomes.at("10:05"))
    desk = make_desk(tmp_path / "desk", clock=clock.clock)
    with open_store(desk.path, clock=clock.clock) as store, store.ledger.transaction():
        for number, day in (("0001", 6), ("0002", 7)):
            store.register.write([Person("cq8", number, "张伟", birth=date(2012, 3, day))])
            store.ledger.record(Consent(f"cq8/{number}", ConsentState.MISSING), signed=UNSIGNED)
    async with opened(desk.path, clock=clock.clock) as (app, pilot):
        scanner(app, desk.badges["cq8/0001"])
        await until(pilot, lambda: app.state.verdict.tone is Tone.IN)
        await until(pilot, lambda: "on site 1" in counters(app))
        assert "to review" not in counters(app)
        clock.advance(22 * HOUR)
        await until(pilot, lambda: "on site 0" in counters(app))
        assert "came 1" in counters(app) and "to review 1" in counters(app)
        await until(pilot, lambda: "1 person is old enough now" in str(app.screen.query_one(MessageStrip).render()))
        await pilot.press("shift+f4")
        await until(pilot, lambda: isinstance(app.screen, LeftDialog))
        assert "1 person forgot to check out" in "".join(text.render().plain for text in app.screen.query(Text))


@in_the_soak
async def test_a_desk_opened_days_later_counts_nobody_as_on_site(tmp_path: Path) -> None:
    clock = StandingClock(outcomes.at("10:05"))
    desk = make_desk(tmp_path / "desk", clock=clock.clock)
    async with opened(desk.path, clock=clock.clock) as (app, pilot):
        scanner(app, desk.badges["cq8/0001"])
        await until(pilot, lambda: app.state.verdict.tone is Tone.IN)
    clock.advance(72 * HOUR)
    async with opened(desk.path, clock=clock.clock) as (app, pilot):
        await until(pilot, lambda: "to review 1" in counters(app))
        assert app.state.board is not None and app.state.board.on_site == 0


@in_the_soak
async def test_whoever_forgot_and_comes_again_stays_among_those_to_review(tmp_path: Path) -> None:
    """The next morning the same badge is scanned: on site again, and yesterday still waits, now and when the desk is opened
    anew."""
    clock = StandingClock(outcomes.at("10:05"))
    desk = make_desk(tmp_path / "desk", clock=clock.clock)
    async with opened(desk.path, clock=clock.clock) as (app, pilot):
        scanner(app, desk.badges["cq8/0001"])
        await until(pilot, lambda: "on site 1" in counters(app))
        clock.advance(22 * HOUR)
        await until(pilot, lambda: "to review 1" in counters(app))
        scanner(app, desk.badges["cq8/0001"])
        await until(pilot, lambda: "on site 1" in counters(app))
        assert "came 1" in counters(app) and "to review 1" in counters(app)
    async with opened(desk.path, clock=clock.clock) as (app, pilot):
        await until(pilot, lambda: "on site 1" in counters(app) and "to review 1" in counters(app))
