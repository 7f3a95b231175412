"""How many keys the commonest of these tasks take, from the desk to the end: a value that is typed counts as one, a PIN not at all."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, OptionList

from tests.portions import share
from tests.tui.driving import opened, until
from tests.tui.making.records import desk_with_hours
from tests.tui.making.working import stands
from tui.desk.app import DeskApp
from tui.screens.ask import AskDialog
from tui.screens.choose import ChooseDialog
from tui.screens.dialog import Dialog
from tui.screens.making.made import MadeDialog
from tui.screens.more import MoreDialog
from tui.screens.pick_person import PickPersonDialog

Keys = Callable[..., Awaitable[None]]
Typed = tuple[str, str]
"""A value, and the kind of dialog into whose field it is typed."""

TASKS: dict[str, tuple[int, tuple[str | type[Dialog[object]] | Typed, ...]]] = {
    "hours to a workbook": (4, ("f10", MoreDialog, ("", "workbook"), "enter", ChooseDialog, "enter", MadeDialog)),
    "lost badge, new one printed": (
        5, ("alt+q", PickPersonDialog, ("", "0003"), "enter", AskDialog, "enter", MadeDialog),
    ),
    "badges of everybody, printed": (
        5, ("f10", MoreDialog, ("", "badges all"), "enter", ChooseDialog, "enter", MadeDialog, "enter"),
    ),
    "publicity list, printed": (
        6, ("f10", MoreDialog, ("", "publicity"), "enter", ChooseDialog, "enter"),
    ),
    "backup": (3, ("f10", MoreDialog, ("", "backup"), "enter", MadeDialog)),
    "sign-in sheets": (4, ("f10", MoreDialog, ("", "sign-in"), "enter", ChooseDialog, "enter", MadeDialog)),
    "page for the head teacher": (4, ("f10", MoreDialog, ("", "head teacher"), "enter", ChooseDialog, "enter", MadeDialog)),
    "pack for the district": (3, ("f10", MoreDialog, ("", "district pack"), "enter")),
}  # fmt: skip
"""The most keys that a task may take, and the way: keys, dialogs that come, and what is typed."""


async def type_into(app: DeskApp, pilot: Pilot[int], text: str) -> None:
    """A value is typed; the list below follows."""
    dialog = app.screen
    dialog.query_one(Input).value = text
    lines = dialog.query_one(OptionList)
    await until(pilot, lambda: lines.highlighted is not None and lines.option_count > 0)
    await pilot.pause(0.1)


@pytest.mark.parametrize("task", share(TASKS, 0, 3))
async def test_a_task_takes_no_more_keys_than_promised(tmp_path: Path, printer: Path, task: str) -> None:
    most, way = TASKS[task]
    desk = desk_with_hours(tmp_path / "desk")
    used = 0
    async with opened(desk.path, (80, 24)) as (app, pilot):
        for step in way:
            if isinstance(step, tuple):
                used += 1
                await type_into(app, pilot, step[1])
            elif isinstance(step, str):
                used += 1
                await pilot.press(step)
            else:
                await stands(app, pilot, step)
        await pilot.pause(0.1)
    assert used <= most, (task, used)
