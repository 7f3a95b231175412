"""The steps of the first start, gone as a person goes them."""

from __future__ import annotations

from typing import Any

from textual.pilot import Pilot
from textual.widgets import OptionList

from tests.tui.driving import until
from tui.screens.ask import AskDialog
from tui.screens.dialog import Dialog
from tui.screens.first_start.clock import ClockStep
from tui.screens.first_start.kit import KitStep
from tui.screens.first_start.team import TeamStep
from tui.screens.first_start.which import KIT, NEW, WhichStep
from tui.screens.form import FormDialog
from tui.screens.protection.new_passphrase import ProtectStep
from tui.widgets.action_row import ActionButton


async def stands(pilot: Pilot[int], kind: type[Dialog[Any]]) -> None:
    """Wait until a dialog of this kind takes keys."""
    await until(pilot, lambda: isinstance(pilot.app.screen, kind) and pilot.app.screen.check_action("", ()))


def put(pilot: Pilot[int], **texts: str) -> None:
    """Fill in fields of the form on top."""
    form = pilot.app.screen
    assert isinstance(form, FormDialog)
    for name, text in texts.items():
        form.row(name).text = text


async def choose(pilot: Pilot[int], name: str) -> None:
    """Choose a line of the list on top by its id."""
    lines = pilot.app.screen.query_one(OptionList)
    lines.highlighted = lines.get_option_index(name)
    await pilot.press("enter")


async def to_the_team(pilot: Pilot[int]) -> None:
    """The clock is right, and it is the team's first laptop."""
    await stands(pilot, ClockStep)
    await pilot.press("enter")
    await stands(pilot, WhichStep)
    await choose(pilot, NEW)
    await stands(pilot, TeamStep)


async def to_the_kit(pilot: Pilot[int]) -> None:
    """The clock is right, and the team has a desk already."""
    await stands(pilot, ClockStep)
    await pilot.press("enter")
    await stands(pilot, WhichStep)
    await choose(pilot, KIT)
    await stands(pilot, KitStep)


async def save_for_good(pilot: Pilot[int]) -> None:
    """Save, and say once more that the short code is right."""
    await pilot.press("ctrl+s")
    await stands(pilot, AskDialog)
    await pilot.press("enter")


async def without_protection(pilot: Pilot[int]) -> None:
    """The step of the passphrase is left out."""
    await stands(pilot, ProtectStep)
    pilot.app.screen.query_one(ActionButton).focus()
    await pilot.press("enter")
