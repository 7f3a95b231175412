"""Scans go down to the writer, and what they came to is shown once it is committed (design §3)."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from typing import TYPE_CHECKING

from checkin.rules.badge_numbers import NotABadge, why_not_a_badge
from checkin.rules.decide import Arrival, Unreadable
from checkin.rules.events import Direction
from checkin.rules.outcomes import OutcomeKind
from checkin.rules.witness import is_witness_code
from checkin.texts import _
from storage.presence.unwritten_scans import forget_unwritten, keep_unwritten
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
    from storage.store import Store

RETRY_SECONDS = 2.0


class Taking:
    """`on_test_code` gets what a scanner read from the sheet of test codes, `on_witness_code` the code of another desk's record:
    neither is a scan.
    """

    def __init__(
        self,
        writer: WriterHandle,
        state: DeskState,
        waiting: Waiting,
        display: Display,
        host: Host,
        on_test_code: Callable[[Burst], None],
        on_witness_code: Callable[[str], None],
    ) -> None:
        self.waiting = waiting
        self._on_disk: set[str] = set()
        """Ids of waiting scans that the next start will enter if the desk is closed now."""
        self._holding: set[str] = set()
        """Ids of scans that are on their way to the table of held ones."""
        self._early: set[str] = set()
        """Ids of those that came before the folder was open, when nobody could have chosen an activity."""
        self._writer = writer
        self._clock = writer.clock
        self._state = state
        self._display = display
        self._host = host
        self._on_test_code = on_test_code
        self._on_witness_code = on_witness_code
        self._hints = ScannerHints()
        self._told_of_post: str | None = None
        """The lost post that was told of."""

    def take_burst(self, burst: Burst) -> None:
        """A keyboard scanner typed this."""
        self.take(burst.text, "keyboard", burst)

    def take_typed_badge(self, badge: str) -> None:
        """A badge number was scanned into a field that takes no bursts."""
        self.take(badge, "keyboard")

    def take(self, text: str, source: str, burst: Burst | None = None) -> None:
        """A scan reached the desk: its id and time are made now, once."""
        from checkin.scanning.burst import Burst
        from checkin.scanning.scanner_check import code_of

        if burst is not None and code_of(burst) is not None:
            self._on_test_code(burst)
        elif burst is None and code_of(Burst(text)) is not None:
            # By the camera it says nothing of a scanner.
            self._host.notify(_("This is a test code for scanners; nothing is recorded."), timeout=5)
        elif is_witness_code(text):
            self._on_witness_code(text)
        elif burst is not None and burst.is_too_long:
            # Of a text that is no badge its length and cause are kept: the text itself goes no further.
            unreadable = Unreadable(len(burst.raw) + burst.unkept, why_not_a_badge(burst.raw) or NotABadge.LENGTH)
            self._submit(self._arrival("", source, self._state.direction)._replace(unreadable=unreadable), burst)
        else:
            self._submit(self._arrival(text, source, self._state.direction), burst)

    def take_by_hand(self, volunteer: str, direction: Direction) -> None:
        """Somebody was picked from a list."""
        self._submit(self._arrival("", "hand", direction, volunteer))

    @property
    def held_now(self) -> int:
        """How many scans are held, with those that are on their way to the disk."""
        return self._state.held.scans + len(self._holding)

    def take_early(self) -> None:
        """The folder is open: scans that came before go to its activity, at their own times; without one they stay held."""
        activity, early, self._early = self._state.activity, self._early, set()
        post = self._state.post
        if activity is None or not early:
            return

        def done(future: Future[jobs.TakenIn]) -> None:
            # What could not be entered is held still, and the desk says so.
            if future.exception() is None:
                self._host.post_message(messages.EarlyTaken(future.result()))

        self._writer.submit(lambda store: jobs.take_in(store, activity.key, early, post)).add_done_callback(done)

    def early_taken(self, taken_in: jobs.TakenIn) -> None:
        """They are committed: each is shown and sounded like any other scan."""
        for taken in taken_in.taken:
            self._display.show_verdict(self._state.take(taken, self._clock.now()))
        self._display.show_held(taken_in.span)
        self._display.show_board_soon()

    def write(self, arrival: Arrival) -> None:
        """Hand a scan to the writer; what it came to arrives as a message. One without an activity is held."""
        if not arrival.activity:
            self._hold(arrival)
            return
        operator = self._writer.operator

        def done(future: Future[jobs.Taken | jobs.Held]) -> None:
            error = future.exception()
            if error is not None:
                self._host.post_message(messages.ScanFailed(arrival, error))
                return
            taken = future.result()
            if isinstance(taken, jobs.Held):
                self._host.post_message(messages.ScanHeld(arrival, taken))
            else:
                self._host.post_message(messages.ScanTaken(arrival, taken))

        self._writer.submit(lambda store: jobs.take(store, arrival, operator)).add_done_callback(done)

    def taken(self, arrival: Arrival, taken: jobs.Taken) -> None:
        """It is committed; only now it is shown and sounded."""
        self._is_written(arrival)
        refused = taken.outcome.kind is OutcomeKind.NOT_A_BADGE
        self._display.show_verdict(self._hints.answer(arrival.id, self._state.take(taken, self._clock.now()), refused))
        if not refused and (hint := self._hints.hint(arrival.id, self._clock.steady() / 1000)):
            self._host.notify(hint, severity="warning", timeout=8, markup=False)
        self._display.show_board_soon()
        self._tell_of_lost_post()
        self._tell_afterwards(taken)

    def _tell_of_lost_post(self) -> None:
        """Say once of a post that it was struck out of the plan while the desk stands there; scans go on being recorded."""
        post = self._state.post
        if not self._state.is_post_gone:
            self._told_of_post = None
        elif post != self._told_of_post:
            self._told_of_post = post
            text = _(
                "The plan has no post {post} any more. Scans are still recorded there; choose another one: F10, “The post of this desk”."
            )
            self._host.notify(text.format(post=post), severity="warning", timeout=15, markup=False)

    def _tell_afterwards(self, taken: jobs.Taken) -> None:
        """Say in a corner, behind the verdict, which milestone was passed, and that the badge is a leaver's; nobody waits for it,
        and no name is in it.
        """
        if taken.outcome.kind not in (OutcomeKind.OPENED, OutcomeKind.CLOSED):
            return

        def passed(store: Store) -> list[str]:
            from storage.school_year.milestones import is_leaver, passed_milestones
            from tui.words.people.requirements import left_text, milestone_text

            left = [left_text()] if is_leaver(store, taken.outcome) else []
            return left + [milestone_text(*one) for one in passed_milestones(store, taken.outcome)]

        def done(future: Future[list[str]]) -> None:
            if future.exception() is None and future.result():
                self._host.post_message(messages.MilestonesPassed(tuple(future.result())))

        self._writer.submit(passed).add_done_callback(done)

    def held(self, arrival: Arrival, held: jobs.Held) -> None:
        """It is on disk; only now it is said."""
        self._holding.discard(arrival.id)
        self._is_written(arrival)
        if self._state.activity is not None and self._state.activity.key == arrival.activity:
            # It was struck out by another program a moment ago.
            self._state.leave_activity(self._clock.now())
            self._display.show_state()
        if self._state.activity is None:
            self._display.show_verdict(self._hints.answer(arrival.id, self._state.hold(held, arrival.at), False))
        else:
            self._display.show_held(held.span)

    def failed(self, arrival: Arrival, error: BaseException) -> None:
        """It is not recorded: said at once, kept, tried again until it is written or a person gives it up."""
        self._holding.discard(arrival.id)
        reason = cause_of(error)
        if self.waiting.keep(arrival, reason):
            self._keep_on_disk(arrival)
            verdict = not_recorded(reason, arrival.at)
            self._state.show(verdict)
            self._display.show_verdict(verdict)
            self._display.show_board()
        self._display.show_notice()
        self._host.set_timer(RETRY_SECONDS, lambda: self.write_again(arrival))

    @property
    def may_leave(self) -> bool:
        """Whether every waiting scan is on disk, so that it is entered at the next start."""
        return all(scan.arrival.id in self._on_disk for scan in self.waiting.scans())

    def give_up(self, arrival_id: str) -> None:
        """A waiting scan is not wanted any more."""
        self.waiting.drop(arrival_id)
        self._on_disk.discard(arrival_id)
        self._writer.submit(lambda store: forget_unwritten(store.folder, arrival_id))

    def _is_written(self, arrival: Arrival) -> None:
        if arrival.id in self.waiting:
            self.give_up(arrival.id)
            self._display.show_notice()

    def _keep_on_disk(self, arrival: Arrival) -> None:
        operator = self._writer.operator

        def done(future: Future[bool]) -> None:
            if future.exception() is None and future.result() and arrival.id in self.waiting:
                self._on_disk.add(arrival.id)

        self._writer.submit(lambda store: keep_unwritten(store, arrival, operator)).add_done_callback(done)

    def write_again(self, arrival: Arrival) -> None:
        """Try to write a scan that waits, if nobody gave it up."""
        if arrival.id in self.waiting:
            self.write(arrival)

    def _arrival(self, text: str, source: str, direction: Direction, volunteer: str | None = None) -> Arrival:
        from storage.disk.ids import new_id

        at, activity = self._clock.now(), self._state.activity
        key, post = ("", None) if activity is None else (activity.key, self._state.post)
        return Arrival(new_id(at), at, text, key, direction, source, volunteer, post=post)

    def _submit(self, arrival: Arrival, burst: Burst | None = None) -> None:
        if burst is not None:
            self._hints.note(arrival.id, burst)
        if self._state.identity is None:
            self._early.add(arrival.id)
        self.write(arrival)

    def _hold(self, arrival: Arrival) -> None:
        operator = self._writer.operator
        self._holding.add(arrival.id)

        def job(store: Store) -> jobs.Held:
            return jobs.hold(store, arrival, operator)

        def done(future: Future[jobs.Held]) -> None:
            error = future.exception()
            if error is not None:
                self._host.post_message(messages.ScanFailed(arrival, error))
            else:
                self._host.post_message(messages.ScanHeld(arrival, future.result()))

        self._writer.submit(job).add_done_callback(done)
