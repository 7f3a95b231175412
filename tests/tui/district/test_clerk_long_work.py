"""Long work of the clerk: Esc ends a query that counts nothing, nothing is half written, and a trusted key stays trusted."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual import events
from textual.screen import Screen
from textual.widgets import DataTable

from checkin.clock import SYSTEM_CLOCK
from checkin.progress import counted, stage
from exports.district.district import District, init_district
from exports.district.kept.decisions import Decisions
from exports.district.record.merging import merge, retry_held
from exports.district.record.pack_results import PackResult
from exports.district.says.trust import trusted
from tests.exports.district.schools import school
from tests.portions import in_the_soak
from tests.tui.district.clerks_dialogs import said, settles
from tests.tui.driving import until
from tui.district.clerk_app import ClerkApp
from tui.district.clerk_work import ClerkWork
from tui.district.dashboard import dashboard_page
from tui.district.page import Maker, Page
from tui.district.work import DistrictWork
from tui.model.long_work import LongWork, Stopped
from tui.screens.ask import AskDialog
from tui.screens.making.working import WorkingDialog, working_text
from tui.screens.message import MessageDialog

ENDLESS = "SELECT count(*) FROM range(400000000000) WHERE range % 7 = 3"


class Impatient:
    """A screen on which somebody presses Esc as soon as a bar stands there; `then` is done just before."""

    def __init__(self, then: Callable[[], object] = lambda: None) -> None:
        self.then = then
        self.said = self.all_said = ""
        self.is_patient = False

    async def push_screen_wait(self, screen: Screen[Any]) -> Any:
        assert isinstance(screen, WorkingDialog)
        long: LongWork = screen._long
        closed = asyncio.Event()
        screen.dismiss = lambda _result: closed.set()  # type: ignore[assignment,method-assign,return-value,misc]
        self.then()
        while not closed.is_set():
            if not self.is_patient or not long.can_be_stopped or self.all_said:
                long.stop()
            self.said = working_text(long)
            self.all_said += self.said if not long.can_be_stopped else ""
            await asyncio.sleep(0.02)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    init_district(tmp_path / "d", code="YZQ", name="District", clock=SYSTEM_CLOCK).close()
    return tmp_path / "d"


def teams(district: District) -> int:
    return len(district.team_names())


async def test_esc_ends_a_query_that_counts_nothing(folder: Path) -> None:
    work = DistrictWork(Impatient(), folder, SYSTEM_CLOCK)
    with pytest.raises(Stopped):
        await work.long("Totals", lambda district: district.db.execute(ENDLESS).fetchall())
    assert await work.ask(teams) == 0, "the record answers on"
    work.close()


async def test_a_transaction_that_was_stopped_writes_nothing(folder: Path) -> None:
    def job(district: District) -> None:
        with district.transaction():
            district.db.execute("INSERT INTO team VALUES ('FD', '复旦中学', NULL, true)")
            with stage("summed"):
                district.db.execute(ENDLESS).fetchall()

    work = DistrictWork(Impatient(), folder, SYSTEM_CLOCK)
    with pytest.raises(Stopped):
        await work.long("Merge", job)
    assert await work.ask(teams) == 0
    work.close()


async def test_nothing_stops_what_is_being_written(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Esc in the commit: it is told that it is too late just now; then the rest is stopped, and nobody hears that nothing was written."""
    screen = Impatient()

    def keep(decisions: Decisions, db: object) -> None:
        for _turn in range(400):
            if "can’t be stopped" in screen.said:
                return
            time.sleep(0.01)

    def job(district: District) -> None:
        with district.transaction():
            district.db.execute("INSERT INTO team VALUES ('FD', '复旦中学', NULL, true)")
        district.db.execute(ENDLESS).fetchall()

    work = DistrictWork(screen, folder, SYSTEM_CLOCK)
    await work.ask(teams)
    monkeypatch.setattr(Decisions, "keep", keep)
    screen.is_patient = True
    with pytest.raises(Stopped, match="a part was written"):
        await work.long("Merge", job)
    assert await work.ask(teams) == 1 and "can’t be stopped any more" in screen.all_said
    work.close()


async def test_a_key_waits_for_the_page_before_it(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Esc right behind the key of a page leads back from that page; on the page below nobody meant it."""
    made, go_on = ClerkWork.page, asyncio.Event()

    async def slow(work: ClerkWork, maker: Maker) -> Page | None:
        if maker is not dashboard_page:
            await go_on.wait()
        return await made(work, maker)

    monkeypatch.setattr(ClerkWork, "page", slow)
    app = ClerkApp(folder, None, SYSTEM_CLOCK)
    shown: list[str] = []
    async with app.run_test(size=(80, 24)) as pilot:
        await settles(app, pilot)
        monkeypatch.setattr(type(app), "show_keys", lambda clerk: shown.append(clerk.page.title))
        # The driver's own way of pressing a key waits for what goes on.
        app.post_message(events.Key("1", "1"))
        app.post_message(events.Key("escape", None))
        await pilot.pause()
        go_on.set()
        await until(pilot, lambda: len(shown) == 2)
        assert shown[0] == "Packs" and app.stands_at(dashboard_page)


@in_the_soak
async def test_what_waited_for_a_key_shows_a_bar_and_waits_on_where_it_is_stopped(
    tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The key stays trusted, for that was decided by telephone; t once more takes its packs in."""
    pack = school(tmp_path / "FD", "FD", "复旦中学", [("001", "张伟")]).pack()
    work = DistrictWork(Impatient(), folder, SYSTEM_CLOCK)
    await work.ask(lambda district: merge(district, [pack]))
    work.close()
    reached, go_on = threading.Event(), threading.Event()

    def slow(district: District) -> list[PackResult]:
        for _pack in counted([1, 2], "packs"):
            reached.set()
            go_on.wait(20)
        return retry_held(district)

    monkeypatch.setattr("tui.district.commands.trust.retry_held", slow)
    app = ClerkApp(folder, None, SYSTEM_CLOCK)
    async with app.run_test(size=(80, 24)) as pilot:
        await settles(app, pilot)
        for stops in (True, False):
            await pilot.press("1")
            await settles(app, pilot, lambda: app.page is not None and app.page.title == "Packs")
            await pilot.press("home")
            await until(pilot, lambda: app.marked is not None and app.marked.waiting is not None)
            await pilot.press("t")
            await until(pilot, lambda: isinstance(app.screen, AskDialog))
            await pilot.press("enter")
            await until(pilot, lambda: isinstance(app.screen, WorkingDialog) and reached.is_set())
            if stops:
                await pilot.press("escape")
            go_on.set()
            if stops:
                await settles(app, pilot, lambda: bool(app.said_today()))
                assert "still wait" in app.said_today()[0][1]
                told = await app.work.ask(lambda district: (len(trusted(district)), len(merged(district))))
                assert told == (1, 0)
            reached.clear(), go_on.clear()
        go_on.set()
        await until(pilot, lambda: isinstance(app.screen, MessageDialog) and "is trusted" in said(app))
        assert await app.work.ask(lambda district: len(merged(district))) == 1


def merged(district: District) -> list[Any]:
    return district.db.execute("SELECT 1 FROM pack WHERE result = 'merged'").fetchall()


@in_the_soak
async def test_home_and_end_are_the_first_and_the_last_row(folder: Path) -> None:
    work = DistrictWork(Impatient(), folder, SYSTEM_CLOCK)
    rows = ", ".join(f"('T{n}', 'school {n}', NULL, true)" for n in range(40))
    await work.ask(lambda district: district.db.execute(f"INSERT INTO team VALUES {rows}"))
    work.close()
    app = ClerkApp(folder, None, SYSTEM_CLOCK)
    async with app.run_test(size=(80, 24)) as pilot:
        await settles(app, pilot)
        await pilot.press("1")
        await settles(app, pilot, lambda: app.page is not None and app.page.title == "Packs")
        table = app.query_one(DataTable)
        for key, row in (("end", 39), ("home", 0)):
            await pilot.press(key)
            await until(pilot, lambda row=row: table.cursor_row == row)
