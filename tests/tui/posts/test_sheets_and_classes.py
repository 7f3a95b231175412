"""A paper sheet and a whole class at a post: the sheet says where it was kept, and a class that is sent on moves as one."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from textual.pilot import Pilot
from textual.widgets import Input, OptionList

from checkin.rules.events import Direction
from checkin.rules.posts import Post, plan_of
from checkin.rules.signature import UNSIGNED
from storage.activities.activities import edit_activity
from storage.people.person import Person
from storage.presence.vouching import vouch
from storage.record import whole_record
from storage.store import open_store
from tests.portions import in_the_soak
from tests.standing_clock import StandingClock
from tests.tui.desks import MadeDesk, make_desk
from tests.tui.driving import opened, until
from tests.tui.making.working import back, choose, said, stands
from tui.desk.app import DeskApp
from tui.model.jobs import keep_post
from tui.screens.classes.voucher import VoucherDialog
from tui.screens.classes.which import WhichClassDialog
from tui.screens.classes.who import WhoDialog
from tui.screens.message import MessageDialog
from tui.screens.paper.form import PaperDialog

NOON = datetime(2026, 3, 5, 12, tzinfo=ZoneInfo("Asia/Shanghai"))
PEOPLE = (
    *(Person("cq8", str(number), name, "七(1)班") for number, name in ((1, "张伟"), (2, "李娜"), (3, "王芳"))),
    Person("cq8", "T1", "陈老师", kind="teacher"),
)


def large_day(tmp_path: Path, clock: StandingClock) -> MadeDesk:
    """A class of three and a teacher; the activity lasts from 11 to 13 and has two posts."""
    desk = make_desk(tmp_path / "d", people=PEOPLE, clock=clock.clock)
    with open_store(desk.path, clock.clock) as store:
        edit_activity(store, "qd1", {"posts": plan_of((Post("G", "Gate"), Post("T", "Tea tent")))})
    return desk


async def name_teacher(app: DeskApp, pilot: Pilot[int]) -> None:
    await stands(app, pilot, VoucherDialog)
    app.screen.query_one(Input).value = "陈"
    await until(pilot, lambda: app.screen.query_one(OptionList).option_count == 1)
    await pilot.press("enter")


@in_the_soak
async def test_a_paper_sheet_is_entered_at_the_post_where_it_was_kept(tmp_path: Path) -> None:
    """Any post is chosen, whatever the desk's is; the form says which."""
    clock = StandingClock(NOON)
    desk = large_day(tmp_path, clock)
    async with opened(desk.path, (80, 24), clock=clock.clock) as (app, pilot):
        await pilot.press("alt+p")
        await name_teacher(app, pilot)
        await choose(app, pilot, "Tea tent")
        await stands(app, pilot, PaperDialog)
        assert str(app.screen.query_one("#box").border_title) == "Paper sheet: 陈老师 · Tea tent"
        for name, text in (("person", "1"), ("came", "11:10"), ("left", "11:50")):
            app.screen.query_one(f"#{name}", Input).value = text
        app.screen.query_one("#left", Input).focus()
        await pilot.press("enter")
        await until(pilot, lambda: "Entered: 1" in said(app))
        await pilot.press("escape")
        await back(app, pilot)
    with open_store(desk.path, clock.clock) as store:
        (session,) = whole_record(store).sessions
        assert [part.post for part in session.segments] == ["T"] and session.minutes == 40


@in_the_soak
async def test_a_class_that_stands_at_another_post_is_sent_on_as_one(tmp_path: Path) -> None:
    """Two of three stand at the gate, one never came: all are ticked, the one is unticked, and is alone left to choose then."""
    clock = StandingClock(NOON)
    desk = large_day(tmp_path, clock)
    with open_store(desk.path, clock.clock) as store:
        keep_post(store, "cq8/qd1", "T")
        at = store.now() - 30 * 60_000
        vouch(store, "cq8/qd1", ["cq8/1", "cq8/2"], Direction.IN, "cq8/T1", UNSIGNED, at, "G")
    async with opened(desk.path, (80, 24), clock=clock.clock) as (app, pilot):
        await pilot.press("shift+f3")
        await stands(app, pilot, WhichClassDialog)
        assert "Bring a class to Tea tent" in said(app)
        await pilot.press("enter")
        await stands(app, pilot, WhoDialog)
        lines = [str(one.prompt) for one in app.screen.query_one(OptionList).options]
        assert [line[:3] for line in lines] == ["[✓]"] * 3
        assert lines[0].endswith("since 11:30 · Gate") and "Gate" not in lines[2]
        assert "3 of 3 are ticked and come to Tea tent" in said(app)
        app.screen.query_one(OptionList).highlighted = 2
        await pilot.press("space", "enter")
        await name_teacher(app, pilot)
        await stands(app, pilot, MessageDialog)
        assert "2 moved to another post" in said(app)
        assert app.state.verdict.word == "MOVED"
        await pilot.press("enter")
        await back(app, pilot)
        await pilot.press("shift+f3", "enter")
        await stands(app, pilot, WhoDialog)
        assert len(app.screen.query_one(OptionList).options) == 1
        await pilot.press("escape", "escape")
        await back(app, pilot)
    with open_store(desk.path, clock.clock) as store:
        assert [[part.post for part in one.segments] for one in whole_record(store).sessions] == [["G", "T"]] * 2
