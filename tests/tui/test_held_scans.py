"""Scans that come while no activity is chosen: said, on disk at once, taken in after a question, told again."""

from __future__ import annotations

import os
import signal
import threading
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, OptionList

from checkin.clock import SYSTEM_CLOCK, Clock
from checkin.rules.decide import Arrival
from storage.activities.activities import add_activity, close_activity
from storage.disk import sqlite
from storage.presence.held_scans import enter_held, held_scans, held_span
from storage.store import Store, open_store
from tests.daytime import DAYTIME
from tests.portions import in_the_soak
from tests.tui.desks import HOUR, MadeDesk, make_desk
from tests.tui.driving import opened, scanner, told, until
from tests.tui.first_steps import put, save_for_good, to_the_team, without_protection
from tests.tui.test_terminal import Terminal
from tui.desk import taking
from tui.desk.app import DeskApp
from tui.desk.record_watch import RecordWatch
from tui.model import jobs
from tui.model.verdicts import Tone
from tui.model.writer_handle import WriterHandle
from tui.screens.ask import AskDialog
from tui.screens.choose import ChooseDialog
from tui.screens.first_start.roster import RosterStep
from tui.screens.new_activity import NewActivityDialog

UNKNOWN = "710000000000000000000554"


@pytest.fixture
def closed(tmp_path: Path) -> MadeDesk:
    """A desk of which every activity is closed."""
    return closed_desk(tmp_path / "desk", DAYTIME)


def closed_desk(path: Path, clock: Clock) -> MadeDesk:
    desk = make_desk(path, clock=clock)
    with open_store(desk.path, clock) as store:
        close_activity(store, "qd1")
    return desk


def on_disk(path: Path, clock: Clock = DAYTIME) -> int:
    with open_store(path, clock) as store:
        return held_span(store).scans


def in_log(path: Path) -> int:
    with open_store(path, DAYTIME) as store:
        return int(store.connection.execute("SELECT count(*) FROM log WHERE kind IN ('scan', 'refuse')").fetchone()[0])


def question(app: DeskApp) -> str:
    assert isinstance(app.screen, AskDialog)
    return "\n".join(app.screen._shown)


async def without_activity(app: DeskApp, pilot: Pilot[int]) -> None:
    """The desk stands without an activity, and no form in front of it."""
    await until(pilot, lambda: app.desk.screen.verdict.verdict.word == "NO ACTIVITY")
    assert app.screen is app.desk.screen


async def choose(app: DeskApp, pilot: Pilot[int], line: int) -> None:
    """A hand presses F6 and Enter on a line of the list, some time after the last burst; line 0 makes a new activity."""
    await pilot.pause(0.3)
    await pilot.press("f6")
    await until(pilot, lambda: isinstance(app.screen, ChooseDialog))
    app.screen.query_one(OptionList).highlighted = line
    await pilot.press("enter")


async def make_one(app: DeskApp, pilot: Pilot[int]) -> None:
    """Fill in the form of a new activity that is open."""
    await until(pilot, lambda: isinstance(app.screen, NewActivityDialog))
    app.screen.query_one("#name", Input).value = "Trees"
    app.screen.query_one("#place", Input).value = "Hill"
    await pilot.press("ctrl+s")


async def test_scans_without_an_activity_are_held_and_a_new_one_takes_them_in(closed: MadeDesk) -> None:
    """All activities are closed: NO ACTIVITY. Two badges and a text: each is said and on disk. F6, a new
    activity, Enter: the two are on site since they were scanned."""
    async with opened(closed.path, clock=DAYTIME) as (app, pilot):
        await without_activity(app, pilot)
        shown = app.desk.screen.verdict.verdict
        assert (shown.word, shown.tone, shown.symbol) == ("NO ACTIVITY", Tone.HELD, "‖")
        scanner(app, closed.badges["cq8/0001"])
        await until(pilot, lambda: app.state.held.scans == 1)
        shown = app.desk.screen.verdict.verdict
        assert shown.name == "张伟" and "1 held" in shown.times and shown.word == "NO ACTIVITY"
        assert on_disk(closed.path) == 1 and in_log(closed.path) == 0
        scanner(app, closed.badges["cq8/0003"])
        scanner(app, "110101201003071234")
        await until(pilot, lambda: app.state.held.scans == 3)
        assert app.desk.screen.verdict.verdict.word == "NO BADGE"
        with open_store(closed.path, DAYTIME) as store:
            came = [held.arrival for held in held_scans(store)]
        await choose(app, pilot, 0)
        await make_one(app, pilot)
        await until(pilot, lambda: isinstance(app.screen, AskDialog))
        assert "3 scans are held" in question(app) and "Trees" in question(app)
        await pilot.press("enter")
        await until(pilot, lambda: app.state.board is not None and app.state.board.on_site == 2)
        await until(pilot, lambda: app.state.held.scans == 0)
        assert app.desk.screen.verdict.verdict.word == "READY"
        assert [verdict.word for verdict in app.state.scans] == ["NO BADGE", "IN", "IN"]
    assert on_disk(closed.path) == 0
    with open_store(closed.path, DAYTIME) as store:
        for arrival in came:
            [event] = store.ledger.queries.arrived(arrival.id)
            assert event.at == arrival.at


@in_the_soak
async def test_who_says_no_keeps_them_and_is_reminded(closed: MadeDesk) -> None:
    """Esc at the question: they stay held, a strip says so while scans go on, and the same activity asks again."""
    async with opened(closed.path, clock=DAYTIME) as (app, pilot):
        await without_activity(app, pilot)
        scanner(app, closed.badges["cq8/0001"])
        await until(pilot, lambda: app.state.held.scans == 1)
        await choose(app, pilot, 0)
        await make_one(app, pilot)
        await until(pilot, lambda: isinstance(app.screen, AskDialog))
        scanner(app, closed.badges["cq8/0003"])
        await until(pilot, lambda: app.state.board is not None and app.state.board.on_site == 1)
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is app.desk.screen)
        assert app.state.held.scans == 1
        assert "1 scan is held" in app.desk.screen.reminder.render().plain
        await choose(app, pilot, 1)
        await until(pilot, lambda: isinstance(app.screen, AskDialog))
        await pilot.press("enter")
        await until(pilot, lambda: app.state.board is not None and app.state.board.on_site == 2)
        assert "held" not in app.desk.screen.reminder.render().plain


async def test_leaving_asks_and_the_next_start_tells_of_them(closed: MadeDesk) -> None:
    """Ctrl+Q says how many are held; Esc stays, Enter leaves. The next start has NO ACTIVITY with the same number."""
    async with opened(closed.path, clock=DAYTIME) as (app, pilot):
        await without_activity(app, pilot)
        scanner(app, closed.badges["cq8/0001"])
        await until(pilot, lambda: app.state.held.scans == 1)
        await pilot.press("ctrl+q")
        await until(pilot, lambda: isinstance(app.screen, AskDialog))
        assert "1 scan is held" in question(app) and "It stays on this laptop" in question(app)
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is app.desk.screen)
        await pilot.press("ctrl+q")
        await until(pilot, lambda: isinstance(app.screen, AskDialog))
        await pilot.press("enter")
        await until(pilot, lambda: app.return_value == 0)
    async with opened(closed.path, clock=DAYTIME) as (app, pilot):
        await without_activity(app, pilot)
        shown = app.desk.screen.verdict.verdict
        assert shown.word == "NO ACTIVITY" and "1 held" in shown.times


@in_the_soak
async def test_a_start_with_an_activity_tells_of_scans_that_are_still_held(closed: MadeDesk) -> None:
    """They were held yesterday; today's activity is there already: a strip says so, and F6 asks."""
    async with opened(closed.path, clock=DAYTIME) as (app, pilot):
        await without_activity(app, pilot)
        scanner(app, closed.badges["cq8/0001"])
        await until(pilot, lambda: app.state.held.scans == 1)
    with open_store(closed.path, DAYTIME) as store:
        now = store.now()
        add_activity(store, "today", {"name": "Today", "place": "Hill", "start": now - HOUR, "end": now + HOUR})
    async with opened(closed.path, clock=DAYTIME) as (app, pilot):
        assert app.state.activity is not None
        assert "1 scan is held" in app.desk.screen.reminder.render().plain


@in_the_soak
async def test_a_scan_while_the_activity_is_being_made_is_held_and_asked_for(closed: MadeDesk) -> None:
    """The form is open, half filled in: the scan is said above it, the fields stay, and saving asks."""
    async with opened(closed.path, clock=DAYTIME) as (app, pilot):
        await choose(app, pilot, 0)
        await until(pilot, lambda: isinstance(app.screen, NewActivityDialog))
        app.screen.query_one("#name", Input).value = "Tr"
        scanner(app, closed.badges["cq8/0001"])
        await until(pilot, lambda: app.state.held.scans == 1)
        assert app.screen.query_one("#above").verdict.name == "张伟"
        assert app.screen.query_one("#name", Input).value == "Tr"
        await make_one(app, pilot)
        await until(pilot, lambda: isinstance(app.screen, AskDialog))
        await pilot.press("enter")
        await until(pilot, lambda: app.state.board is not None and app.state.board.on_site == 1)


@in_the_soak
async def test_a_badge_that_is_scanned_in_the_roster_step_is_held(tmp_path: Path) -> None:
    """There is nobody in the roster yet and the field waits for a file: the number is kept, and the field is empty again."""
    path = tmp_path / "desk"
    async with opened(path, clock=DAYTIME) as (app, pilot):
        await to_the_team(pilot)
        put(pilot, name="T", code="t")
        await save_for_good(pilot)
        await without_protection(pilot)
        await until(pilot, lambda: isinstance(app.screen, RosterStep))
        scanner(app, UNKNOWN)
        await until(pilot, lambda: app.state.held.scans == 1)
        assert app.screen.query_one("#file", Input).value == ""
        assert "badge, not a file" in told(app)
        await pilot.press("escape")
        await make_one(app, pilot)
        await until(pilot, lambda: isinstance(app.screen, AskDialog))
        await pilot.press("enter")
        await until(pilot, lambda: app.state.held.scans == 0)
        assert [verdict.word for verdict in app.state.scans] == ["UNKNOWN"]


@in_the_soak
async def test_a_command_enters_them_while_the_desk_asks_and_none_is_there_twice(closed: MadeDesk) -> None:
    """The question is open; `hourdesk held --activity` enters them; the answer yes then finds none."""
    async with opened(closed.path, clock=DAYTIME) as (app, pilot):
        await without_activity(app, pilot)
        scanner(app, closed.badges["cq8/0001"])
        await until(pilot, lambda: app.state.held.scans == 1)
        await choose(app, pilot, 0)
        await make_one(app, pilot)
        await until(pilot, lambda: isinstance(app.screen, AskDialog))
        assert app.state.activity is not None
        with open_store(closed.path, DAYTIME) as store:
            assert len(enter_held(store, app.state.activity.key).outcomes) == 1
        await pilot.press("enter")
        await until(pilot, lambda: app.state.held.scans == 0)
    assert in_log(closed.path) == 1


@in_the_soak
async def test_another_program_enters_them_and_the_desk_says_that_none_is_held(closed: MadeDesk) -> None:
    """The desk stands without an activity and counts one; a second later it counts none."""
    async with opened(closed.path, clock=DAYTIME) as (app, pilot):
        await without_activity(app, pilot)
        scanner(app, closed.badges["cq8/0001"])
        await until(pilot, lambda: app.state.held.scans == 1)
        with open_store(closed.path, DAYTIME) as store:
            now = store.now()
            plan = {"name": "Today", "place": "Hill", "start": now - HOUR, "end": now + HOUR}
            enter_held(store, add_activity(store, "today", plan).key)
        await until(pilot, lambda: app.desk.screen.verdict.verdict.times == "")
        assert app.desk.screen.verdict.verdict.word == "NO ACTIVITY"


async def test_a_scan_at_an_activity_that_another_program_just_closed_is_in_the_log(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The desk has not looked since: the scan is turned away by the log's own word, and not lost."""
    monkeypatch.setattr(RecordWatch, "tick", lambda watch: None)
    desk = make_desk(tmp_path / "desk", clock=DAYTIME)
    async with opened(desk.path, clock=DAYTIME) as (app, pilot):
        with open_store(desk.path, DAYTIME) as store:
            close_activity(store, "qd1")
        scanner(app, desk.badges["cq8/0001"])
        await until(pilot, lambda: app.desk.screen.verdict.verdict.tone is Tone.REFUSED)
    assert in_log(desk.path) == 1 and on_disk(desk.path) == 0


@in_the_soak
async def test_a_person_who_is_picked_without_an_activity_is_held_too(closed: MadeDesk) -> None:
    """F2, a name, Enter: with the person, not with a text."""
    async with opened(closed.path, clock=DAYTIME) as (app, pilot):
        await without_activity(app, pilot)
        await pilot.press("f2")
        await until(pilot, lambda: bool(app.screen.query(Input)))
        app.screen.query_one(Input).value = "0003"
        await pilot.pause(0.3)
        await pilot.press("enter")
        await until(pilot, lambda: app.state.held.scans == 1)
    with open_store(closed.path, DAYTIME) as store:
        [held] = held_scans(store)
    assert (held.arrival.volunteer, held.arrival.source, held.operator) == ("cq8/0003", "hand", "teacher")


@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
async def test_the_state_is_said_in_both_languages(closed: MadeDesk, size: tuple[int, int]) -> None:
    """The word and the number stand on the screen, large or small."""
    async with opened(closed.path, size=size, clock=DAYTIME) as (app, pilot):
        await without_activity(app, pilot)
        scanner(app, closed.badges["cq8/0001"])
        await until(pilot, lambda: app.state.held.scans == 1)
        app.desk.display.show_idle()
        await pilot.press("f12")
        await pilot.pause()
        verdict = app.desk.screen.verdict.verdict
        assert verdict.word in ("NO ACTIVITY", "未选活动") and "1" in verdict.times


def test_a_desk_that_is_killed_right_after_the_scan_has_it_at_the_next_start(tmp_path: Path) -> None:
    """The power fails when the screen says that one is held; the desk is started again, and says so."""
    closed = closed_desk(tmp_path / "desk", SYSTEM_CLOCK)
    terminal = Terminal(closed.path)
    terminal.wait_for("No activity is open")
    terminal.child.send(closed.badges["cq8/0002"] + "\r")
    terminal.wait_for("1 held")
    os.kill(terminal.child.pid, signal.SIGKILL)
    terminal.child.wait()
    assert on_disk(closed.path, SYSTEM_CLOCK) == 1
    again = Terminal(closed.path)
    again.wait_for("1 held")
    again.child.send("\x11")
    again.wait_for("Leave with scans held?")
    again.child.send("\r")
    assert again.ends()[0] == 0
    assert on_disk(closed.path, SYSTEM_CLOCK) == 1


async def test_a_scan_of_the_first_moments_is_on_disk_and_then_in_the_activity(tmp_path: Path) -> None:
    """The record takes long to open: the badge is scanned before the folder is known, and goes in without a question."""
    desk = make_desk(tmp_path / "desk", clock=DAYTIME)
    writer = WriterHandle(desk.path, "teacher", DAYTIME)
    writer.open()
    slow = threading.Event()
    writer.submit(lambda store: slow.wait(20))
    app = DeskApp(writer, writer.submit(jobs.first_look))
    try:
        async with app.run_test(size=(80, 24)) as pilot:
            scanner(app, desk.badges["cq8/0001"])
            await until(pilot, lambda: app.desk.taking.held_now == 1)
            assert app.desk.identity is None
            app.desk.display.show_idle()
            assert app.state.verdict.word == "OPENING"
            slow.set()
            await until(pilot, lambda: app.state.verdict.tone is Tone.IN)
            await until(pilot, lambda: app.desk.taking.held_now == 0)
            assert app.state.verdict.name == "张伟"
            app.exit(0)
    finally:
        slow.set()
        writer.close()
    assert in_log(desk.path) == 1 and on_disk(desk.path) == 0


async def test_a_held_scan_that_the_disk_refuses_is_not_recorded_and_tried_again(
    closed: MadeDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The disk is full for a while: NOT RECORDED, then it is held after all."""
    full = [sqlite.OperationalError("database or disk is full")]
    hold = jobs.hold

    def fails_while_full(store: Store, arrival: Arrival, operator: str | None) -> jobs.Held:
        if full:
            raise full[0]
        return hold(store, arrival, operator)

    monkeypatch.setattr(jobs, "hold", fails_while_full)
    monkeypatch.setattr(taking, "RETRY_SECONDS", 0.2)
    async with opened(closed.path, clock=DAYTIME) as (app, pilot):
        await without_activity(app, pilot)
        scanner(app, closed.badges["cq8/0001"])
        await until(pilot, lambda: app.desk.screen.verdict.verdict.tone is Tone.LOST)
        full.clear()
        await until(pilot, lambda: app.desk.screen.verdict.verdict.tone is Tone.HELD)
        assert not app.desk.taking.waiting
    assert on_disk(closed.path) == 1
