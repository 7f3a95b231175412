"""Two numbers turn out to be one person: on the screen, beside the two in Find, and undone on the person's page."""

from __future__ import annotations

from pathlib import Path

from textual.widgets import Input, OptionList

from checkin.clock import SYSTEM_CLOCK
from storage.record import whole_record
from storage.store import open_store
from tests.portions import in_the_soak
from tests.tui.desks import make_desk
from tests.tui.driving import by_button, opened, scanner, until
from tui.desk.app import DeskApp
from tui.screens.ask import AskDialog
from tui.screens.choose import ChooseDialog
from tui.screens.choose_beside import Consequences
from tui.screens.deed import DeedForm
from tui.screens.dialog import Text
from tui.screens.find import FindDialog
from tui.screens.find_other import FindOtherDialog
from tui.screens.volunteer.screen import VolunteerScreen


def on_site(app: DeskApp) -> int:
    return 0 if app.state.board is None else app.state.board.on_site


def persons(path: Path) -> list[str]:
    with open_store(path, SYSTEM_CLOCK) as store:
        return sorted(session.volunteer for session in whole_record(store).sessions)


@in_the_soak
async def test_two_numbers_of_one_person_are_joined_in_find_and_parted_again(tmp_path: Path) -> None:
    """Both 张伟 are scanned. 0002 is the same person as 0001; then it turns out that they are two after all."""
    desk = make_desk(tmp_path / "d")
    async with opened(desk.path) as (app, pilot):
        for number in ("0001", "0002"):
            scanner(app, desk.badges[f"cq8/{number}"])
        await until(pilot, lambda: on_site(app) == 2)
        await pilot.press("f2", *"000")
        await until(
            pilot, lambda: isinstance(app.screen, FindDialog) and app.screen.query_one(OptionList).option_count == 4
        )
        await pilot.press("enter")
        assert isinstance(app.screen, FindDialog) and "Several people fit" in app.screen.trouble.render().plain
        # Whatever marks somebody takes the sentence away.
        await pilot.press("pagedown")
        assert app.screen.query_one(OptionList).highlighted is not None and not app.screen.trouble.render().plain
        await pilot.press("2")
        await until(pilot, lambda: app.screen.query_one(OptionList).option_count == 1)
        await by_button(app, pilot, "same")
        # Before anything is typed: the other 张伟, and not 0002 once more.
        await until(
            pilot,
            lambda: isinstance(app.screen, FindOtherDialog) and app.screen.query_one(OptionList).option_count == 1,
        )
        assert "0001" in str(app.screen.query_one(OptionList).get_option_at_index(0).prompt)
        beside = app.screen.query_one(Consequences).query_one(Text)
        await until(pilot, lambda: "counted under 0001" in beside.render().plain)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, DeedForm))
        said = "\n".join(str(text.render()) for text in app.screen.query(Text))
        assert "counted under 0001" in said and "1 session" in said and app.screen.query_one(Input).value
        await pilot.press("enter")
        await until(pilot, lambda: on_site(app) == 1)
        assert set(persons(desk.path)) == {"cq8/0001"}
        await pilot.press("f2", *"0002")
        await until(
            pilot, lambda: isinstance(app.screen, FindDialog) and app.screen.query_one(OptionList).option_count == 1
        )
        assert "0001 = 0002" in str(app.screen.query_one(OptionList).get_option_at_index(0).prompt)
        await by_button(app, pilot, "page")
        await until(pilot, lambda: isinstance(app.screen, VolunteerScreen))
        await pilot.press("v")
        await until(pilot, lambda: isinstance(app.screen, ChooseDialog))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, DeedForm))
        await pilot.press(*"two", "enter")
        await until(pilot, lambda: isinstance(app.screen, AskDialog))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, VolunteerScreen))
        await until(pilot, lambda: set(persons(desk.path)) == {"cq8/0001", "cq8/0002"})
