"""Scans go down to the writer, and what they came to is shown once it is committed (design §3)."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from typing import TYPE_CHECKING, NamedTuple

from checkin.rules.decide import Arrival
from checkin.rules.events import Direction
from checkin.rules.outcomes import OutcomeKind
from checkin.texts import _
from tui.desk.display import Display
from tui.desk.host import Host
from tui.model import jobs, messages
from tui.model.desk_state import DeskState
from tui.model.scanner_hints import ScannerHints
from tui.model.verdicts import not_recorded
from tui.model.waiting import Waiting
from tui.model.writer_handle import WriterHandle
from tui.words.faults import cause_of

if TYPE_CHECKING:
    from checkin.scanning.burst import Burst

RETRY_SECONDS = 2.0


class _Early(NamedTuple):
    text: str
    source: str
    at: int
    burst: Burst | None


class Taking:
    """`on_test_code` gets what a scanner read from the sheet of test codes: such codes are no scans."""

    def __init__(
        self,
        writer: WriterHandle,
        state: DeskState,
        waiting: Waiting,
        display: Display,
        host: Host,
        on_test_code: Callable[[Burst], None],
    ) -> None:
        self.waiting = waiting
        self.early: list[_Early] = []
        """Scans that came before the activity was known."""
        self._writer = writer
        self._clock = writer.clock
        self._state = state
        self._display = display
        self._host = host
        self._on_test_code = on_test_code
        self._hints = ScannerHints()

    def take_burst(self, burst: Burst) -> None:
        """A keyboard scanner typed this."""
        self.take(burst.text, "keyboard", burst)

    def take(self, text: str, source: str, burst: Burst | None = None) -> None:
        """A scan reached the desk: its id and time are made now, once."""
        from checkin.scanning.burst import Burst
        from checkin.scanning.scanner_check import code_of

        if burst is not None and code_of(burst) is not None:
            self._on_test_code(burst)
        elif burst is None and code_of(Burst(text)) is not None:
            # By the camera it says nothing of a scanner.
            self._host.notify(_("This is a test code for scanners; nothing is recorded."), timeout=5)
        else:
            self._submit(_Early(text, source, self._clock.now(), burst), self._state.direction)

    def take_by_hand(self, volunteer: str, direction: Direction) -> None:
        """Somebody was picked from a list."""
        self._submit(_Early("", "hand", self._clock.now(), None), direction, volunteer)

    def take_early(self) -> None:
        """Scans that came before the activity was known go to it now, at the times at which they came."""
        early, self.early = self.early, []
        for scan in early:
            self._submit(scan, self._state.direction)

    def write(self, arrival: Arrival) -> None:
        """Hand a scan to the writer; what it came to arrives as a message."""
        operator = self._writer.operator

        def done(future: Future[jobs.Taken]) -> None:
            error = future.exception()
            if error is not None:
                self._host.post_message(messages.ScanFailed(arrival, error))
            else:
                self._host.post_message(messages.ScanTaken(arrival, future.result()))

        self._writer.submit(lambda store: jobs.take(store, arrival, operator)).add_done_callback(done)

    def taken(self, arrival: Arrival, taken: jobs.Taken) -> None:
        """It is committed; only now it is shown and sounded."""
        if arrival.id in self.waiting:
            self.waiting.drop(arrival.id)
            self._display.show_notice()
        refused = taken.outcome.kind is OutcomeKind.NOT_A_BADGE
        self._display.show_verdict(self._hints.answer(arrival.id, self._state.take(taken, self._clock.now()), refused))
        if not refused and (hint := self._hints.hint(arrival.id, self._clock.steady() / 1000)):
            self._host.notify(hint, severity="warning", timeout=8, markup=False)
        self._display.show_board_soon()

    def failed(self, arrival: Arrival, error: BaseException) -> None:
        """It is not recorded: said at once, kept, tried again until it is written or a person gives it up."""
        reason = cause_of(error)
        if self.waiting.keep(arrival, reason):
            verdict = not_recorded(reason, arrival.at)
            self._state.show(verdict)
            self._display.show_verdict(verdict)
            self._display.show_board()
        self._display.show_notice()
        self._host.set_timer(RETRY_SECONDS, lambda: self.write_again(arrival))

    def write_again(self, arrival: Arrival) -> None:
        """Try to write a scan that waits, if nobody gave it up."""
        if arrival.id in self.waiting:
            self.write(arrival)

    def _submit(self, scan: _Early, direction: Direction, volunteer: str | None = None) -> None:
        from storage.disk.ids import new_id

        activity = self._state.activity
        if activity is None:
            self.early.append(scan)
            return
        made = new_id(self._clock.now())
        arrival = Arrival(made, scan.at, scan.text, activity.key, direction, scan.source, volunteer)
        if scan.burst is not None:
            self._hints.note(arrival.id, scan.burst)
        self.write(arrival)
