"""The desk in a terminal: how it begins, what it looks after every second, and how it ends."""

from __future__ import annotations

import contextlib
import gc
import traceback
from collections.abc import Iterable
from concurrent.futures import Future
from typing import TYPE_CHECKING, Any

from textual.app import SystemCommand
from textual.screen import Screen
from textual.worker import get_current_worker

from checkin.texts import _
from storage.presence.board import Board
from tui.desk.review_actions import ReviewActions
from tui.devices.clock import ClockWatch, wall_ms
from tui.devices.sound import WARNING
from tui.model import jobs, messages
from tui.model.commands import COMMANDS
from tui.model.lights import Light
from tui.model.writer_handle import WriterHandle
from tui.words.faults import sentences

if TYPE_CHECKING:
    from checkin.scanning.video import FrameSource
    from exports.included_desks import DesksLine

TICK_SECONDS = 1.0


class DeskApp(ReviewActions):
    """`first` is the look at the folder that is under way; None where there is no desk in it yet."""

    def __init__(
        self, writer: WriterHandle, first: Future[jobs.FirstLook] | None, camera: str | FrameSource | None = None
    ) -> None:
        super().__init__(writer, camera)
        self.title = _("Hourdesk")
        self.last_words: list[str] = []
        self._first = first
        self._clock = ClockWatch()
        self._minute = 0
        self._settings: dict[str, Any] = {}
        self._looking: Future[Board | None] | None = None
        # What is known before the first paint needs no second one.
        self._look = first.result() if first is not None and first.done() and first.exception() is None else None
        if self._look is not None:
            self._show_look(self._look)

    def on_mount(self) -> None:
        """Begin with what is in the folder, or lead through the first start."""
        if self._first is None:
            self.begin_first_start()
        elif self._look is not None:
            self._begin(self._look)
        else:
            self.look_at(self._first)
        self.set_interval(TICK_SECONDS, self._tick)

    def on_looked(self, message: messages.Looked) -> None:
        """The folder is open."""
        self._show_look(message.look)
        self._begin(message.look)

    def _show_look(self, look: jobs.FirstLook) -> None:
        self.use_settings(look.settings)
        self.state.look(look, wall_ms())
        self.desk.verdict.show(self.state.verdict)
        self.show_board()

    def _begin(self, look: jobs.FirstLook) -> None:
        self.use_camera_settings(look.settings)
        self._settings = look.settings
        self.call_after_refresh(self._load_late)
        if look.board is None:
            self.begin_without_activity(has_people=look.has_people)
        else:
            self.take_early()

    def on_not_opened(self, message: messages.NotOpened) -> None:
        """The folder can't be used: say why, and what to do."""
        self.last_words = sentences(message.error)
        self.exit(1, return_code=1)

    def watch_app_focus(self, focus: bool) -> None:
        """A terminal in the background gets no keys: say so before scans are lost."""
        if (self.state.lights.focus is Light.GOOD) == focus:
            return
        self.state.lights = self.state.lights._replace(focus=Light.GOOD if focus else Light.BAD)
        self.show_notice()
        if not focus:
            self.sound.play(WARNING)

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """The palette holds the desk's own commands."""
        for command in COMMANDS:
            yield SystemCommand(command.title(), command.help(), getattr(self, f"action_{command.name}"))

    def _tick(self) -> None:
        self.look_at_supervision()
        self.show_top()
        minute = wall_ms() // 60_000
        if minute != self._minute:
            self._minute = minute
            self.desk.show_board(self.state.board, wall_ms(), self.state.desks)
            self._look_at_desks()
            if self.state.idle:
                # Midnight may have made another day of it.
                self.show_rest()
        change = self._clock.change()
        if change is not None and self.state.identity is not None:
            self._clock_changed(change)
        self._look_elsewhere()

    def _clock_changed(self, change_ms: int) -> None:
        operator = self.writer.operator
        self.writer.submit(lambda store: jobs.record_clock_change(store, change_ms, operator))
        self.state.lights = self.state.lights._replace(clock=Light.BAD)
        self.notify(
            _("The computer's clock was changed by {seconds} s. It is recorded; check that the time is right.").format(
                seconds=round(change_ms / 1000)
            ),
            severity="warning",
            timeout=20,
        )

    def _look_elsewhere(self) -> None:
        """Other programs write to the folder too; a slow disk is not asked twice at a time."""
        activity = self.state.activity
        if activity is None or (self._looking is not None and not self._looking.done()):
            return
        self._looking = self.writer.submit(lambda store: jobs.board_if_changed(store, activity.key))
        self._looking.add_done_callback(self._looked_elsewhere)

    def _looked_elsewhere(self, future: Future[Board | None]) -> None:
        if future.exception() is None and (board := future.result()) is not None:
            self.post_message(messages.BoardRead(board))

    def _look_at_desks(self) -> None:
        """Which desks the lists include: a minute later another one may be missing."""
        activity = self.state.activity
        if activity is None:
            return

        def done(future: Future[DesksLine | None]) -> None:
            if future.exception() is None:
                self.post_message(messages.DesksLooked(future.result()))

        self.writer.submit(lambda store: jobs.desks_line(store, activity.key)).add_done_callback(done)

    def on_desks_looked(self, message: messages.DesksLooked) -> None:
        """Said below the lists."""
        if message.line != self.state.desks:
            self.state.desks = message.line
            self.show_board()

    def on_board_read(self, message: messages.BoardRead) -> None:
        """Somebody else recorded something."""
        self._look_at_desks()
        if self.state.activity is not None and self.state.activity.key == message.board.activity.key:
            self.show_read(message.board)

    async def on_unmount(self) -> None:
        """Let go of the camera before the program ends."""
        await self.let_go_of_camera()
        await self.end_copies()

    def _fatal_error(self) -> None:
        """A fault of the program: kept in a file for who can mend it, told in a sentence, never as a traceback."""
        file = self.writer.path / "fault.txt"
        fault = self._exception
        self.last_words = [_("Hourdesk had to stop. Everything that was recorded is kept; start it again.")]
        if fault is not None:
            with contextlib.suppress(OSError):
                file.write_text("".join(traceback.format_exception(fault)), "utf-8")
                self.last_words.append(_("What happened is described in {file}.").format(file=file))
        self._close_messages_no_wait()

    def _load_late(self) -> None:
        """What the first screen did without."""
        gc.freeze()
        gc.enable()
        self.capture_keys()
        self.start_camera()
        self.use_copy_settings(self._settings)
        self.run_worker(self._load_pictures, thread=True, exit_on_error=False)
        self.run_worker(self.load_speaker, thread=True, exit_on_error=False)

    def _load_pictures(self) -> None:
        from storage.disk.ids import new_id
        from tui.bigtext.raster import can_draw, in_picture

        # The maker of ids is loaded now, so that the first scan does not wait for it.
        new_id()
        if can_draw() and not get_current_worker().is_cancelled:
            self.post_message(messages.PicturesReady(in_picture))
