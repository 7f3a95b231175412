"""What the desk looks after every second: the clock, and what other programs and desks wrote."""

from __future__ import annotations

from concurrent.futures import Future
from datetime import date
from typing import TYPE_CHECKING

from checkin.clock import ClockWatch
from checkin.rules.problems import Refused
from checkin.texts import _
from storage.disk.free_space import scarce_megabytes
from storage.disk.opened.opened_files import RECORD_REPLACED
from storage.people.birthdays import release_grown_up
from storage.presence.board import Board
from storage.store import Store
from tui.desk.display import Display
from tui.desk.host import Host
from tui.model import jobs, messages
from tui.model.desk_state import DeskState
from tui.model.left_to_do import has_people, left_to_do
from tui.model.lights import Light
from tui.model.writer_handle import WriterHandle
from tui.words.amounts import zone_of
from tui.words.laptop.here import nearly_full_text

if TYPE_CHECKING:
    from exports.included_desks import DesksLine


class RecordWatch:
    """`tick` is called once a second; what is found comes back as a message."""

    def __init__(self, writer: WriterHandle, state: DeskState, display: Display, host: Host) -> None:
        self._writer = writer
        self._clock = writer.clock
        self._clock_watch = ClockWatch(writer.clock)
        self._state = state
        self._display = display
        self._host = host
        self._minute = 0
        self._day: date | None = None
        self._is_scarce = False
        self._looking: Future[jobs.Elsewhere | None] | None = None
        self._left_of: Board | None = None
        """The board for which was asked what is left to do."""

    def tick(self) -> None:
        """A second went by."""
        minute = self._clock.now() // 60_000
        if minute != self._minute:
            self._minute = minute
            self._display.show_lists()
            self.look_at_desks()
            self._look_at_disk()
            if self._state.identity is not None:  # the folder is open: at the first start there is none yet
                self._writer.submit(lambda store: store.ledger.look_through())
                self._look_at_birthdays()
            if self._state.idle:
                # Midnight may have made another day of it.
                self._display.show_idle()
        change = self._clock_watch.change()
        if change is not None and self._state.identity is not None:
            self._clock_changed(change)
        self._look_elsewhere()
        self._look_what_is_left()

    def look_at_desks(self) -> None:
        """Which desks the lists include: a minute later another one may be missing."""
        activity = self._state.activity
        if activity is None:
            return

        def done(future: Future[DesksLine | None]) -> None:
            if future.exception() is None:
                self._host.post_message(messages.DesksLooked(future.result()))

        self._writer.submit(lambda store: jobs.desks_line(store, activity.key)).add_done_callback(done)

    def _look_at_disk(self) -> None:
        """Said once, before a scan fails for it."""
        if self._is_scarce or self._state.identity is None:
            return

        def done(future: Future[int | None]) -> None:
            free = None if future.exception() else future.result()
            if free is not None and not self._is_scarce:
                self._is_scarce = True
                self._host.post_message(messages.DiskLooked(free))

        self._writer.submit(lambda store: scarce_megabytes(store.folder.path)).add_done_callback(done)

    def _look_at_birthdays(self) -> None:
        """At midnight, as at each start: who is old enough from today on waits for no guardian's consent any more. Midnight may
        also have come before the first look."""
        today = self._clock.today(zone_of(None, self._state.identity, self._clock))
        before, self._day = self._day, today
        if before == today:
            return

        def done(future: Future[int]) -> None:
            if future.exception() is None and (count := future.result()):
                self._host.post_message(messages.GrewUp(count))

        operator = self._writer.operator
        self._writer.submit(lambda store: release_grown_up(store, operator)).add_done_callback(done)

    def _look_what_is_left(self) -> None:
        """Of an activity that is closed, each time that it was read anew; and whether there is anybody, as long as there is not."""
        board, state = self._state.board, self._state
        is_closed = board is not None and board.activity.closed_at is not None
        if state.identity is None or not ((is_closed and board is not self._left_of) or not state.has_people):
            return
        self._left_of = board
        closed = board.activity.key if is_closed and board is not None else ""

        def look(store: Store) -> messages.LeftLooked:
            return messages.LeftLooked(closed, left_to_do(store, closed) if closed else None, has_people(store))

        def done(future: Future[messages.LeftLooked]) -> None:
            if future.exception() is None:
                self._host.post_message(future.result())

        self._writer.submit(look).add_done_callback(done)

    def left_looked(self, message: messages.LeftLooked) -> None:
        """The zone says it while nobody is scanned."""
        state = self._state
        state.has_people = message.has_people
        if state.activity is not None and state.activity.key == message.activity:
            state.left = message.left
        if state.idle:
            self._display.show_idle()

    def disk_looked(self, free: int) -> None:
        """`free` MB are left."""
        self._host.notify(nearly_full_text(free), severity="warning", timeout=30)

    def record_looked(self, is_replaced: bool) -> None:
        """Said at once, before anybody is scanned in vain."""
        self._state.is_record_replaced = is_replaced
        self._display.show_notice()

    def desks_looked(self, line: DesksLine | None) -> None:
        """Said below the lists."""
        if line != self._state.desks:
            self._state.desks = line
            self._display.show_board()

    def changed_elsewhere(self, elsewhere: jobs.Elsewhere) -> None:
        """Somebody else recorded something, or entered scans that were held."""
        self.look_at_desks()
        self._display.show_held(elsewhere.held)
        if elsewhere.is_missing != self._state.is_missing:
            self._state.is_missing = elsewhere.is_missing
            self._display.show_notice()
        if (
            elsewhere.gone is not None
            and self._state.activity is not None
            and self._state.activity.key == elsewhere.gone
        ):
            self._leave(self._state.activity.name)
            return
        board, chosen = elsewhere.board, self._state.activity
        if board is None or chosen is None:
            return
        if chosen.key == board.activity.key and chosen.making == board.activity.making:
            self._display.show_read(board)
        elif chosen.making is not None and chosen.making == board.activity.making:
            self._follow_code(board)

    def _follow_code(self, board: Board) -> None:
        """Somebody decided about a code that two desks made: scans stay with the same activity, which has another one now."""
        self._state.change_activity(board, self._clock.now(), self._state.post)
        self._display.show_state()
        text = _("“{activity}” now has the code {code}; scans go on to it.")
        told = text.format(activity=board.activity.name, code=board.activity.code)
        self._host.notify(told, severity="warning", timeout=20, markup=False)

    def _leave(self, name: str) -> None:
        """Another program hid the activity, or struck it out: scans are held until a person chooses."""
        self._state.leave_activity(self._clock.now())
        self._display.show_state()
        text = _("“{activity}” was hidden or struck out elsewhere: choose another one with F6.")
        self._host.notify(text.format(activity=name), severity="warning", timeout=20, markup=False)

    def _clock_changed(self, change_ms: int) -> None:
        operator = self._writer.operator
        self._writer.submit(lambda store: jobs.record_clock_change(store, change_ms, operator))
        self._state.light(clock=Light.BAD)
        text = _("The computer's clock was changed by {seconds} s. It is recorded; check that the time is right.")
        self._host.notify(text.format(seconds=round(change_ms / 1000)), severity="warning", timeout=20)

    def _look_elsewhere(self) -> None:
        """Other programs write to the folder too; a slow disk is not asked twice at a time."""
        if self._state.identity is None or (self._looking is not None and not self._looking.done()):
            return
        chosen = self._state.activity
        self._looking = self._writer.submit(lambda store: jobs.changed_elsewhere(store, chosen))
        self._looking.add_done_callback(self._looked_elsewhere)

    def _looked_elsewhere(self, future: Future[jobs.Elsewhere | None]) -> None:
        error = future.exception()
        replaced = isinstance(error, Refused) and error.problems[0].code == RECORD_REPLACED
        if replaced != self._state.is_record_replaced:
            self._host.post_message(messages.RecordLooked(replaced))
        if error is None and (elsewhere := future.result()) is not None:
            self._host.post_message(messages.ChangedElsewhere(elsewhere))
