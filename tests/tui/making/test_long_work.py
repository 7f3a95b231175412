"""Long work at the desk: a bar with count and time left, Esc stops it with nothing half written, and scans go on meanwhile."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import ProgressBar

from checkin.clock import SYSTEM_CLOCK
from checkin.progress import counted
from storage.store import Store, open_store
from tests.portions import in_the_soak
from tests.tui.desks import make_desk
from tests.tui.driving import from_more, opened, scanner, until
from tests.tui.making.working import back, choose, fill, made, said, stands, strip
from tui.desk.app import DeskApp
from tui.desk.making.flow import File, make_file
from tui.model.long_work import LongWork, Stopped
from tui.model.verdicts import Tone
from tui.screens.form import FormDialog
from tui.screens.look_first import LookDialog
from tui.screens.making.made import Made
from tui.screens.making.working import WorkingDialog, working_text
from tui.screens.message import MessageDialog
from tui.widgets.key_bar import KeyBar


def a_list(folder: Path, count: int) -> Path:
    file = folder / "list.csv"
    rows = "".join(f"1{i:04},学生{i},八({i % 9})班,学生\n" for i in range(count))
    file.write_text("学号,姓名,班级,人员类别\n" + rows, "utf-8")
    return file


async def works(app: DeskApp, pilot: Pilot[int]) -> WorkingDialog:
    """Wait for the bar that counts."""
    await stands(app, pilot, WorkingDialog)
    assert isinstance(app.screen, WorkingDialog)
    return app.screen


def waiting_work(going: Event) -> Callable[[Store, Path], Made]:
    """A work of ten steps that waits before the sixth until it may go on."""

    def make(_store: Store, out: Path) -> Made:
        for step in counted(range(10), "steps"):
            if step == 5:
                going.wait(10)
        out.write_text("done", "utf-8")
        return Made(out, ("done",))

    return make


def begin(app: DeskApp, going: Event) -> None:
    """Begin it as a command does."""

    async def do() -> None:
        await make_file(app.desk, "Test", File("x", ".txt"), waiting_work(going))

    app.desk.start("test", do)


@pytest.mark.parametrize("turn", [LongWork.no_way_back, LongWork.stop], ids=["written", "stopped"])
async def test_the_key_that_stops_is_offered_as_long_as_it_does(
    tmp_path: Path, turn: Callable[[LongWork], None]
) -> None:
    """What is being written can't be stopped any more, and what is stopped already needs no key; what comes after it can be."""
    long = LongWork(lambda: 0)
    async with opened(make_desk(tmp_path / "desk").path, (80, 24)) as (app, pilot):
        dialog = WorkingDialog("Test", long)
        app.push_screen(dialog)
        await until(pilot, lambda: [key for key, *_ in dialog.query_one(KeyBar).entries] == ["Esc"])
        turn(long)
        await until(pilot, lambda: dialog.query_one(KeyBar).entries == [])
        if turn is LongWork.no_way_back:
            long.is_written()
            await until(pilot, lambda: [key for key, *_ in dialog.query_one(KeyBar).entries] == ["Esc"])


async def test_a_bar_shows_how_far_it_is_and_a_scan_in_the_middle_is_a_scan(tmp_path: Path) -> None:
    """Its verdict stands above the bar; then the work ends, and says where the file is."""
    desk, going = make_desk(tmp_path / "desk"), Event()
    async with opened(desk.path, (80, 24)) as (app, pilot):
        begin(app, going)
        dialog = await works(app, pilot)
        await until(pilot, lambda: "steps  5 of 10" in said(app))
        assert dialog.query_one(ProgressBar).progress == 5
        scanner(app, desk.badges["cq8/0003"])
        await until(pilot, lambda: app.state.verdict.tone is Tone.IN)
        assert dialog.has_class("-scanned") and "王芳" in dialog.above.verdict.name
        await pilot.pause(0.6)  # what comes right behind a burst is a part of it
        assert app.screen is dialog
        going.set()
        assert "done" in await made(app, pilot)


async def test_esc_stops_it_with_nothing_written(tmp_path: Path) -> None:
    """The dialog says so until the work has ended."""
    desk, going = make_desk(tmp_path / "desk"), Event()
    async with opened(desk.path, (60, 20)) as (app, pilot):
        begin(app, going)
        await works(app, pilot)
        await pilot.press("escape", "escape", "enter")
        await until(pilot, lambda: "Stopping" in said(app))
        going.set()
        await back(app, pilot)
        assert "nothing was written" in strip(app)
    assert not list((desk.path / "sheets").iterdir())


async def test_the_desk_is_left_in_the_middle_of_a_work(tmp_path: Path) -> None:
    """The thread ends; nothing is written."""
    desk, going = make_desk(tmp_path / "desk"), Event()
    async with opened(desk.path) as (app, pilot):
        begin(app, going)
        await works(app, pilot)
        app.exit(0)
        await pilot.pause(0.1)
        going.set()
    assert not list((desk.path / "sheets").iterdir())


class Held:
    """Takes the place of a function: from when it is `armed`, its third call waits until it may go on."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, module: str, name: str) -> None:
        self.armed, self.going, self._calls = False, Event(), 0
        self._real = getattr(importlib.import_module(module), name)
        monkeypatch.setattr(f"{module}.{name}", self)

    def __call__(self, *values: Any, **named: Any) -> Any:
        self._calls += self.armed
        if self._calls == 3:
            self.going.wait(10)
        return self._real(*values, **named)


@in_the_soak
async def test_badges_are_stopped_in_the_middle(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No half sheet is left."""
    desk, held = make_desk(tmp_path / "desk"), Held(monkeypatch, "exports.printed.badges.sheet", "draw_card")
    held.armed = True
    async with opened(desk.path, (80, 24)) as (app, pilot):
        await from_more(app, pilot, "print_badges")
        await choose(app, pilot, "all")
        await works(app, pilot)
        await until(pilot, lambda: "badges  2 of 4" in said(app))
        await pilot.press("escape")
        held.going.set()
        await back(app, pilot)
        assert "nothing was written" in strip(app)
    assert not list((desk.path / "sheets").iterdir())


@in_the_soak
async def test_a_list_that_is_stopped_in_the_middle_is_not_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Esc while it comes in takes all of it back."""
    desk, held = make_desk(tmp_path / "desk"), Held(monkeypatch, "storage.roster.bringing.prepared", "mint")
    async with opened(desk.path, (80, 24)) as (app, pilot):
        await from_more(app, pilot, "bring_in_list")
        await fill(app, pilot, file=str(a_list(tmp_path, 9)))
        await stands(app, pilot, LookDialog)
        assert "9 new" in said(app)
        held.armed = True
        await pilot.press("enter")
        await choose(app, pilot, "add")
        await works(app, pilot)
        await pilot.press("escape")
        held.going.set()
        await until(pilot, lambda: isinstance(app.screen, FormDialog) and "nothing was written" in said(app))
    with open_store(desk.path, SYSTEM_CLOCK) as store:
        assert len(store.register.persons()) == 4


@in_the_soak
async def test_a_list_in_which_no_row_is_good_says_why_and_writes_nothing(tmp_path: Path) -> None:
    desk = make_desk(tmp_path / "desk")
    file = tmp_path / "bad.csv"
    file.write_text("学号,姓名,班级,人员类别\n0009,,七(1)班,学生\n", "utf-8")
    async with opened(desk.path, (80, 24)) as (app, pilot):
        await from_more(app, pilot, "bring_in_list")
        await fill(app, pilot, file=str(file))
        await stands(app, pilot, MessageDialog)
        assert "✗" in said(app)
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, FormDialog) and "Nothing was written" in said(app))


def test_the_time_that_is_left_is_told_once_it_can_be_guessed() -> None:
    time = [0]
    long = LongWork(lambda: time[0])
    assert working_text(long) == "Working …"
    long.begin("badges", 100)
    long.reached(1)
    assert working_text(long) == "badges  1 of 100"
    time[0] = 10_000
    long.reached(10)
    assert working_text(long) == "badges  10 of 100 · 1:30 left"
    long.reached(100)
    assert "a moment more" in working_text(long)
    long.begin("people", None)
    long.reached(7)
    assert working_text(long) == "people  7"


def test_a_work_that_was_stopped_ends_where_it_counts_next() -> None:
    long = LongWork(lambda: 0)
    long.stop()
    with pytest.raises(Stopped):
        long.run(lambda: 1)
