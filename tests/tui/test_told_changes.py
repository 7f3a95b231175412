"""The desk says before → after of what changes for many, in the words of the command line."""

from __future__ import annotations

from pathlib import Path

from textual.widgets import Input, OptionList

from checkin.desk import Desk
from checkin.rules.decide import Arrival
from checkin.rules.events import Direction
from checkin.rules.signature import UNSIGNED
from exports.exchange.kit.making import make_kit
from exports.exchange.kit.taking import init_from_kit
from exports.exchange.pack.writing import write_pack
from storage.activities.activities import close_activity, edit_activity
from storage.activities.policies import set_policy
from storage.disk.ids import new_id
from storage.store import Store, open_store
from tests.standing_clock import StandingClock
from tests.tui import outcomes
from tests.tui.desks import HOUR, MadeDesk, make_desk
from tests.tui.driving import opened, until
from tui.screens.ask import AskDialog
from tui.screens.dialog import Text
from tui.screens.first_start.roster import RosterStep

CLOCK = StandingClock(outcomes.at("10:05")).clock


def scanned(store: Store, desk: MadeDesk, minutes: int, direction: Direction) -> None:
    """A scan of 0001 so many minutes from now."""
    at = store.now() + minutes * 60_000
    Desk(store.ledger).scan(Arrival(new_id(store.now()), at, desk.badges["cq8/0001"], "cq8/qd1", direction))


async def test_opening_a_closed_activity_again_says_who_waits_no_longer(tmp_path: Path) -> None:
    """0001 had not checked out when it was closed."""
    desk = make_desk(tmp_path / "desk", clock=CLOCK)
    with open_store(desk.path, CLOCK) as store:
        scanned(store, desk, -50, Direction.IN)
        store.folder.change_settings({"activity": "cq8/qd1"})
    async with opened(desk.path, clock=CLOCK) as (app, pilot):
        await until(pilot, lambda: app.state.board is not None)
        await app.desk.writer.ask(lambda store: close_activity(store, "qd1"))
        await app.desk.read_board()
        await pilot.press("f8")
        await until(pilot, lambda: isinstance(app.screen, AskDialog))
        said = "".join(text.render().plain for text in app.screen.query(Text))
        assert "1 session waits no longer." in said and "张伟 七(1)班 0001" in said
        await pilot.press("enter")
        await until(pilot, lambda: app.state.board is not None and app.state.board.activity.closed_at is None)


async def test_another_desks_edit_is_told_when_its_pack_is_taken_at_the_desk(tmp_path: Path) -> None:
    """The other gate made the activity not creditable: two hours go, and the desk says whose."""
    desk = make_desk(tmp_path / "desk", clock=CLOCK)
    stick = tmp_path / "stick"
    stick.mkdir()
    with open_store(desk.path, CLOCK) as store:
        scanned(store, desk, -50, Direction.IN)
        scanned(store, desk, -5, Direction.OUT)
        make_kit(store, tmp_path / "team.hdkit")
        store.folder.change_settings({"copies": [str(stick)], "activity": "cq8/qd1"})
    with init_from_kit(tmp_path / "other", tmp_path / "team.hdkit", "gate 2", clock=CLOCK) as other:
        edit_activity(other, "qd1", {"not_creditable": "own"}, UNSIGNED)
        write_pack(other, stick / "gate2.hdpack")
    async with opened(desk.path, clock=CLOCK) as (app, pilot):
        await until(pilot, lambda: app.state.board is not None)
        await pilot.press("shift+f7")
        await until(pilot, lambda: len(app.screen_stack) > 1)
        options = app.screen.query_one(OptionList)
        names = [str(option.prompt) for option in options.options]
        options.highlighted = next(i for i, name in enumerate(names) if "gate2" in name)
        await pilot.press("enter")
        said = "changes hours here: 1 person, 1 session: 45 min → 0 min"
        await until(pilot, lambda: any(said in one.message for one in app._notifications))


async def test_a_list_that_makes_somebody_a_parent_says_so_before_it_is_taken(tmp_path: Path) -> None:
    """At the desk that is at work: the first Enter shows whose hours go, the second one takes it."""
    desk = make_desk(tmp_path / "desk", clock=CLOCK)
    with open_store(desk.path, CLOCK) as store:
        scanned(store, desk, -50, Direction.IN)
        scanned(store, desk, -5, Direction.OUT)
        set_policy(store, {"not_creditable_kinds": ["parent"]}, CLOCK.now() - HOUR, UNSIGNED)
        store.folder.change_settings({"activity": "cq8/qd1"})
    roster = tmp_path / "parents.csv"
    roster.write_text("学号,姓名,班级,人员类别\n0001,张伟,七(1)班,家长\n", "utf-8")
    async with opened(desk.path, clock=CLOCK) as (app, pilot):
        await until(pilot, lambda: app.state.board is not None)
        app.push_screen(RosterStep(app.desk.writer, lambda _badge: None, "Bring in a list"))
        await until(pilot, lambda: bool(app.screen.query(Input)))
        app.screen.query_one(Input).value = str(roster)
        await pilot.press("enter")
        said = "1 person, 1 session: 45 min → 0 min"
        await until(pilot, lambda: said in "".join(text.render().plain for text in app.screen.query(Text)))
