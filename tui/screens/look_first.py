"""Something to look at before it is done: any number of lines, which scroll."""

from __future__ import annotations

from collections.abc import Iterable

from textual.containers import VerticalScroll
from textual.widget import Widget

from tui.screens.ask import YesOrNo
from tui.screens.dialog import Text


class LookDialog(YesOrNo):
    """The lines are not cut; those that don't fit are scrolled to."""

    DEFAULT_CSS = """
    LookDialog VerticalScroll { height: auto; max-height: 16; }
    LookDialog.-scanned VerticalScroll { max-height: 10; }
    LookDialog.-short VerticalScroll { max-height: 14; }
    LookDialog.-short.-scanned VerticalScroll { max-height: 8; }
    LookDialog.-tall VerticalScroll { max-height: 70vh; }
    LookDialog.-tall.-scanned VerticalScroll { max-height: 55vh; }
    """

    def parts(self) -> Iterable[Widget]:
        """The lines; where there are too many for the box they scroll."""
        yield VerticalScroll(Text("\n".join(self._shown)))
