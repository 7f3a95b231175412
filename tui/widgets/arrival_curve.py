"""The curve of arrivals, between the times of the first and the last one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import tzinfo

from textual import events
from textual.app import ComposeResult
from textual.widget import Widget
from textual.widgets import Sparkline

from tui.model.presence_counts import over_time
from tui.widgets.line import Line
from tui.words.amounts import clock_text

LEAST = 3
"""Arrivals below which a curve says nothing."""


class ArrivalCurve(Widget):
    """One line; hidden until there is a curve."""

    DEFAULT_CSS = """
    ArrivalCurve { layout: horizontal; width: 1fr; height: 1; display: none; padding: 0 1; }
    ArrivalCurve Line { width: 6; height: 1; color: $quiet; }
    ArrivalCurve Sparkline { width: 1fr; height: 1; }
    ArrivalCurve Sparkline > .sparkline--max-color { color: $good; }
    ArrivalCurve Sparkline > .sparkline--min-color { color: $good; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._instants: Sequence[int] = ()
        self._first, self._last = Line(), Line()
        self._curve = Sparkline()

    def compose(self) -> ComposeResult:
        """The first time, the curve, the last time."""
        yield self._first
        yield self._curve
        yield self._last

    def show(self, instants: Sequence[int], zone: tzinfo) -> None:
        """The sorted instants at which people came."""
        if list(instants) == list(self._instants):
            return
        self._instants = instants
        self.display = len(instants) >= LEAST
        if instants:
            self._first.say(clock_text(instants[0], zone))
            self._last.say(clock_text(instants[-1], zone).rjust(6))
        self._draw()

    def on_resize(self, event: events.Resize) -> None:
        """A cell stands for another span of time."""
        self._draw()

    def _draw(self) -> None:
        # A cell has a value of its own: the widget would show the largest minute of several as if it were all of them.
        self._curve.data = over_time(self._instants, max(0, self.content_size.width - 12)) or None
