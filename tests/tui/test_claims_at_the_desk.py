"""Claims on the screen: one is entered in the form, and a supervisor verifies it after a look at before and after."""

from __future__ import annotations

from pathlib import Path

from checkin.clock import SYSTEM_CLOCK
from storage.claims.claims import claims
from storage.record import whole_record
from storage.store import open_store
from tests.portions import in_the_soak
from tests.tui.desks import make_desk
from tests.tui.driving import from_more, leave, opened, until
from tests.tui.making.working import choose, fill, stands
from tests.tui.making.working import said as said_in
from tui.screens.choose import ChooseDialog
from tui.screens.dialog import Text
from tui.screens.form import FormDialog
from tui.screens.look_first import LookDialog
from tui.screens.message import MessageDialog


def state(path: Path) -> list[tuple[str, int]]:
    with open_store(path, SYSTEM_CLOCK) as store:
        return [(str(one.state), one.claim.minutes) for one in claims(store)]


async def test_a_claim_is_entered_and_verified_on_the_screen(tmp_path: Path) -> None:
    desk, photo = make_desk(tmp_path / "d"), tmp_path / "photo.jpg"
    photo.write_bytes(b"a photo")
    async with opened(desk.path) as (app, pilot):
        await from_more(app, pilot, "claims")
        await until(pilot, lambda: isinstance(app.screen, ChooseDialog))
        await pilot.press("enter")
        await until(pilot, lambda: not isinstance(app.screen, ChooseDialog))
        await pilot.press("0", "0", "1")
        await pilot.pause()
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, FormDialog))
        form = app.screen
        assert isinstance(form, FormDialog)
        for text in ("Library", "Li", None, "30"):
            await pilot.press(*(text or ""), "enter")
        form.row("evidence").text = str(photo)
        await pilot.press("enter")
        hours = form.row("hours")
        await until(pilot, lambda: form.focused is hours.editor)
        assert "30 h in one day" in hours.wrong, "beside its field"
        assert state(desk.path) == []
        await pilot.press("backspace", "backspace", *"1.5")
        await until(pilot, lambda: hours.text == "1.5")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: state(desk.path) == [("waiting", 90)])
        await from_more(app, pilot, "claims")
        await until(pilot, lambda: isinstance(app.screen, ChooseDialog))
        first = app.screen
        await pilot.press("down", "down", "enter")
        await until(pilot, lambda: isinstance(app.screen, ChooseDialog) and app.screen is not first)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, FormDialog))
        await pilot.press(*"asked", "enter")
        await until(pilot, lambda: isinstance(app.screen, LookDialog))
        said = app.screen.query_one("LookDialog VerticalScroll Text", Text).render().plain
        assert "0 min → 1 h 30 min" in said and "photo.jpg" in said
        assert state(desk.path) == [("waiting", 90)]
        await pilot.press("enter")
        await until(pilot, lambda: state(desk.path) == [("verified", 90)])
    with open_store(desk.path, SYSTEM_CLOCK) as store:
        assert [(str(one.source), one.minutes) for one in whole_record(store).sessions if one.minutes] == [
            ("claimed", 90)
        ]


@in_the_soak
async def test_wrong_rows_of_a_list_stand_in_a_list_and_the_file_stands_in_the_form_again(tmp_path: Path) -> None:
    desk, file = make_desk(tmp_path / "d"), tmp_path / "list.csv"
    file.write_text("学号,服务单位,联系人,日期,时长,证明材料\n" + "9,馆,李,2026-03-07,x,no.jpg\n" * 4, "utf-8")
    async with opened(desk.path) as (app, pilot):
        await from_more(app, pilot, "claims")
        await choose(app, pilot, "list")
        await fill(app, pilot, file=str(file))
        await stands(app, pilot, MessageDialog)
        assert "12 things are wrong:" in said_in(app) and all(f"list.csv {row}" in said_in(app) for row in range(2, 6))
        await pilot.press("escape")
        await stands(app, pilot, FormDialog)
        form = app.screen
        assert isinstance(form, FormDialog) and form.row("file").text == str(file)
        await leave(pilot)
