"""The desk standing still: no folder, a clock that stands, no blinking, so that pictures of it can be compared."""

from __future__ import annotations

from concurrent.futures import Future
from typing import Any

from textual.pilot import Pilot
from textual.widgets import Input

from checkin.rules.decide import Arrival
from checkin.rules.outcomes import Outcome, OutcomeKind
from storage.people.person import Person
from tests.tui.outcomes import IDENTITY, NOW, PERSON, board
from tests.tui.still_writer import StillWriter
from tui.desk.app import DeskApp
from tui.model import jobs, messages


class StillDesk(DeskApp):
    """With a board of eight people at five past nine."""

    def __init__(self, settings: dict[str, Any] | None = None, now: int = NOW, **answers: Any) -> None:
        first: Future[jobs.FirstLook] = Future()
        first.set_result(jobs.FirstLook(IDENTITY, settings or {}, board(), True))
        super().__init__(StillWriter(now, **answers), first)

    def _load_late(self) -> None:
        """Letters are drawn without a font, the same on every machine."""

    def _tick(self) -> None:
        """Do nothing: the time stands still."""

    def show(self, outcome: Outcome, *, noted: bool = False) -> None:
        """As if a scan had come to this; `noted`: of a person on whom there is a note."""
        known = outcome.kind not in (OutcomeKind.NOT_A_BADGE, OutcomeKind.UNKNOWN_BADGE)
        person: Person | None = PERSON if known else None
        arrival = Arrival(outcome.event, outcome.at, "", outcome.activity)
        self.on_scan_taken(messages.ScanTaken(arrival, jobs.Taken(outcome, person, noted)))
        self.desk.display.show_board()

    def stop_blinking(self) -> None:
        """Stop the cursors, so that pictures are the same each time."""
        for field in self.screen.query(Input):
            field.cursor_blink = False


async def stands_still(pilot: Pilot[int]) -> None:
    """Wait until the picture is the same three times in a row: on a busy machine a fixed time is not enough."""
    seen = list[str]()
    while len(seen) < 3 or len({*seen[-3:]}) > 1:
        assert len(seen) < 100, "the picture does not come to rest"
        await pilot.pause(0.05)
        seen.append(pilot.app.export_screenshot())
