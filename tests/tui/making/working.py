"""How the tests work the dialogs of what is made."""

from __future__ import annotations

from typing import TypeVar

from textual.pilot import Pilot
from textual.widgets import Input, OptionList

from tests.tui.driving import from_more, until
from tui.desk.app import DeskApp
from tui.screens.choose import ChooseDialog
from tui.screens.dialog import Dialog, Text
from tui.screens.form import FormDialog
from tui.screens.look_first import LookDialog
from tui.screens.making.made import MadeDialog
from tui.screens.pick_person import PickPersonDialog

D = TypeVar("D", bound=Dialog[object])


def said(app: DeskApp) -> str:
    """All texts of the dialog in front."""
    return "\n".join(one.render().plain for one in app.screen.query(Text))


def strip(app: DeskApp) -> str:
    """What was said last in the strip; empty for nothing."""
    return app.said[0].text if app.said else ""


async def stands(app: DeskApp, pilot: Pilot[int], kind: type[Dialog[object]]) -> None:
    """Wait for a dialog of this kind that can be worked."""
    await until(pilot, lambda: isinstance(app.screen, kind) and app.screen.check_action("", ()))


async def back(app: DeskApp, pilot: Pilot[int]) -> None:
    """Wait until nothing stands in front of the desk."""
    await until(pilot, lambda: app.screen is app.desk.screen)


async def choose(app: DeskApp, pilot: Pilot[int], line: str) -> None:
    """The line whose id or text this is a part of, in the list that comes next."""
    await stands(app, pilot, ChooseDialog)
    dialog, lines = app.screen, app.screen.query_one(OptionList)
    found = [i for i, one in enumerate(lines.options) if line == one.id or line in str(one.prompt)]
    assert found, [str(one.prompt) for one in lines.options]
    lines.highlighted = found[0]
    await pilot.press("enter")
    await until(pilot, lambda: app.screen is not dialog)


async def fill(app: DeskApp, pilot: Pilot[int], **values: str) -> None:
    """Write into the fields of the form that comes next, and save."""
    await stands(app, pilot, FormDialog)
    dialog = app.screen
    assert isinstance(dialog, FormDialog)
    for name, value in values.items():
        dialog.row(name).text = value
    await pilot.pause()
    await pilot.press("ctrl+s")
    await until(pilot, lambda: app.screen is not dialog or is_refused(dialog))


def is_refused(dialog: FormDialog[object]) -> bool:
    """Whether the form says that something is wrong."""
    wrong = [*dialog.query(".wrong").results(Text), dialog.query_one("#trouble", Text)]
    return any(one.render().plain for one in wrong)


async def pick(app: DeskApp, pilot: Pilot[int], number: str) -> None:
    """Find a person by number."""
    await stands(app, pilot, PickPersonDialog)
    dialog = app.screen
    dialog.query_one(Input).value = number
    await until(pilot, lambda: dialog.query_one(OptionList).option_count == 1)
    await pilot.press("enter")
    await until(pilot, lambda: app.screen is not dialog)


async def made(app: DeskApp, pilot: Pilot[int]) -> str:
    """Wait for the dialog that says where the file is; its texts."""
    await stands(app, pilot, MadeDialog)
    return said(app)


__all__ = ["back", "choose", "fill", "from_more", "made", "pick", "said", "stands", "strip", "until"]


async def agree(app: DeskApp, pilot: Pilot[int], *shown: str) -> None:
    """What will be done is shown, with these texts in it; then yes."""
    await stands(app, pilot, LookDialog)
    dialog = app.screen
    assert not (missing := [one for one in shown if one not in said(app)]), (missing, said(app))
    await pilot.press("enter")
    await until(pilot, lambda: app.screen is not dialog)
