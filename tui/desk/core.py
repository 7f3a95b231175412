"""The heart of the screen: scans go down to the writer, and what they came to is shown once it is committed."""

from __future__ import annotations

from concurrent.futures import Future
from time import monotonic
from typing import TYPE_CHECKING

from checkin.rules.decide import Arrival
from checkin.rules.events import Direction
from checkin.rules.outcomes import OutcomeKind
from checkin.texts import _
from tui.desk.showing import Showing
from tui.devices.clock import wall_ms
from tui.model import jobs, messages
from tui.model.scanner_hints import ScannerHints
from tui.model.verdicts import not_recorded
from tui.model.writer_handle import WriterHandle
from tui.words.faults import sentences

if TYPE_CHECKING:
    from checkin.scanning.burst import Burst

RETRY_SECONDS = 2.0


class DeskCore(Showing):
    """What devices and workers send arrives here as messages; the handlers draw it."""

    def __init__(self, writer: WriterHandle) -> None:
        super().__init__(writer)
        self._early: list[tuple[str, str, int, Burst | None]] = []
        self._hints = ScannerHints()

    def hear(self, burst: Burst) -> None:
        """A keyboard scanner typed this."""
        self.take(burst.text, "keyboard", burst)

    def take(self, text: str, source: str, burst: Burst | None = None) -> None:
        """A scan reached the desk: its id and time are made now, once. Codes of the test sheet are no scans."""
        from checkin.scanning.burst import Burst
        from checkin.scanning.scanner_check import code_of

        if burst is not None and code_of(burst) is not None:
            self.take_test_code(burst)
        elif burst is None and code_of(Burst(text)) is not None:
            # By the camera it says nothing of a scanner.
            self.notify(_("This is a test code for scanners; nothing is recorded."), timeout=5)
        else:
            self._submit(text, source, wall_ms(), self.state.direction, burst=burst)

    def take_test_code(self, burst: Burst) -> None:
        """A code of the test sheet: it opens the scanner check."""
        raise NotImplementedError

    def take_by_hand(self, volunteer: str, direction: Direction) -> None:
        """Somebody was picked from a list."""
        self._submit("", "hand", wall_ms(), direction, volunteer)

    def take_early(self) -> None:
        """Scans that came before the activity was known go to it now, at the times at which they came."""
        early, self._early = self._early, []
        for text, source, at, burst in early:
            self._submit(text, source, at, self.state.direction, burst=burst)

    def write(self, arrival: Arrival) -> None:
        """Hand a scan to the writer; what it came to arrives as a message."""
        operator = self.writer.operator

        def done(future: Future[jobs.Taken]) -> None:
            error = future.exception()
            if error is not None:
                self.post_message(messages.ScanFailed(arrival, error))
            else:
                self.post_message(messages.ScanTaken(arrival, future.result()))

        self.writer.submit(lambda store: jobs.take(store, arrival, operator)).add_done_callback(done)

    def on_scan_taken(self, message: messages.ScanTaken) -> None:
        """It is committed; only now it is shown and sounded."""
        if message.arrival.id in self.waiting:
            self.waiting.drop(message.arrival.id)
            self.show_notice()
        refused = message.taken.outcome.kind is OutcomeKind.NOT_A_BADGE
        self.show_verdict(self._hints.answer(message.arrival.id, self.state.take(message.taken), refused))
        if not refused and (hint := self._hints.hint(message.arrival.id, monotonic())):
            self.notify(hint, severity="warning", timeout=8, markup=False)
        self.show_board_soon()

    def on_scan_failed(self, message: messages.ScanFailed) -> None:
        """It is not recorded: said at once, kept, tried again until it is written or a person gives it up."""
        reason = " ".join(sentences(message.error))
        if self.waiting.keep(message.arrival, reason):
            verdict = not_recorded(reason, message.arrival.at)
            self.state.show(verdict)
            self.show_verdict(verdict)
            self.show_board()
        self.show_notice()
        self.set_timer(RETRY_SECONDS, lambda: self.write_again(message.arrival))

    def write_again(self, arrival: Arrival) -> None:
        """Try to write a scan that waits, if nobody gave it up."""
        if arrival.id in self.waiting:
            self.write(arrival)

    def _submit(
        self,
        text: str,
        source: str,
        at: int,
        direction: Direction,
        volunteer: str | None = None,
        burst: Burst | None = None,
    ) -> None:
        from storage.disk.ids import new_id

        activity = self.state.activity
        if activity is None:
            self._early.append((text, source, at, burst))
            return
        arrival = Arrival(new_id(), at, text, activity.key, direction, source, volunteer)
        if burst is not None:
            self._hints.note(arrival.id, burst)
        self.write(arrival)
