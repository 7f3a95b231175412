"""Each key that a key bar shows is pressed, and something is seen to come of it."""

from __future__ import annotations

import asyncio
from typing import Any

from textual.app import App
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import Input

from tests.tui.random_driver.seeing import shown
from tui.widgets.key_bar import KeyBar

_KEYS = {
    "Esc": "escape",
    "/": "slash",
    "空格": "space",
    "↑": "up",
    "↓": "down",
    "→": "right",
    "←": "left",
    "<": "less_than_sign",
}
_KEYS |= {">": "greater_than_sign", "?": "question_mark", "↑↓": "down"}
_LOOKS, _LONGEST = 40, 600


def keys_shown(screen: Screen[Any]) -> list[tuple[str, list[str]]]:
    """Each entry of the bars as it is read, and the keys that it names."""
    entries = [entry for bar in filter(shown, screen.query(KeyBar)) for entry in bar.entries]
    named = [(f"{key} {word}", [_KEYS.get(one, one.lower()) for one in _apart(key)]) for key, word, _action in entries]
    return [entry for entry in named if entry[1]]


def _apart(key: str) -> list[str]:
    first, dash, last = key.partition("–")
    if dash:
        return [first, last]
    return [] if key == "…" else key.split()


async def idle_key(app: App[Any], pilot: Pilot[Any], turn: int) -> str:
    """Press a key that is shown, another one each turn: its entry where nothing is seen to come of it, else nothing. A key of several,
    as the arrows, may find nothing to do if another one of them does."""
    for field in app.screen.query(Input):
        field.cursor_blink = False
    await pilot.pause()
    entries = keys_shown(app.screen)
    if not entries:
        return ""
    said, keys = entries[turn % len(entries)]
    before = _seen(app)
    # What a thread gives may come late on a busy machine: after the last key it is looked for longer.
    for place, key in enumerate(keys, 1):
        await pilot.press(key)
        for _look in range(_LOOKS if place < len(keys) else _LONGEST):
            if _seen(app) != before:
                return ""
            await asyncio.sleep(0.01)
            await pilot.pause()
    return said


def _seen(app: App[Any]) -> object:
    """What a person sees, but for the clock in the first line."""
    screen = app.screen
    rows = [[(text, style) for text, style, _control in strip] for strip in screen._compositor.render_strips()[1:]]
    return app.return_code, list(map(id, app.screen_stack)), id(screen.focused), rows
