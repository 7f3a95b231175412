"""A list comes in at a desk that is at work: it is looked at, asked about and taken; scans go on meanwhile."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from checkin.clock import SYSTEM_CLOCK
from storage.disk.folder import DataFolder
from storage.disk.pins.pin import set_pin
from storage.store import open_store
from tests.portions import in_the_soak, share
from tests.tui.desks import make_desk
from tests.tui.driving import from_more, leave, opened, scanner, told, until
from tests.tui.making.working import fill, said, stands
from tui.desk.app import DeskApp
from tui.model.verdicts import Tone
from tui.screens.first_start.roster import RosterStep
from tui.screens.form import FormDialog
from tui.screens.look_first import LookDialog
from tui.screens.others import OthersDialog
from tui.screens.supervisor.sign_in import SignInDialog

EIGHT = "学号,姓名,班级\n0801,赵敏,八(1)班\n0802,钱悦,八(1)班\n"


def a_list(folder: Path, text: str = EIGHT) -> Path:
    file = folder / "八1班.csv"
    file.write_text(text, "utf-8")
    return file


def numbers(path: Path) -> set[str]:
    with open_store(path, SYSTEM_CLOCK) as store:
        return {person.number for person in store.register.persons(with_leavers=False)}


async def look(app: DeskApp, pilot: Pilot[int], file: Path) -> str:
    """Name the file; what it would bring is shown person by person, and nothing is written."""
    await from_more(app, pilot, "bring_in_list")
    await fill(app, pilot, file=str(file))
    await stands(app, pilot, LookDialog)
    return said(app)


async def look_and_take(app: DeskApp, pilot: Pilot[int], file: Path) -> None:
    """What is shown first names who comes in; then it is asked what becomes of those who are not in it."""
    shown = await look(app, pilot, file)
    assert "2 new" in shown and "+ 0801 赵敏 八(1)班" in shown
    await pilot.press("enter")
    await stands(app, pilot, OthersDialog)
    assert "七(1)班 (2)" in said(app) and "their hours stay" in said(app).lower()


@in_the_soak
@pytest.mark.parametrize(
    ("keys", "there"),
    share(
        [
            (("enter",), {"0001", "0002", "0003", "0004", "0801", "0802"}),
            (("down", "enter"), {"0801", "0802"}),
            (("escape",), {"0001", "0002", "0003", "0004"}),
        ],
        0,
        3,
    ),
    ids=share(["add", "replace", "nothing"], 0, 3),
)
async def test_a_second_class_is_asked_about(tmp_path: Path, keys: tuple[str, ...], there: set[str]) -> None:
    made = make_desk(tmp_path / "desk")
    async with opened(made.path) as (app, pilot):
        await look_and_take(app, pilot, a_list(tmp_path))
        assert numbers(made.path) == {"0001", "0002", "0003", "0004"}
        scanner(app, made.badges["cq8/0001"])
        await until(pilot, lambda: app.state.verdict.tone is Tone.IN)
        await pilot.pause(0.6)  # what comes right behind a burst is a part of it
        await pilot.press(*keys)
        if keys == ("escape",):
            # The form stays, with the file in it.
            await until(pilot, lambda: isinstance(app.screen, FormDialog) and "Nothing was written" in told(app))
            await leave(pilot)
        await until(pilot, lambda: app.screen is app.desk.screen and (bool(app._notifications) or keys == ("escape",)))
    assert numbers(made.path) == there


@in_the_soak
async def test_a_list_that_drops_one_pupil_is_confirmed_by_the_second_enter(tmp_path: Path) -> None:
    """She is named, with what it means. A file that is another one by then is not taken in."""
    made = make_desk(tmp_path / "desk")
    rest = "学号,姓名,班级,人员类别\n0001,张伟,七(1)班,学生\n0002,张伟,七(2)班,学生\n0004,Ana Lopez,7B,教师\n"
    async with opened(made.path) as (app, pilot):
        shown = await look(app, pilot, a_list(tmp_path, rest))
        a_list(tmp_path)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, FormDialog) and "changed after it was shown" in told(app))
        await leave(pilot)
        assert numbers(made.path) == {"0001", "0002", "0003", "0004"}
        assert await look(app, pilot, a_list(tmp_path, rest)) == shown
        assert "- 0003 王芳" in shown and "1 not in it" in shown
        await pilot.press("enter")
        await until(pilot, lambda: any("1 not in it" in n.message for n in app._notifications))
        assert app.screen is app.desk.screen
    assert numbers(made.path) == {"0001", "0002", "0004"}


@in_the_soak
async def test_where_a_pin_is_set_a_list_is_the_supervisors(tmp_path: Path) -> None:
    """Esc at the question for the PIN leaves the list out, also before anybody is in it."""
    made, empty = make_desk(tmp_path / "desk"), make_desk(tmp_path / "empty", activities=(), people=())
    roster = tmp_path / "roster.csv"
    roster.write_text("number,name\n0101,张新\n", "utf-8")
    for path in (made.path, empty.path):
        set_pin(DataFolder(path), "2468")
    async with opened(made.path) as (app, pilot):
        await from_more(app, pilot, "bring_in_list")
        await until(pilot, lambda: isinstance(form := app.screen, FormDialog) and form.check_action("", ()))
        form = app.screen
        assert isinstance(form, FormDialog)
        form.row("file").text = str(roster)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, LookDialog) and app.screen.check_action("", ()))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, OthersDialog) and app.screen.check_action("", ()))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, SignInDialog))
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is form)
    async with opened(empty.path) as (app, pilot):
        await until(pilot, lambda: isinstance(app.screen, RosterStep) and app.screen.focused is not None)
        step = app.screen
        assert isinstance(step, RosterStep)
        step.row("file").text = str(roster)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "Press Enter again" in told(app))
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, SignInDialog))
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is step)
    assert numbers(empty.path) == set()
