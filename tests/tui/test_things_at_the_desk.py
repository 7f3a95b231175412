"""Vests and keys on the screen: two or three keys after a scan, on the volunteer's page, at the close."""

from __future__ import annotations

from pathlib import Path

from textual.pilot import Pilot
from textual.widgets import OptionList

from checkin.clock import SYSTEM_CLOCK
from checkin.desk import Desk
from checkin.rules.decide import Arrival
from checkin.rules.events import Direction
from storage.disk.ids import new_id
from storage.store import open_store
from storage.things.handing import give
from storage.things.out import still_out, things_in
from storage.things.whose import Hand
from tests.portions import in_the_soak
from tests.tui.desks import MadeDesk, make_desk
from tests.tui.driving import from_more, opened, scanner, until
from tui.desk.app import DeskApp
from tui.desk.commands.people import show_page
from tui.model.desk_mode import DeskMode
from tui.model.desk_state import DeskState
from tui.model.verdict_zone.zone import in_zone
from tui.model.verdicts import Tone, Verdict
from tui.screens.ask import AskDialog
from tui.screens.choose import ChooseDialog
from tui.screens.dialog import Text
from tui.screens.form import FormDialog
from tui.screens.things.hands import hands_of
from tui.screens.volunteer.screen import VolunteerScreen


def has(path: Path) -> list[str]:
    with open_store(path, SYSTEM_CLOCK) as store:
        return [f"{one.person} {one.text}" for one in still_out(things_in(store))]


def here(desk: MadeDesk) -> None:
    """张伟 (0001) came fifty minutes ago and got vest 12; 王芳 has two umbrellas."""
    with open_store(desk.path, SYSTEM_CLOCK) as store:
        at = store.now() - 50 * 60_000
        Desk(store.ledger).scan(Arrival(new_id(at), at, "", "cq8/qd1", Direction.IN, "hand", "cq8/0001"))
        give(store, Hand("cq8/0001", "cq8/qd1", "背心", "12"))
        give(store, Hand("cq8/0003", "cq8/qd1", "雨伞", None, 2))


def explanation(app: DeskApp) -> str:
    return app.screen.query(Text).first(Text).render().plain


def lines(app: DeskApp) -> list[str]:
    found = app.screen.query_one(OptionList)
    return [str(found.get_option_at_index(place).prompt) for place in range(found.option_count)]


async def chosen(app: DeskApp, pilot: Pilot[int], words: str) -> None:
    """Enter on the line with these words in the list on top, once it stands; then another screen is on top."""
    await until(pilot, lambda: isinstance(app.screen, ChooseDialog) and app.screen.check_action("", ()))
    top = app.screen
    top.query_one(OptionList).highlighted = next(place for place, line in enumerate(lines(app)) if words in line)
    await pilot.press("enter")
    await until(pilot, lambda: app.screen is not top)


async def test_after_a_check_out_the_vest_comes_back_with_three_keys(tmp_path: Path) -> None:
    desk = make_desk(tmp_path / "d")
    here(desk)
    async with opened(desk.path) as (app, pilot):
        scanner(app, desk.badges["cq8/0001"])
        await until(pilot, lambda: "Still has: 背心 12" in app.desk.state.verdict.has)
        assert app.desk.state.verdict.tone is Tone.OUT, "calm: it is a check-out like any other"
        await until(pilot, lambda: app.desk.screen.keys.entries[0][:2] == ("Alt+↑", "Things"))
        await pilot.press("alt+up")
        await until(pilot, lambda: isinstance(app.screen, ChooseDialog))
        assert lines(app)[0].startswith("← take back: 背心 12")
        await chosen(app, pilot, "take back: 背心 12")
        await until(pilot, lambda: has(desk.path) == ["cq8/0003 雨伞 × 2"])
        await until(pilot, lambda: "Taken back: 背心 12" in explanation(app))
        assert app.desk.state.verdict.has == "", "the verdict does not go on saying so"
        # The same list gives: what was handed out here before, with its number; and something else.
        await chosen(app, pilot, "give: 背心 …")
        await until(pilot, lambda: isinstance(app.screen, FormDialog))
        await pilot.press("1", "3", "enter")
        await until(pilot, lambda: "cq8/0001 背心 13" in has(desk.path))
        await chosen(app, pilot, "give something else")
        await until(pilot, lambda: isinstance(app.screen, FormDialog))
        await pilot.press(*"key", "enter", "enter", "2", "enter")
        await until(pilot, lambda: "cq8/0001 key × 2" in has(desk.path))
        # Two keys came out, one comes back.
        await chosen(app, pilot, "take back: key × 2")
        await until(pilot, lambda: isinstance(app.screen, FormDialog))
        await pilot.press("1", "enter")
        await until(pilot, lambda: "cq8/0001 key" in has(desk.path))
        await chosen(app, pilot, "take back all (2)")
        await until(pilot, lambda: has(desk.path) == ["cq8/0003 雨伞 × 2"])


@in_the_soak
async def test_a_piece_that_somebody_else_has_is_asked_about(tmp_path: Path) -> None:
    desk = make_desk(tmp_path / "d")
    here(desk)
    async with opened(desk.path) as (app, pilot):
        app.desk.start("things", lambda: hands_of(app, app.desk, "cq8/0003", app.desk.state.activity))
        await chosen(app, pilot, "give: 背心 …")
        await until(pilot, lambda: isinstance(app.screen, FormDialog))
        await pilot.press("1", "2", "enter")
        await until(pilot, lambda: isinstance(app.screen, AskDialog))
        assert "背心 12 is with 0001" in explanation(app)
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, FormDialog))
        assert has(desk.path) == ["cq8/0001 背心 12", "cq8/0003 雨伞 × 2"]
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, AskDialog) and app.screen.check_action("", ()))
        await pilot.press("enter")
        await until(pilot, lambda: "cq8/0003 背心 12" in has(desk.path))
        await until(pilot, lambda: isinstance(app.screen, ChooseDialog))
        assert "somebody else has this piece too" in "".join(lines(app))


@in_the_soak
async def test_the_close_and_the_page_of_a_volunteer_say_who_has_what(tmp_path: Path) -> None:
    desk = make_desk(tmp_path / "d")
    here(desk)
    async with opened(desk.path) as (app, pilot):
        await pilot.press("f8")
        await until(pilot, lambda: isinstance(app.screen, AskDialog))
        said = explanation(app)
        assert "2 people still have something:" in said and "0003 王芳 七(1)班  雨伞 × 2" in said
        await pilot.press("escape")
        app.desk.start("page", lambda: show_page(app.desk, "cq8/0003"))
        await until(pilot, lambda: isinstance(app.screen, VolunteerScreen))
        await pilot.press("w")
        await until(pilot, lambda: isinstance(app.screen, ChooseDialog))
        assert "雨伞 × 2" in lines(app)[0]
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, VolunteerScreen))
        # The list of all leads to the same.
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is app.desk.screen)
        await from_more(app, pilot, "things")
        await chosen(app, pilot, "Who still has something")
        await chosen(app, pilot, "0003 王芳")
        await until(pilot, lambda: isinstance(app.screen, ChooseDialog) and "take back: 雨伞 × 2" in lines(app)[0])


def test_while_locked_or_in_self_service_each_sees_what_they_have_themselves() -> None:
    """What it is says nothing of the person; the name is not shown while the desk is locked, as in every verdict."""
    state = DeskState()
    leaving = Verdict(Tone.OUT, "←", "OUT", "张伟", "七(1)班", volunteer="cq8/0001", has="Still has: 背心 12")
    for mode, name in ((DeskMode.OPEN, "张伟"), (DeskMode.LOCKED, "0001"), (DeskMode.SELF_SERVICE, "张伟")):
        state.mode = mode
        state.show(leaving)
        shown = in_zone(state, 0)
        assert (shown.name, shown.has) == (name, "Still has: 背心 12")
    state.has_now("cq8/0002", [])
    assert state.verdict.has == "Still has: 背心 12", "somebody else's things"
    state.has_now("cq8/0001", ["背心 12", "雨伞 × 2", "钥匙", "哨子", "旗"])
    assert in_zone(state, 0).has == "Still has: 背心 12, 雨伞 × 2, 钥匙 … +2"
