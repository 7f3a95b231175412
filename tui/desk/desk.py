"""The parts of a desk, put together: what commands work with, and what screens are handed as their services."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from textual.worker import NoActiveWorker, Worker, get_current_worker

from checkin.clock import Clock
from checkin.rules.activities import Activity
from checkin.texts import _
from storage.disk.identity import DeskIdentity
from storage.people.person import Person
from storage.store import Store
from tui.desk.camera_control import CameraControl
from tui.desk.checking_scanner import check_scanner
from tui.desk.copies import CopyFolders
from tui.desk.display import Display
from tui.desk.modes import Modes
from tui.desk.record_watch import RecordWatch
from tui.desk.settings import Settings
from tui.desk.supervision import Supervision
from tui.desk.taking import Taking
from tui.devices.scanner_app import ScannerApp
from tui.devices.sound import Sound
from tui.model import jobs
from tui.model.desk_state import DeskState
from tui.model.once import start_once
from tui.model.waiting import Waiting
from tui.model.writer_handle import WriterHandle
from tui.screens.desk import DeskScreen
from tui.words.faults import Trouble
from tui.words.record.on_screen import sentences_here

if TYPE_CHECKING:
    from checkin.scanning.video import FrameSource

T = TypeVar("T")
_ERROR_S = 20
_IN_THE_STRIP = 2
"""So many sentences are read in the strip's three lines."""


class Desk:
    """`app` is Textual's app in which it stands, `use_theme` gets the name of one of its themes."""

    def __init__(
        self,
        app: ScannerApp,
        writer: WriterHandle,
        screen: DeskScreen,
        state: DeskState,
        camera: str | FrameSource | None,
        use_theme: Callable[[str], None],
    ) -> None:
        self.app = app
        self.writer = writer
        self.screen = screen
        self.state = state
        self.sound = Sound(app.bell, app.set_timer)
        waiting = Waiting()
        self.display = display = Display(state, screen, self.sound, waiting, writer.clock, app)
        self.supervision = Supervision(writer, state, app, display.show_top)
        self.taking = Taking(
            writer, state, waiting, display, app, lambda burst: check_scanner(app, writer, burst), self._keep_witness
        )
        self.camera = CameraControl(camera, self, state, screen.viewfinder, app, display.show_top)
        self.copies = CopyFolders(writer, state, app, display.show_top)
        self.settings = Settings(self, state, self.sound, app, use_theme)
        self.modes = Modes(writer, state, display, self.supervision, self.settings, app)
        self.record_watch = RecordWatch(writer, state, display, app)
        self.on_activity_closed: list[Callable[[], None]] = [self.copies.copy_now]
        """What else is done when an activity was closed at this desk."""
        self.on_other_record: list[Callable[[], None]] = []
        """What is done when another record stands in the folder."""
        self._vouchers: dict[str, str] = {}

    def _keep_witness(self, text: str) -> None:
        """Somebody scanned the code of another desk's record."""
        from tui.desk.witness_code import keep_code

        _worker: Worker[None] = self.app.run_worker(partial(keep_code, self.app, self.writer, self.state, text))

    @property
    def clock(self) -> Clock:
        """The time at this desk."""
        return self.writer.clock

    @property
    def identity(self) -> DeskIdentity | None:
        """Which desk this is; None while the folder is not open yet."""
        return self.state.identity

    @property
    def activity(self) -> Activity | None:
        """The activity that scans go to."""
        return self.state.activity

    @property
    def supervisor_name(self) -> str | None:
        """The name that corrections carry."""
        return self.supervision.name

    async def as_supervisor(self) -> bool:
        """Whether the person here may correct the record; asks for what is missing."""
        return await self.supervision.admit()

    async def tried(self, job: Callable[[Store], T]) -> T | None:
        """What a job gives; where it could not be done that is said, and None comes back."""
        try:
            return await self.writer.ask(job)
        except Trouble as error:
            await self.say_wrong(error)
            return None

    async def say_wrong(self, error: BaseException, title: str = "") -> None:
        """Say what went wrong: in the strip, or as a list to scroll where it is more than the strip shows; in a worker it waits until
        that was read."""
        lines = sentences_here(error)
        if len(lines) <= _IN_THE_STRIP:
            self.app.notify("\n".join(lines), severity="error", timeout=_ERROR_S, markup=False)
            return
        from tui.screens.message import MessageDialog

        told = _("{count} things are wrong:").format(count=len(lines))
        dialog = MessageDialog(title or _("That did not work"), [told, *lines], long=True)
        try:
            get_current_worker()
        except NoActiveWorker:
            self.app.push_screen(dialog)
        else:
            await self.app.push_screen_wait(dialog)

    def has_now(self, volunteer: str, things: Sequence[str]) -> None:
        """Things changed hands here."""
        self.state.has_now(volunteer, things)

    async def read_board(self) -> None:
        """The record was changed here: read again what the desk shows of it."""
        activity = self.state.activity
        if activity is None:
            return
        board = await self.tried(lambda store: jobs.board_of_chosen(store, activity))
        if board is not None:
            self.display.show_read(board)

    def other_record(self) -> None:
        """Another record was put into the folder, for example from a backup: nothing of the one before is shown any more."""
        self.supervision.end()
        self.state.scans.clear()
        self.state.last = None
        for look in self.on_other_record:
            look()

    def start(self, name: str, do: Callable[[], Coroutine[Any, Any, None]]) -> None:
        """Do something in a worker, unless what has this name is under way."""
        start_once(self.app, name, do)

    async def ask_voucher(self, title: str, remember: str) -> Person | None:
        """On whose word something is done. `remember` is a class, or what else it is for: who was named for it last, while
        the desk ran, is proposed."""
        from tui.screens.classes.voucher import VoucherDialog

        picked = await self.app.push_screen_wait(VoucherDialog(self.writer, title, self._vouchers.get(remember)))
        if picked is None:
            return None
        volunteer = picked.volunteer
        self._vouchers[remember] = volunteer
        return await self.tried(lambda store: store.register.person(volunteer))
