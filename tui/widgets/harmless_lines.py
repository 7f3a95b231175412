"""Every line that an app draws, without what a terminal takes for commands and what turns a line round."""

from __future__ import annotations

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from tui.words.harmless import is_harmless, without_harm


class HarmlessLines(LineFilter):
    """Such characters have no width: where they are left out nothing moves."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The same segments, but for those that hold one."""
        if all(is_harmless(segment.text) for segment in segments):
            return segments
        return [segment._replace(text=without_harm(segment.text)) for segment in segments]
