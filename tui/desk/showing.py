"""What the desk shows: drawn from its state, never decided here."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from typing import Protocol, TypeVar, runtime_checkable

from textual.screen import Screen

from checkin.texts import _, ngettext
from storage.presence.board import Board
from storage.store import Store
from tui.devices.clock import wall_ms
from tui.devices.scanner_app import ScannerApp
from tui.devices.sound import PATTERNS, Sound
from tui.model import jobs, messages
from tui.model.desk_state import DeskState
from tui.model.lights import Light
from tui.model.pictures import Lines, Picture
from tui.model.themes import THEMES
from tui.model.verdicts import Tone, Verdict
from tui.model.waiting import Waiting
from tui.model.writer_handle import WriterHandle
from tui.screens.desk import DeskScreen
from tui.widgets.notice import Notice
from tui.words.amounts import clock_seconds_text, zone_of
from tui.words.faults import Trouble, sentences

T = TypeVar("T")

BOARD_DELAY_S = 0.05


@runtime_checkable
class ShowsVerdict(Protocol):
    """A dialog, as far as scans are concerned."""

    def show_verdict(self, verdict: Verdict) -> None:
        """Show what a scan came to."""


@runtime_checkable
class FollowsRecord(Protocol):
    """A screen that shows more of the record than the desk does."""

    def record_changed(self) -> None:
        """Something was recorded."""


class Showing(ScannerApp):
    """The half of the app that draws: the desk, the verdict above a dialog, the lights, the notices."""

    def __init__(self, writer: WriterHandle) -> None:
        super().__init__()
        for theme in THEMES.values():
            self.register_theme(theme)
        self.theme = THEMES["dark"].name
        self.writer = writer
        self.state = DeskState()
        self.waiting = Waiting()
        self.sound = Sound(self.bell, self.set_timer)
        self.desk = DeskScreen(self.state.verdict, self.size)
        self._picture: Picture | None = None
        self._board_is_due = False

    def get_default_screen(self) -> Screen[None]:
        """The desk."""
        return self.desk

    def show_verdict(self, verdict: Verdict) -> None:
        """Large on the desk, and above the dialog that is open."""
        self.desk.verdict.show(verdict)
        for screen in self.screen_stack:
            if isinstance(screen, ShowsVerdict):
                screen.show_verdict(verdict)
        self.sound.say(verdict.tone)

    def load_speaker(self) -> None:
        """Make the tones; until they are there, and where nothing plays them, the bell rings."""
        from tui.devices.speaker import Speaker

        speaker = Speaker(self._bell_instead)
        speaker.prepare()
        self.sound.speaker = speaker

    def _bell_instead(self, tone: Tone) -> None:
        with suppress(RuntimeError):  # the desk was left meanwhile
            self.call_from_thread(self.sound.play, PATTERNS[tone])

    def show_rest(self) -> None:
        """What holds of the activity while nobody is scanned; drawn only where it is something new."""
        if self.state.be_idle(wall_ms()):
            self.desk.verdict.show(self.state.verdict)

    def show_read(self, board: Board) -> None:
        """The board was read anew."""
        if self.state.read(board, wall_ms()):
            self.desk.verdict.show(self.state.verdict)
        self.show_board()

    def show_board_soon(self) -> None:
        """The lists may follow a moment after the verdict, once for several scans."""
        if not self._board_is_due:
            self._board_is_due = True
            self.set_timer(BOARD_DELAY_S, self.show_board)

    def show_board(self) -> None:
        """Who is here, the last scans, the first line."""
        self._board_is_due = False
        self.desk.show_board(self.state.board, wall_ms(), self.state.desks)
        if self.state.activity is not None:
            self.desk.show_scans(self.state.scans, self.state.activity.timezone)
        for screen in self.screen_stack:
            if isinstance(screen, FollowsRecord):
                screen.record_changed()
        self.show_top()

    def show_top(self) -> None:
        """The first line."""
        now = wall_ms()
        time = clock_seconds_text(now, zone_of(self.state.activity, self.state.identity))
        self.desk.show_top(self.state.title(), self.state.marks(now), self.state.desk(), time, self.state.lights)

    def show_notice(self) -> None:
        """What must not be overlooked, across the screen, and on the lights."""
        waiting = len(self.waiting)
        self.state.lights = self.state.lights._replace(disk=Light.BAD if waiting else Light.GOOD)
        lines = []
        if self.state.lights.focus is Light.BAD:
            lines.append(_("⚠ This window is not in front: scans are not recorded. Click into it."))
        if waiting:
            text = ngettext(
                "✗ {count} scan is NOT RECORDED · Ctrl+R", "✗ {count} scans are NOT RECORDED · Ctrl+R", waiting
            )
            lines.append(text.format(count=waiting))
        for screen in self.screen_stack:
            if isinstance(notice := getattr(screen, "notice", None), Notice):
                notice.say("\n".join(lines))
        self.show_top()

    async def tried(self, job: Callable[[Store], T]) -> T | None:
        """What a job gives; where it could not be done that is said, and None comes back."""
        try:
            return await self.writer.ask(job)
        except Trouble as error:
            self.notify("\n".join(sentences(error)), severity="error", timeout=15, markup=False)
            return None

    def look_at(self, look: Future[jobs.FirstLook]) -> None:
        """Show the folder as soon as it is open."""

        def done(future: Future[jobs.FirstLook]) -> None:
            error = future.exception()
            self.post_message(messages.NotOpened(error) if error else messages.Looked(future.result()))

        look.add_done_callback(done)

    def draw_picture(self, text: str, rows: int) -> Lines | None:
        """Large Chinese letters, once a font is loaded."""
        return self._picture(text, rows) if self._picture else None

    @property
    def can_draw_pictures(self) -> bool:
        """Whether a font is loaded."""
        return self._picture is not None

    def on_pictures_ready(self, message: messages.PicturesReady) -> None:
        """Draw again what was drawn small."""
        self._picture = message.picture
        self.desk.verdict.refresh()
