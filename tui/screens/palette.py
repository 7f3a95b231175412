"""The list of all commands, searched by typing. It gives way to a scan as dialogs do."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.command import CommandPalette

from tui.model.verdicts import NOTHING, Verdict
from tui.screens.answering import AnsweringScreen
from tui.widgets.verdict_panel import VerdictPanel


class Palette(CommandPalette, AnsweringScreen[None]):
    """Textual's palette below the verdict of a scan that came meanwhile."""

    DEFAULT_CSS = """
    Palette > #above { dock: top; height: 8; display: none; }
    Palette.-scanned > #above { display: block; }
    Palette.-scanned > Vertical { margin-top: 0; }
    """

    def __init__(self) -> None:
        super().__init__(id="--command-palette")
        self.above = VerdictPanel(NOTHING, id="above")

    def compose(self) -> ComposeResult:
        """The verdict, then Textual's own parts."""
        yield self.above
        yield from super().compose()

    def show_verdict(self, verdict: Verdict) -> None:
        """Somebody was scanned meanwhile."""
        self.above.show(verdict)
        self.add_class("-scanned")
