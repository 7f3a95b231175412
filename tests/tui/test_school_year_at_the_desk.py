"""The school year on the screen: everybody is shown, Enter writes it, and it is taken back there too."""

from __future__ import annotations

from pathlib import Path

from checkin.clock import SYSTEM_CLOCK
from checkin.rules.school_year.years import Begin
from storage.standard.school_year import year_table
from storage.store import open_store
from tests.portions import in_the_soak
from tests.tui.desks import make_desk
from tests.tui.driving import from_more, opened, until
from tests.tui.making.working import agree, choose, fill, said
from tui.screens.choose import ChooseDialog
from tui.screens.dialog import Text
from tui.screens.form import FormDialog
from tui.screens.look_first import LookDialog


def in_classes(path: Path) -> dict[str, str]:
    with open_store(path, SYSTEM_CLOCK) as store:
        return {person.number: person.class_name for person in store.register.persons(with_leavers=False)}


@in_the_soak
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
        looked = app.screen.query_one("LookDialog VerticalScroll Text", Text).render().plain
        assert "→" in looked and "moves up" in looked
        assert in_classes(desk.path) == before
        await pilot.press("enter")
        await until(pilot, lambda: in_classes(desk.path) != before)
        await from_more(app, pilot, "school_year")
        await until(pilot, lambda: isinstance(app.screen, ChooseDialog))
        await pilot.press("down", "enter")
        await until(pilot, lambda: isinstance(app.screen, LookDialog))
        await pilot.press("enter")
        await until(pilot, lambda: in_classes(desk.path) == before)


@in_the_soak
async def test_how_classes_move_up_is_written_in_a_form(tmp_path: Path) -> None:
    """A class that goes another way gets a row; who goes that way then is shown before it is kept."""
    desk = make_desk(tmp_path / "d")
    async with opened(desk.path) as (app, pilot):
        await from_more(app, pilot, "school_year")
        await choose(app, pilot, "How classes move up")
        await choose(app, pilot, "another way")
        await fill(app, pilot, **{"class": "七(1)班", "next": "七（1）班"})
        await until(pilot, lambda: "comes back to" in said(app) or "circle" in said(app))
        await fill(app, pilot, next="", stage="junior school")
        await agree(app, pilot, "before: —", "after: 七(1)班", "八(1)班  →  leaves")
        await choose(app, pilot, "begins on 09-01")
        await fill(app, pilot, begins="9月1日")
        await until(pilot, lambda: "such as 09-01" in said(app))
        await fill(app, pilot, begins="08-25")
        await agree(app, pilot, "No class of the register goes another way by it.")
        await until(pilot, lambda: year_table(desk).begin == Begin(8, 25))
        assert year_table(desk).moving.classes[0].stage == "junior"
        await choose(app, pilot, "begins on 08-25")
