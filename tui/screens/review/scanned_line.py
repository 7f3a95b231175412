"""The line in which the review says what a scan came to; it ages as the verdict on the desk does."""

from __future__ import annotations

from datetime import tzinfo

from textual.content import Content

from checkin.clock import Clock
from checkin.texts import _
from tui.model.verdict_zone.zone import FRESH_MS, OVER_MS, aged
from tui.model.verdicts import Verdict
from tui.widgets.line import Line
from tui.words.amounts import clock_seconds_text
from tui.words.cells import cut, plain, sized


class ScannedLine(Line):
    """Says that scans go on; for a while after each scan it holds its verdict."""

    DEFAULT_CSS = "ScannedLine { width: 1fr; height: 1; padding: 0 1; text-wrap: nowrap; }"

    def __init__(self, clock: Clock) -> None:
        super().__init__(id="scanned")
        self._clock = clock
        self._shown: tuple[Verdict, tzinfo] | None = None
        self._since = 0

    def on_mount(self) -> None:
        """Say at once that scans go on."""
        self.tell()

    def show(self, verdict: Verdict, zone: tzinfo) -> None:
        """Show the verdict of a scan that came meanwhile, with its time in `zone`."""
        self._shown, self._since = (verdict, zone), self._clock.steady()
        self.tell()

    def on_resize(self) -> None:
        """As wide as the window is now."""
        self.tell()

    def tell(self) -> None:
        """What holds now. A verdict gets older; after its time only the name is left."""
        width = max(1, self.size.width)
        ready = Content.styled(_("Scans go on while you work here."), "$quiet")
        if self._shown is None:
            self.say(ready)
            return
        verdict, zone = self._shown
        age = self._clock.steady() - self._since
        if age < OVER_MS:
            self.say(scan_line(verdict if age < FRESH_MS else aged(verdict, age), zone, width))
            return
        last = f"{clock_seconds_text(verdict.at, zone)} {verdict.name or verdict.word}"
        self.say(Content.assemble(ready, "  ", (plain(last), "$quiet")))


def scan_line(verdict: Verdict, zone: tzinfo, width: int) -> Content:
    """What a scan came to, in its colours, exactly as wide as there is room."""
    parts = (verdict.symbol, verdict.word, verdict.name, verdict.detail, verdict.times, verdict.advice, verdict.has)
    text = "  ".join(plain(part.replace("\n", " ")) for part in parts if part)
    line = cut(f" {clock_seconds_text(verdict.at, zone)}  {text}", width)
    return Content.styled(sized(line, width), f"bold $tone-{verdict.tone}-text on $tone-{verdict.tone}")
