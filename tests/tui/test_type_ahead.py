"""Keys that come before a dialog stands go into it or nowhere, and never to the screen below."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from textual import events
from textual.app import App
from textual.widgets import Input, OptionList

from tests.tui.desks import make_desk
from tests.tui.driving import opened, until
from tui.screens.activities import ActivitiesDialog
from tui.screens.ask import AskDialog
from tui.screens.more import MoreDialog
from tui.screens.walk_in import WalkInDialog
from tui.widgets import type_ahead


def type_at_once(app: App[int], *keys: str) -> None:
    """All keys lie in the queue before the first one is looked at, though a hand pressed them apart."""
    begin = events.Event().time
    for number, key in enumerate(keys):
        event = events.Key(key, key if len(key) == 1 else None)
        event.time = begin - 0.2 * (len(keys) - number)
        app.post_message(event)


async def test_keys_behind_one_that_opens_a_dialog_are_no_keys_of_the_desk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was typed goes into the field of `more`, and in its order through the fields of a form. Enter behind a key answers no
    question that nobody saw. Esc twice leaves twice."""
    monkeypatch.setattr(type_ahead, "PATIENCE_S", 60.0)  # a busy computer opens the first dialog late
    desk = make_desk(tmp_path / "desk")
    async with opened(desk.path) as (app, pilot):
        type_at_once(app, "f10", "b", "a")
        await until(pilot, lambda: isinstance(app.screen, MoreDialog) and app.screen.query_one(Input).value == "ba")
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is app.desk.screen)
        type_at_once(app, "f5", "z", "o", "enter", "7")
        await until(pilot, lambda: isinstance(app.screen, WalkInDialog) and app.screen.values()["class"] == "7")
        assert (
            isinstance(app.screen, WalkInDialog) and app.screen.values()["name"] == "zo" and len(app.screen_stack) == 2
        )
        type_at_once(app, "escape", "enter")
        await until(pilot, lambda: isinstance(app.screen, AskDialog))
        type_at_once(app, "escape", "escape")
        await until(pilot, lambda: isinstance(app.screen, AskDialog) and len(app.screen_stack) == 3)
        type_at_once(app, "enter", "f8", "enter")
        await until(pilot, lambda: isinstance(app.screen, AskDialog) and len(app.screen_stack) == 2)
        assert app.desk.activity is not None and app.desk.activity.closed_at is None
        # While the folder is being opened keys wait, so many of them and however long that takes; whoever has enough of it may leave.
        monkeypatch.setattr(type_ahead, "PATIENCE_S", 0.02)
        monkeypatch.setattr(type_ahead, "_MOST_HELD", 1)
        await pilot.press("escape")
        slow = threading.Event()
        app.desk.writer.submit(lambda _store: slow.wait(10))
        app._look_again()
        type_at_once(app, "f6", "up", "up")
        await pilot.pause(0.2)
        monkeypatch.setattr(type_ahead, "PATIENCE_S", 60.0)
        await pilot.pause(0.1)  # it begins anew as long as the folder is not open
        slow.set()
        await until(pilot, lambda: isinstance(app.screen, ActivitiesDialog))
        await until(pilot, lambda: app.screen.query_one(OptionList).highlighted == 0)
        await pilot.press("escape")
        slow.clear()
        app.desk.writer.submit(lambda _store: slow.wait(10))
        app._look_again()
        type_at_once(app, "f6", "ctrl+q")
        await until(pilot, lambda: app.return_code == 0)
        slow.set()
