"""The desk in a terminal: how it begins, what it looks after every second, and how it ends."""

from __future__ import annotations

import asyncio
import contextlib
import gc
from concurrent.futures import Future
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from textual.binding import BindingType
from textual.screen import Screen
from textual.widget import AwaitMount
from textual.worker import get_current_worker

from checkin.rules.far_scans import is_far
from checkin.texts import _, ngettext
from storage.store import has_desk
from tui.desk.commands import COMMANDS
from tui.desk.commands.more import More
from tui.desk.commands.people import ShowNote
from tui.desk.desk import Desk
from tui.desk.fault_file import fault_file, fault_text
from tui.devices.scanner_app import ScannerApp
from tui.devices.sound import PATTERNS, WARNING
from tui.model import jobs, messages
from tui.model.desk_state import DeskState
from tui.model.lights import Light
from tui.model.pictures import Picture
from tui.model.rows_of_more import named_by_rows
from tui.model.themes import THEMES
from tui.model.verdict_zone.readiness import opening
from tui.model.verdict_zone.zone import locked
from tui.model.verdicts import Tone
from tui.model.writer_handle import WriterHandle
from tui.screens.desk import DeskScreen, bindings_of
from tui.widgets.lines_pane import LinesPane
from tui.words.counts import grown_up_text
from tui.words.faults import sentences

if TYPE_CHECKING:
    from checkin.scanning.video import FrameSource

TICK_SECONDS = 1.0


class FirstScreen(DeskScreen):
    """The desk's screen with the keys of its commands."""

    BINDINGS: ClassVar[list[BindingType]] = bindings_of(COMMANDS)


class DeskApp(ScannerApp):
    """What devices and workers send arrives here as messages, and goes on to the parts of the desk.

    `first` is the look at the folder that is under way; None where there is no desk in it yet. `camera` is what the command
    line named.
    """

    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = bindings_of([More(), ShowNote()])
    """What is reached from every page: `more`, and the note of which the verdict above a page shows the sign."""

    def __init__(
        self,
        writer: WriterHandle,
        first: Future[jobs.FirstLook] | None,
        camera: str | FrameSource | None = None,
    ) -> None:
        super().__init__(lambda burst: self.desk.taking.take_burst(burst), writer.clock)
        for theme in THEMES.values():
            self.register_theme(theme)
        self.theme = THEMES["dark"].name
        self.title = _("Hourdesk")
        self.picture: Picture | None = None
        """Draws Chinese letters large, once a font is loaded."""
        self.last_words: list[str] = []
        self.state = DeskState()
        screen = FirstScreen(self.state.verdict, self.size, COMMANDS)
        self.desk = Desk(self, writer, screen, self.state, camera, partial(setattr, self, "theme"))
        self.desk.on_other_record.append(self._look_again)
        self._first = first
        self._is_looking = False
        self._settings: dict[str, Any] = {}
        # What is known before the first paint needs no second one.
        self._look = first.result() if first is not None and first.done() and first.exception() is None else None
        if self._look is not None:
            self._show_look(self._look)

    def get_default_screen(self) -> Screen[None]:
        """The desk's screen, which is shown first."""
        return self.desk.screen

    def named_by_rows(self, text: str) -> str:
        """A sentence with rows of `more` in place of commands: whoever is here has no command line."""
        return named_by_rows(super().named_by_rows(text), COMMANDS)

    async def action_command(self, name: str) -> None:
        """Do what the command of this name says: at once, or in a worker where it waits for a person."""
        command, modes = next(command for command in COMMANDS if command.name == name), self.desk.modes
        if not modes.lets(name) and modes.asks_pin(name):
            self.desk.start("unlock", partial(self._open_first, name))
        elif not modes.lets(name):
            self.notify(modes.why_not())
        elif reason := command.why_not(self.desk):
            self.notify(reason)
        elif command.waits:
            self.desk.start(command.name, lambda: command.do(self.desk))
        else:
            await command.do(self.desk)

    async def _open_first(self, name: str) -> None:
        """The desk is opened with the PIN; then it is left where that was meant."""
        if await self.desk.modes.end() and name == "leave":
            await self.action_command(name)

    def push_screen(
        self, screen: Any, callback: Any = None, wait_for_dismiss: bool = False, *, mode: str | None = None
    ) -> Any:
        """While the desk is locked, or people scan by themselves, no other screen comes up: whoever waits for one gets None."""
        if not isinstance(screen, Screen) or self.desk.modes.lets_open(screen):
            push: Any = super().push_screen
            return push(screen, callback, wait_for_dismiss, mode=mode)
        if not wait_for_dismiss:
            return AwaitMount(self.screen, [])
        nothing = asyncio.get_running_loop().create_future()
        nothing.set_result(None)
        return nothing

    def shown(self, message: str) -> str:
        """A message may name people: while the desk is not open it is not shown, and F1 lists it afterwards."""
        modes = self.desk.modes
        return message if modes.is_open or message == modes.why_not() else _("A message waits until the desk is open.")

    async def action_quit(self) -> None:
        """Textual's own name for it."""
        await self.action_command("leave")

    def on_mount(self) -> None:
        """Begin with what is in the folder, or lead through the first start."""
        if self._first is None:
            self._begin_without_desk()
        elif self._look is not None:
            self._begin(self._look)
        else:
            self._look_at(self._first)
        self.set_interval(TICK_SECONDS, self._tick)
        self.screen_change_signal.subscribe(self, self.desk.display.screen_changed)

    def _begin_without_desk(self) -> None:
        """The desk in the folder is locked, or there is none yet."""
        from tui.desk.first_start import begin_in_empty_folder
        from tui.desk.unlocking import begin_locked

        begin = begin_in_empty_folder
        if has_desk(self.desk.writer.path):
            begin = begin_locked
            self.state.verdict = locked()
            self.desk.display.show_state()
        self.desk.start("begin", lambda: begin(self.desk, self._look_again))

    @property
    def stands(self) -> bool:
        """Not while the folder is being opened, which on a slow disk takes long."""
        return not self._is_looking

    def _look_again(self) -> None:
        self._look_at(self.desk.writer.submit(jobs.first_look))

    def _look_at(self, look: Future[jobs.FirstLook]) -> None:
        """Show the folder as soon as it is open, and until then that it is being opened."""
        self._is_looking = True
        if self.state.identity is None:
            self.state.verdict = opening()
            self.desk.display.show_state()

        def done(future: Future[jobs.FirstLook]) -> None:
            error = future.exception()
            self.post_message(messages.NotOpened(error) if error else messages.Looked(future.result()))

        look.add_done_callback(done)

    def on_looked(self, message: messages.Looked) -> None:
        """The folder is open."""
        self._is_looking = False
        self._show_look(message.look)
        self._begin(message.look)

    def on_not_opened(self, message: messages.NotOpened) -> None:
        """The folder can't be used: say why, and what to do."""
        self.last_words = sentences(message.error)
        self.exit(1, return_code=1)

    def _show_look(self, look: jobs.FirstLook) -> None:
        self.desk.settings.use(look.settings)
        self.desk.modes.begin_as_before(look.settings)
        self.state.look(look, self.desk.clock.now())
        self.desk.display.show_state()

    def _begin(self, look: jobs.FirstLook) -> None:
        self.desk.camera.use_settings(look.settings)
        self._settings = look.settings
        self.call_after_refresh(self._load_late)
        if look.is_missing:
            self.desk.display.show_notice()
        if look.purge:
            self.notify(look.purge, timeout=15, markup=False)
        if look.grown_up:
            self.notify(look.grown_up, timeout=15, markup=False)
        if look.unreadable:
            self.notify(look.unreadable, severity="warning", timeout=60, markup=False)
        if look.memory:
            self.notify(look.memory, timeout=30, markup=False)
        if look.entered:
            text = ngettext(
                "{count} scan that could not be recorded before is in the record now.",
                "{count} scans that could not be recorded before are in the record now.",
                look.entered,
            )
            self.notify(text.format(count=look.entered), timeout=15)
        if look.board is None and not look.has_activities:
            from tui.desk.first_start import begin_without_activity

            self.desk.start("activity", partial(begin_without_activity, self.desk, has_people=look.has_people))
        elif look.board is not None:
            self.desk.taking.take_early()
            if is_far(look.board.activity, self.desk.clock.now()):
                from tui.desk.activity_choice import ask_about_far_day

                self.desk.start("far day", lambda: ask_about_far_day(self.desk))

    def _load_late(self) -> None:
        """What the first screen did without."""
        gc.freeze()
        gc.enable()
        self.capture_keys()
        self.desk.camera.start()
        self.desk.copies.use_settings(self._settings)
        self.run_worker(self._load_pictures, thread=True, exit_on_error=False)
        self.run_worker(self._load_speaker, thread=True, exit_on_error=False)

    def _load_pictures(self) -> None:
        from storage.disk.ids import new_id
        from tui.bigtext.raster import can_draw, in_picture

        # The maker of ids is loaded now, so that the first scan does not wait for it.
        new_id(self.desk.clock.now())
        if can_draw() and not get_current_worker().is_cancelled:
            self.post_message(messages.PicturesReady(in_picture))

    def _load_speaker(self) -> None:
        """Make the tones; until they are there, and where nothing plays them, the bell rings."""
        from tui.devices.speaker import Speaker

        speaker = Speaker(self._ring_instead)
        speaker.prepare()
        self.desk.sound.speaker = speaker

    def _ring_instead(self, tone: Tone) -> None:
        with contextlib.suppress(RuntimeError):  # the desk was left meanwhile
            self.call_from_thread(self.desk.sound.play, PATTERNS[tone])

    def _tick(self) -> None:
        self.desk.supervision.look()
        self.desk.display.let_age()
        self.desk.display.show_top()
        # Of a dialog below another one Textual keeps the picture, and with it that of the desk behind it.
        for screen in self.screen_stack[1:-1]:
            if screen.is_modal:
                screen.refresh()
        self.desk.record_watch.tick()

    def watch_app_focus(self, focus: bool) -> None:
        """A terminal in the background gets no keys: say so before scans are lost."""
        if (self.state.lights.focus is Light.GOOD) == focus:
            return
        self.state.light(focus=Light.GOOD if focus else Light.BAD)
        self.desk.display.show_notice()
        if not focus:
            self.desk.sound.play(WARNING)

    def on_scan_taken(self, message: messages.ScanTaken) -> None:
        """A scan is committed."""
        self.desk.taking.taken(message.arrival, message.taken)

    def on_scan_held(self, message: messages.ScanHeld) -> None:
        """A scan is on disk, and has no activity yet."""
        self.desk.taking.held(message.arrival, message.held)

    def on_milestones_passed(self, message: messages.MilestonesPassed) -> None:
        """It is told calmly, beside the verdict."""
        self.notify("\n".join(message.lines), timeout=6, markup=False)

    def on_early_taken(self, message: messages.EarlyTaken) -> None:
        """What was scanned while the folder was being opened is in the log."""
        self.desk.taking.early_taken(message.taken_in)

    def on_scan_failed(self, message: messages.ScanFailed) -> None:
        """A scan could not be written."""
        self.desk.taking.failed(message.arrival, message.error)

    def on_pictures_ready(self, message: messages.PicturesReady) -> None:
        """Draw again what was drawn small."""
        self.picture = message.picture
        self.desk.screen.verdict.refresh()

    def on_changed_elsewhere(self, message: messages.ChangedElsewhere) -> None:
        """Another program recorded something."""
        self.desk.record_watch.changed_elsewhere(message.elsewhere)

    def on_record_looked(self, message: messages.RecordLooked) -> None:
        """The record was deleted or replaced by something else, or is there again."""
        self.desk.record_watch.record_looked(message.is_replaced)

    def on_left_looked(self, message: messages.LeftLooked) -> None:
        """What is left to do today."""
        self.desk.record_watch.left_looked(message)

    def on_disk_looked(self, message: messages.DiskLooked) -> None:
        """The disk is nearly full."""
        self.desk.record_watch.disk_looked(message.free)

    def on_grew_up(self, message: messages.GrewUp) -> None:
        """Whose hours wait no longer from today on."""
        self.notify(grown_up_text(message.count), timeout=15, markup=False)

    def on_desks_looked(self, message: messages.DesksLooked) -> None:
        """Which desks the lists include."""
        self.desk.record_watch.desks_looked(message.line)

    def on_camera_saw(self, message: messages.CameraSaw) -> None:
        """A badge was read by the camera: take it as a scan."""
        self.desk.taking.take(message.text, "camera")

    def on_camera_looked(self, message: messages.CameraLooked) -> None:
        """Draw the camera's newest picture."""
        self.desk.camera.looked(message.view, message.visibility)

    def on_camera_found(self, message: messages.CameraFound) -> None:
        """The camera is there, or lost."""
        self.desk.camera.found(message.light, message.reason)

    def on_copies_made(self, message: messages.CopiesMade) -> None:
        """How it stands with the copies on sticks."""
        self.desk.copies.made(message.copied)

    def on_typed_here(self, message: messages.TypedHere) -> None:
        """A person typed at the desk: it looks for somebody."""
        from tui.desk.commands.people import type_name

        type_name(self.desk, message.text)

    def on_lines_pane_opened(self, message: LinesPane.Opened) -> None:
        """Somebody in a list of the desk was chosen: show the page."""
        from tui.desk.commands.people import show_page

        self.desk.start("page", partial(show_page, self.desk, message.volunteer))

    async def on_unmount(self) -> None:
        """Let go of the camera and make a last copy before the program ends."""
        await self.desk.camera.close()
        await self.desk.copies.close()

    def _fatal_error(self) -> None:
        """A fault of the program: kept in a file for who can mend it, told in a sentence, never as a traceback."""
        file = fault_file(self.desk.writer.path)
        fault = self._exception
        self.last_words = [_("Hourdesk had to stop. Everything that was recorded is kept; start it again.")]
        if fault is not None:
            with contextlib.suppress(OSError):
                file.write_text(fault_text(self.desk.writer.path, fault), "utf-8")
                self.last_words.append(_("What happened is described in {file}.").format(file=file))
        self._close_messages_no_wait()
