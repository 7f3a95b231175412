"""How the dialogs of what is made look: the file with what can be done with it, a long work under a verdict, settings in words."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.screen import Screen

from checkin.rules.outcomes import OutcomeKind
from checkin.rules.policies import DEFAULT_POLICY
from checkin.texts import _, use_language
from tests.tui.outcomes import ACTIVITY, outcome_of_kind
from tests.tui.still import StillDesk
from tui.desk.making.facts.policy import setting_lines
from tui.model.long_work import LongWork
from tui.screens.choose import ChooseDialog
from tui.screens.making.edited_activity import EditActivityForm
from tui.screens.making.made import Made, MadeDialog
from tui.screens.making.working import WorkingDialog

Compare = Callable[..., bool]
PATH = Path("/home/chen/文档/Hourdesk/志愿者证-七(1)班.pdf")


@pytest.fixture(autouse=True)
def frozen(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A laptop that is set to the desk's time zone."""
    monkeypatch.setenv("TZ", "Asia/Shanghai")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


def made() -> Screen[Any]:
    warns = (_("No printer took it: print the file on another computer, or choose below."),)
    return MadeDialog(_("Print badges"), Made(PATH, ("[b]x[/b] مريم 😀",), warns), [Path("/media/chen/USB")])


def working() -> Screen[Any]:
    now = [0]
    long = LongWork(lambda: now[0])
    long.begin(_("badges"), 5000)
    now[0] = 10_000
    long.reached(1234)
    return WorkingDialog(_("Print badges"), long)


def policy() -> Screen[Any]:
    return ChooseDialog(_("How hours are counted"), setting_lines(DEFAULT_POLICY))


def activity() -> Screen[Any]:
    return EditActivityForm(ACTIVITY, ("学雷锋", "绿色环保"))


@pytest.mark.parametrize(
    ("dialog", "spoken", "size"),
    [
        *[(made, "zh", (80, 24)), (made, "en", (120, 40)), (working, "zh", (120, 40)), (working, "en", (60, 20))],
        *[(policy, "en", (80, 24)), (policy, "zh", (120, 40)), (activity, "zh", (80, 24)), (activity, "en", (120, 40))],
    ],
)
def test_a_dialog_of_what_is_made(
    dialog: Callable[[], Screen[Any]], spoken: str, size: tuple[int, int], snap_compare: Compare
) -> None:
    """In both languages; a work under the verdict of somebody who was scanned meanwhile."""
    use_language(spoken)

    async def before(pilot: Pilot[int]) -> None:
        app = pilot.app
        assert isinstance(app, StillDesk)
        app.push_screen(dialog())
        await pilot.pause(0.1)
        if dialog is working:
            app.show(outcome_of_kind(OutcomeKind.OPENED))
            await pilot.pause(0.1)

    assert snap_compare(StillDesk(), terminal_size=size, run_before=before)
