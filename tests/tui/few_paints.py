"""Painting as often as a test can see it: Textual paints at each change, and nobody looks at a screen without a terminal.

A picture that a test takes is always painted whole. Beside those each screen is painted when it comes, as long as its kind
came seldom, then at each fiftieth of its changes with all that changed since, without what lies dimmed below a dialog, and as it stands when its app
ends: what can't be painted is still found. Parts that keep what they drew, for the next key or click, are asked for it each time.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any
from weakref import WeakKeyDictionary

from rich.console import RenderableType
from textual._compositor import Compositor
from textual.app import App
from textual.pilot import Pilot
from textual.screen import Screen

from tui.district.board import Board
from tui.screens.desk import DeskScreen
from tui.screens.review.table import SessionTable
from tui.widgets.key_bar import KeyBar
from tui.widgets.lines_pane import LinesPane

_FIRST, _EACH = 2, 50
_SELDOM = 4
_KEEP_WHAT_THEY_DREW = (Board, SessionTable, KeyBar, LinesPane)
_ALWAYS_THERE = DeskScreen
"""It is seen when an app ends, if only below a dialog."""
_asked = WeakKeyDictionary[Compositor, int]()
"""How often each screen was to be painted."""
_came = Counter[type]()
"""How often each kind of screen came in this process."""
_paint = Compositor.render_update
_run_test = App.run_test


def _paint_seldom(
    self: Compositor, full: bool = False, screen_stack: list[Screen[Any]] | None = None, simplify: bool = False
) -> RenderableType | None:
    """As Textual's own, or nothing yet: what is to be painted stays noted there."""
    asked = _asked[self] = _asked.get(self, 0) + 1
    if full:
        return _paint(self, full, screen_stack, simplify)
    if (asked == _FIRST and _comes_seldom(self)) or asked % _EACH == 0:
        return _paint(self, full, [], simplify)
    for part in self.visible_widgets:
        if isinstance(part, _KEEP_WHAT_THEY_DREW):
            part.render()
    return None


def _comes_seldom(screen: Compositor) -> bool:
    kind = type(screen.root)
    _came[kind] += 1
    return _came[kind] <= _SELDOM and not issubclass(kind, _ALWAYS_THERE)


@asynccontextmanager
async def _run_and_paint(self: App[Any], **options: Any) -> AsyncIterator[Pilot[Any]]:
    """As Textual's own, and the screen is painted as the test leaves it."""
    async with _run_test(self, **options) as pilot:
        yield pilot
        if self.is_running and self.screen_stack and self.screen.is_running:
            self.screen._compositor.render_update(full=True, screen_stack=self._background_screens)


def paint_seldom() -> None:
    """From now on in this process."""
    setattr(Compositor, _paint.__name__, _paint_seldom)
    setattr(App, _run_test.__name__, _run_and_paint)
