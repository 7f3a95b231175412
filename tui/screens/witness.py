"""The code of this desk's record, as large as a terminal shows it, for another desk's scanner or camera."""

from __future__ import annotations

from collections.abc import Iterable

from textual import events
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from checkin.texts import _
from tui.model.verdicts import Verdict
from tui.screens.dialog import Dialog, Text
from tui.words.record.witness import code_lines

_INK = "#ffffff on #000000"


class WitnessDialog(Dialog[None]):
    """Shows the code; where the terminal is too low for it, says so."""

    DEFAULT_CSS = """
    WitnessDialog > #box { border: none; padding: 0; }
    WitnessDialog #beside { height: auto; }
    WitnessDialog #code { width: auto; }
    WitnessDialog #said { margin-top: 1; }
    WitnessDialog #words { width: 1fr; height: auto; padding: 1 2; }
    WitnessDialog KeyBar { margin-top: 0; }
    """

    def __init__(self, code: str) -> None:
        from exports.printed.badges.qr import text_matrix

        super().__init__(_("Have the other desk scan this"))
        self._lines = code_lines(text_matrix(code))

    def parts(self) -> Iterable[Widget]:
        """The code, or what is needed to see it."""
        text = _("Make the window larger to see the code: at least {columns} columns and {lines} lines.")
        yield Text(text.format(columns=len(self._lines[0]), lines=len(self._lines) + 2), id="small")
        code = Content("\n").join(Content.assemble((line, _INK)) for line in self._lines)
        how = _(
            "Hold it before the other desk’s camera, or its scanner before this. Then do the same the other way round."
        )
        with Horizontal(id="beside"):
            yield Text(code, id="code")
            with Vertical(id="words"):
                yield Text(f"{self._heading}\n\n{how}")
                yield Text("", id="said")

    def tell(self, said: str) -> None:
        """Say beside the code what became of the other desk's, which was scanned here: the dialog covers the desk's messages."""
        self.query_one("#said", Text).say(said)

    def begin(self) -> None:
        """Show the code where there is room for it."""
        self._fit(self.size)

    def on_resize(self, event: events.Resize) -> None:
        """The window was made larger, or smaller."""
        if self._stands:
            self._fit(event.size)

    def show_verdict(self, verdict: Verdict) -> None:
        """The verdict takes its room from the code."""
        super().show_verdict(verdict)
        self.call_after_refresh(lambda: self._fit(self.size))

    def _fit(self, size: Size) -> None:
        """The code is shown whole or not at all."""
        room = size.height - (self.above.region.height if self.above.display else 0)
        fits = len(self._lines) + 2 <= room and len(self._lines[0]) <= size.width
        self.query_one("#small").display, self.query_one("#beside").display = not fits, fits

    def leaving(self) -> str:
        """What Esc does, in a word."""
        return _("done")
