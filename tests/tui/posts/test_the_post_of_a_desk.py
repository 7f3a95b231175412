"""The post of a desk: chosen once, shown in the first line, kept for the next start, and told where the plan has lost it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from textual.pilot import Pilot
from textual.widgets import OptionList

from checkin.desk import Desk
from checkin.rules.decide import Arrival
from checkin.rules.events import Direction
from checkin.rules.posts import Post, plan_of
from checkin.texts import use_language
from storage.activities.activities import edit_activity
from storage.disk.ids import new_id
from storage.presence.held_scans import hold
from storage.record import whole_record
from storage.store import open_store
from tests.portions import in_the_soak
from tests.standing_clock import StandingClock
from tests.tui.desks import MadeDesk, make_desk
from tests.tui.driving import from_more, opened, scanner, until
from tests.tui.making.working import back, choose, said, stands
from tui.desk.activity_choice import go_to
from tui.desk.app import DeskApp
from tui.screens.ask import AskDialog
from tui.screens.choose import ChooseDialog

NOON = datetime(2026, 3, 5, 12, tzinfo=ZoneInfo("Asia/Shanghai"))
GATE, TEA = Post("G", "Gate"), Post("T", "Tea tent")


def planned(desk: MadeDesk, clock: StandingClock, *posts: Post) -> None:
    with open_store(desk.path, clock.clock) as store:
        edit_activity(store, "qd1", {"posts": plan_of(posts)})


async def chosen(app: DeskApp, pilot: Pilot[int], place: int) -> None:
    """The line at this place of the list, from 0: no post."""
    await from_more(app, pilot, "choose_post")
    await until(pilot, lambda: isinstance(app.screen, ChooseDialog))
    app.screen.query_one(OptionList).highlighted = place
    await pilot.press("enter")
    await until(pilot, lambda: not isinstance(app.screen, ChooseDialog))


async def test_a_desk_at_a_post_moves_people_there_also_after_a_restart(tmp_path: Path) -> None:
    clock = StandingClock(NOON)
    desk = make_desk(tmp_path / "d", clock=clock.clock)
    planned(desk, clock, GATE, TEA)
    badge = desk.badges["cq8/0001"]
    with open_store(desk.path, clock.clock) as store:
        at = store.now() - 30 * 60_000
        Desk(store.ledger).scan(Arrival(new_id(at), at, badge, "cq8/qd1", Direction.IN, post="G"))
    async with opened(desk.path, (120, 40), clock=clock.clock) as (app, pilot):
        await chosen(app, pilot, 2)
        assert app.state.marks(clock.clock.now()) == ["post Tea tent"]
        scanner(app, badge)
        await until(pilot, lambda: app.state.verdict.word == "MOVED")
        assert (app.state.verdict.amount, app.state.verdict.times[:15]) == ("Tea tent", "Gate → Tea tent")
    async with opened(desk.path, (80, 24), clock=clock.clock) as (app, pilot):
        assert app.state.post == "T"
        use_language("zh")
        try:
            assert app.state.marks(clock.clock.now()) == ["岗位：Tea tent"]
        finally:
            use_language("en")
        await chosen(app, pilot, 0)
        assert app.state.post is None and app.state.marks(clock.clock.now()) == []
        clock.advance(10 * 60_000)
        scanner(app, badge)
        await until(pilot, lambda: app.state.verdict.word == "OUT")
    with open_store(desk.path, clock.clock) as store:
        (session,) = whole_record(store).sessions
        assert [part.post for part in session.segments] == ["G", "T"] and session.minutes == 40


@in_the_soak
async def test_a_post_that_is_struck_out_is_told_at_the_next_scan_which_is_recorded(tmp_path: Path) -> None:
    clock = StandingClock(NOON)
    desk = make_desk(tmp_path / "d", clock=clock.clock)
    planned(desk, clock, GATE, TEA)
    async with opened(desk.path, (100, 30), clock=clock.clock) as (app, pilot):
        await chosen(app, pilot, 1)
        planned(desk, clock, TEA)
        await app.desk.read_board()
        assert app.state.marks(clock.clock.now()) == ["post G, not in the plan"]
        for scans, number in enumerate(("0001", "0003"), 1):
            scanner(app, desk.badges[f"cq8/{number}"])
            await until(pilot, lambda wanted=scans: len(app.state.scans) == wanted)
            assert app.state.verdict.word == "IN"
        said = [note.message for note in app._notifications if "no post G any more" in note.message]
        assert len(said) == 1
        await chosen(app, pilot, 1)
        assert app.state.marks(clock.clock.now()) == ["post Tea tent"]
    with open_store(desk.path, clock.clock) as store:
        assert {session.segments[0].post for session in whole_record(store).sessions} == {"G"}


async def test_scans_that_were_held_enter_at_the_post_that_is_chosen_with_the_activity(tmp_path: Path) -> None:
    """The post is asked first, and the question about the held scans names it."""
    clock = StandingClock(NOON)
    desk = make_desk(tmp_path / "d", clock=clock.clock)
    planned(desk, clock, GATE, TEA)
    with open_store(desk.path, clock.clock) as store:
        hold(store, Arrival(new_id(store.now()), store.now(), desk.badges["cq8/0001"], ""), None)
    async with opened(desk.path, (80, 24), clock=clock.clock) as (app, pilot):
        app.desk.start("choice", lambda: go_to(app.desk, "cq8/qd1"))
        await choose(app, pilot, "Tea tent")
        await stands(app, pilot, AskDialog)
        assert "It counts at the post Tea tent." in said(app)
        await pilot.press("enter")
        await until(pilot, lambda: app.state.board is not None and app.state.board.on_site == 1)
    with open_store(desk.path, clock.clock) as store:
        (session,) = whole_record(store).sessions
        assert [part.post for part in session.segments] == ["T"]


@in_the_soak
async def test_an_activity_that_is_chosen_again_keeps_the_post_where_nobody_answers(tmp_path: Path) -> None:
    clock = StandingClock(NOON)
    desk = make_desk(tmp_path / "d", clock=clock.clock)
    planned(desk, clock, GATE, TEA)
    async with opened(desk.path, (80, 24), clock=clock.clock) as (app, pilot):
        await chosen(app, pilot, 1)
        app.desk.start("choice", lambda: go_to(app.desk, "cq8/qd1"))
        await stands(app, pilot, ChooseDialog)
        await pilot.press("escape")
        await back(app, pilot)
        assert app.state.post == "G"
