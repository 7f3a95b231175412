"""Leavers' files and what pupils must reach, behind F10."""

from __future__ import annotations

from pathlib import Path

from checkin.clock import SYSTEM_CLOCK
from checkin.desk import Desk
from checkin.rules.decide import Arrival
from checkin.rules.events import Direction
from exports.exchange.leaver.contents import read_leaver
from storage.disk.ids import new_id
from storage.store import open_store
from tests.tui.desks import HOUR, make_desk
from tests.tui.driving import from_more, opened, until
from tui.screens.choose import ChooseDialog
from tui.screens.dialog import Text
from tui.screens.look_first import LookDialog
from tui.screens.making.made import MadeDialog
from tui.screens.message import MessageDialog
from tui.screens.pick_person import PickPersonDialog

WHO, ACTIVITY = "cq8/0003", "cq8/qd1"
TABLE = '[[requirement]]\nname = "一小时"\nhours = 1\nperiod = "year"\n'


def served(path: Path) -> None:
    with open_store(path, SYSTEM_CLOCK) as store:
        for ago, direction in ((50, Direction.IN), (20, Direction.OUT)):
            at = store.now() - ago * HOUR // 60
            Desk(store.ledger).scan(Arrival(new_id(at), at, "", ACTIVITY, direction, volunteer=WHO))


async def test_a_leaver_gets_a_file_from_the_screen(tmp_path: Path) -> None:
    desk = make_desk(tmp_path / "d")
    served(desk.path)
    async with opened(desk.path) as (app, pilot):
        await from_more(app, pilot, "leavers")
        await until(pilot, lambda: isinstance(app.screen, ChooseDialog))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, PickPersonDialog))
        await pilot.press(*"0003")
        await pilot.pause()
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, MadeDialog))
        assert isinstance(app.screen, MadeDialog)
        made = app.screen._made.path
    read = read_leaver(made)
    assert (read.volunteer, read.minutes) == (WHO, 30) and read.pdf.startswith(b"%PDF")


async def test_who_is_behind_stands_on_the_screen_and_the_sentence_is_copied(tmp_path: Path) -> None:
    desk = make_desk(tmp_path / "d")
    served(desk.path)
    (desk.path / "requirement.toml").write_text(TABLE, "utf-8")
    async with opened(desk.path) as (app, pilot):
        await from_more(app, pilot, "requirements")
        await until(pilot, lambda: isinstance(app.screen, ChooseDialog))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, MessageDialog))
        assert "0:30 / 1:00" in " ".join(one.render().plain for one in app.screen.query(Text))
        await pilot.press("escape")
        await from_more(app, pilot, "requirements")
        await until(pilot, lambda: isinstance(app.screen, ChooseDialog))
        await pilot.press("end", "enter")
        await until(pilot, lambda: isinstance(app.screen, LookDialog))
        await pilot.press("enter")
        await until(pilot, lambda: "have reached 1 h" in app.clipboard)
