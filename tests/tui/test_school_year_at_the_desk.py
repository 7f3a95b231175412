"""The school year on the screen: everybody is shown, Enter writes it, and it is taken back there too."""

from __future__ import annotations

from pathlib import Path

from checkin.clock import SYSTEM_CLOCK
from storage.store import open_store
from tests.tui.desks import make_desk
from tests.tui.driving import from_more, opened, until
from tui.screens.choose import ChooseDialog
from tui.screens.dialog import Text
from tui.screens.form import FormDialog
from tui.screens.look_first import LookDialog


def in_classes(path: Path) -> dict[str, str]:
    with open_store(path, SYSTEM_CLOCK) as store:
        return {person.number: person.class_name for person in store.register.persons(with_leavers=False)}


async def test_a_year_is_closed_and_taken_back_on_the_screen(tmp_path: Path) -> None:
    desk = make_desk(tmp_path / "d")
    before = in_classes(desk.path)
    async with opened(desk.path) as (app, pilot):
        await from_more(app, pilot, "school_year")
        await until(pilot, lambda: isinstance(app.screen, ChooseDialog))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, FormDialog))
        await until(pilot, lambda: app.screen.focused is not None)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, LookDialog))
        said = app.screen.query_one("LookDialog VerticalScroll Text", Text).render().plain
        assert "→" in said and "moves up" in said
        assert in_classes(desk.path) == before
        await pilot.press("enter")
        await until(pilot, lambda: in_classes(desk.path) != before)
        await from_more(app, pilot, "school_year")
        await until(pilot, lambda: isinstance(app.screen, ChooseDialog))
        await pilot.press("down", "enter")
        await until(pilot, lambda: isinstance(app.screen, LookDialog))
        await pilot.press("enter")
        await until(pilot, lambda: in_classes(desk.path) == before)
