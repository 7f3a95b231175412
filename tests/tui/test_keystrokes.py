"""How many keystrokes the commonest tasks of an afternoon take, each played to what stands in the record."""

from __future__ import annotations

from pathlib import Path

from textual.widgets import OptionList

from checkin.desk import Desk
from checkin.rules.decide import Arrival
from checkin.rules.sessions import Status
from storage.activities.activities import edit_activity
from storage.disk.ids import new_id
from storage.people.person import Person
from storage.record import whole_record
from storage.store import open_store
from tests.portions import in_the_soak
from tests.tui.desks import MadeDesk, make_desk
from tests.tui.driving import opened, until
from tests.tui.keystrokes import Keystrokes
from tests.tui.morning import CLOCK, KEY, MINUTE, NOON
from tui.screens.ask import AskDialog
from tui.screens.choose import ChooseDialog
from tui.screens.classes.voucher import VoucherDialog
from tui.screens.classes.which import WhichClassDialog
from tui.screens.classes.who import WhoDialog
from tui.screens.message import MessageDialog
from tui.screens.review.dialog import CorrectionDialog
from tui.screens.review.screen import ReviewScreen

UNDO, CLASS_OUT, CLOSE_AND_REVIEW, TWELVE_FORGOTTEN = 2, 6, 3, 6
TWELVE = tuple(Person("cq8", f"00{at:02}", f"学生{at}", "七(1)班") for at in range(1, 13))
TEACHER = Person("cq8", "T1", "陈老师", "", "teacher")


def made(path: Path, *, ended: bool = False) -> MadeDesk:
    """Twelve came 50 minutes ago; the activity goes on, or ended five minutes ago."""
    desk = make_desk(path / "desk", people=(*TWELVE, TEACHER), clock=CLOCK)
    with open_store(desk.path, CLOCK) as store:
        end = NOON + (-5 if ended else 5) * MINUTE
        edit_activity(store, "qd1", {"start": NOON - 60 * MINUTE, "end": end})
        for place, person in enumerate(TWELVE):
            at = NOON - 50 * MINUTE + place
            Desk(store.ledger, "teacher").scan(Arrival(new_id(at), at, "", KEY, volunteer=f"cq8/{person.number}"))
    return desk


def closed(desk: MadeDesk) -> int:
    """How many sessions are complete."""
    with open_store(desk.path, CLOCK) as store:
        return sum(session.status is Status.CLOSED for session in whole_record(store).sessions)


async def test_the_last_scan_is_undone(tmp_path: Path) -> None:
    desk = make_desk(tmp_path / "desk", clock=CLOCK)
    with open_store(desk.path, CLOCK) as store:
        Desk(store.ledger).scan(Arrival(new_id(NOON), NOON, "", KEY, volunteer="cq8/0003"))
    async with opened(desk.path, clock=CLOCK) as (app, pilot):
        keys = Keystrokes(pilot)
        await keys.press("f4")
        await keys.at(AskDialog)
        await keys.press("enter")
        await until(pilot, lambda: app.state.board is not None and app.state.board.on_site == 0)
        assert keys.count <= UNDO


@in_the_soak
async def test_a_class_goes_with_one_unticked(tmp_path: Path) -> None:
    desk = made(tmp_path)
    async with opened(desk.path, clock=CLOCK) as (app, pilot):
        keys = Keystrokes(pilot)
        await keys.press("alt+g")
        await keys.at(WhichClassDialog)
        await keys.press("enter")
        await keys.at(WhoDialog)
        await keys.press("space", "enter")
        await keys.at(VoucherDialog)
        await keys.write("陈")
        await until(pilot, lambda: app.screen.query_one(OptionList).highlighted == 0)
        await keys.press("enter")
        await keys.at(MessageDialog)
        assert keys.count <= CLASS_OUT
    assert closed(desk) == 11


async def test_the_activity_is_closed_and_its_review_opened(tmp_path: Path) -> None:
    desk = made(tmp_path)
    async with opened(desk.path, clock=CLOCK) as (app, pilot):
        keys = Keystrokes(pilot)
        await keys.press("f8")
        await keys.at(AskDialog)
        first = app.screen
        await keys.press("enter")
        await keys.at(AskDialog, lambda: app.screen is not first)
        await keys.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ReviewScreen) and len(app.screen.table.rows) == 12)
        assert keys.count <= CLOSE_AND_REVIEW


@in_the_soak
async def test_twelve_who_forgot_to_check_out_get_the_planned_end(tmp_path: Path) -> None:
    desk = made(tmp_path, ended=True)
    async with opened(desk.path, clock=CLOCK) as (app, pilot):
        keys = Keystrokes(pilot)
        await keys.press("alt+r")
        await until(pilot, lambda: isinstance(app.screen, ReviewScreen) and len(app.screen.table.rows) == 12)
        await keys.press("m")
        await keys.at(ChooseDialog)
        await keys.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ReviewScreen) and len(app.screen.table.marked) == 12)
        await keys.press("e")
        await keys.at(CorrectionDialog, lambda: "12 sessions" in str(app.screen.query_one("#preview").render()))
        await keys.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ReviewScreen))
        assert keys.count <= TWELVE_FORGOTTEN
    assert closed(desk) == 12
