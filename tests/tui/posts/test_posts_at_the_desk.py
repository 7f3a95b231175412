"""Posts on the screen: the plan comes in as a list, the board follows scans, and a post at which people stand asks before it goes."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from textual.widgets import DataTable

from checkin.rules.events import Direction, Scan
from checkin.rules.posts import Post, Shift, plan_of
from storage.activities.activities import edit_activity, find_activity
from storage.store import open_store
from tests.portions import in_the_soak
from tests.standing_clock import StandingClock
from tests.tui.desks import make_desk
from tests.tui.driving import by_button, from_more, opened, until
from tests.tui.making.working import back, choose, fill, said, stands, strip
from tui.desk.app import DeskApp
from tui.screens.ask import AskDialog
from tui.screens.choose import ChooseDialog
from tui.screens.look_first import LookDialog
from tui.screens.posts.board import PostBoardDialog

NOON = datetime(2026, 3, 5, 12, tzinfo=ZoneInfo("Asia/Shanghai"))


def board(app: DeskApp) -> list[list[str]]:
    """The cells of the table."""
    dialog = app.screen
    assert isinstance(dialog, PostBoardDialog)
    table = dialog.query_one(DataTable)
    return [[str(cell).strip() for cell in table.get_row_at(at)] for at in range(table.row_count)]


@in_the_soak
async def test_the_plan_comes_in_and_a_post_with_people_asks_before_it_goes(tmp_path: Path) -> None:
    """The activity lasts from 11 to 13; it is noon."""
    clock = StandingClock(NOON).clock
    desk = make_desk(tmp_path / "d", clock=clock)
    first, second = (key.partition("/")[2] for key in list(desk.badges)[:2])
    file = tmp_path / "posts.csv"
    file.write_text(f"post,from,to,needed,number\nGate,11:00,13:00,2,{first} {second}\nTent,,,1,\n", "utf-8")
    async with opened(desk.path, (100, 30), clock=clock) as (app, pilot):
        await from_more(app, pilot, "posts")
        await stands(app, pilot, PostBoardDialog)
        assert "No posts yet" in said(app)
        await by_button(app, pilot, "give('plan')")
        await fill(app, pilot, file=str(file))
        await stands(app, pilot, LookDialog)
        assert "2 posts, 2 shifts, 2 sign-ups" in said(app)
        await pilot.press("enter")
        await stands(app, pilot, PostBoardDialog)
        assert [row[:1] + row[5:] for row in board(app)] == [
            ["Gate", "0/2", "2 have not come"], ["Tent", "0/1", "1 more is needed"]
        ]  # fmt: skip
        with open_store(desk.path, clock) as store:
            scan = Scan("cq8/qd1", Direction.IN, "keyboard", volunteer=f"cq8/{first}", post="Gate")
            store.ledger.record(scan)
        dialog = app.screen
        assert isinstance(dialog, PostBoardDialog)
        dialog.look_again()
        await until(pilot, lambda: board(app)[0][5:] == ["1/2", "1 has not come"])
        await pilot.press("slash", *"tent")
        await until(pilot, lambda: [row[0] for row in board(app)] == ["Tent"])
        await pilot.press("escape")
        await until(pilot, lambda: len(board(app)) == 2)
        await pilot.press("slash", *"zhang")
        await until(pilot, lambda: [row[0] for row in board(app)] == ["Gate"])
        await pilot.press("enter", "enter")
        await choose(app, pilot, "no_post")
        await stands(app, pilot, LookDialog)
        assert "1 person stands at a post" in said(app)
        await pilot.press("escape")
        await stands(app, pilot, PostBoardDialog)
        assert len(board(app)) == 2
        await pilot.press("enter")
        await choose(app, pilot, "no_post")
        await stands(app, pilot, LookDialog)
        await pilot.press("enter")
        await stands(app, pilot, PostBoardDialog)
        assert [row[0] for row in board(app)] == ["Tent"] and "At Gate, which is no post of the plan" in said(app)
        await pilot.press("escape")
        await back(app, pilot)


@in_the_soak
async def test_one_post_is_made_and_changed_in_the_form(tmp_path: Path) -> None:
    clock = StandingClock(NOON).clock
    desk = make_desk(tmp_path / "d", clock=clock)
    first = next(iter(desk.badges)).partition("/")[2]
    async with opened(desk.path, (80, 24), clock=clock) as (app, pilot):
        await from_more(app, pilot, "posts")
        await stands(app, pilot, PostBoardDialog)
        await by_button(app, pilot, "give('add')")
        await fill(app, pilot, name="Gate", times="11:00-12:30", needed="2", people="999")
        assert "999" in said(app), "what is wrong stands beside its field"
        await pilot.press("escape")
        await stands(app, pilot, AskDialog)
        await pilot.press("enter")
        await stands(app, pilot, PostBoardDialog)
        await by_button(app, pilot, "give('add')")
        await fill(app, pilot, name="Gate", times="11:00-12:30", needed="2", people=first)
        await stands(app, pilot, PostBoardDialog)
        assert board(app)[0][:2] == ["Gate", "11:00–12:30"] and "1 post" in strip(app)
        await pilot.press("enter")
        await choose(app, pilot, "change")
        await fill(app, pilot, name="East gate", times="", needed="", people="")
        await stands(app, pilot, PostBoardDialog)
        assert board(app)[0][:2] == ["East gate", "whole activity"]
        await pilot.press("enter")
        await stands(app, pilot, ChooseDialog)
        await pilot.press("escape")
        await stands(app, pilot, PostBoardDialog)
        await pilot.press("escape")
        await back(app, pilot)


@in_the_soak
async def test_an_activity_that_is_moved_shows_first_who_stands_at_its_posts(tmp_path: Path) -> None:
    """The shift is as long as the activity, from 11 to 13, and goes along; Esc leaves all as it was."""
    clock = StandingClock(NOON).clock
    desk = make_desk(tmp_path / "d", clock=clock)
    first = next(iter(desk.badges))
    with open_store(desk.path, clock) as store:
        span = (store.now() - 3_600_000, store.now() + 3_600_000)
        edit_activity(store, "qd1", {"posts": plan_of((Post("G", "Gate", (Shift(*span),)),))})
        store.ledger.record(Scan("cq8/qd1", Direction.IN, "keyboard", volunteer=first, post="G"))
    async with opened(desk.path, (100, 30), clock=clock) as (app, pilot):
        await from_more(app, pilot, "edit_activity")
        await choose(app, pilot, "River bank")
        for key in ("escape", "enter"):
            await fill(app, pilot, end="13:30")
            await stands(app, pilot, LookDialog)
            assert "1 person stands at a post that this takes away or moves:" in said(app) and "张伟" in said(app)
            await pilot.press(key)
            if key == "enter":
                await back(app, pilot)
            else:
                await until(pilot, lambda: "Nothing was changed" in said(app))
            with open_store(desk.path, clock) as store:
                (shift,) = (find_activity(store, "qd1").posts or ())[0].shifts
            assert shift.end - span[1] == (0 if key == "escape" else 30 * 60_000)
