"""The heart of the screen: scans go down to the writer, and what they came to is shown once it is committed."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from typing import TYPE_CHECKING, Protocol, TypeVar, runtime_checkable

from textual import events
from textual.app import App
from textual.screen import Screen
from textual.timer import Timer

from checkin.rules.decide import Arrival
from checkin.rules.events import Direction
from checkin.texts import _, ngettext
from storage.store import Store
from tui import jobs, messages
from tui.amounts import clock_seconds_text, zone_of
from tui.bigtext.fitting import Lines, Picture
from tui.desk_state import DeskState
from tui.devices.clock import wall_ms
from tui.devices.sound import PATTERNS, Sound
from tui.faults import Trouble, sentences
from tui.link import Link
from tui.screens.desk import DeskScreen
from tui.themes import THEMES
from tui.verdicts import Verdict, not_recorded
from tui.waiting import Waiting
from tui.widgets.top_bar import Light

if TYPE_CHECKING:
    from tui.keys import KeyCapture

T = TypeVar("T")

RETRY_SECONDS = 2.0
BOARD_DELAY_S = 0.05


@runtime_checkable
class ShowsVerdict(Protocol):
    """A dialog, as far as scans are concerned."""

    def show_verdict(self, verdict: Verdict) -> None:
        """Show what a scan came to."""


class DeskCore(App[int]):
    """What devices and workers send arrives here as messages; the handlers draw it."""

    def __init__(self, link: Link) -> None:
        super().__init__()
        for theme in THEMES.values():
            self.register_theme(theme)
        self.theme = THEMES["dark"].name
        self.link = link
        self.state = DeskState()
        self.waiting = Waiting()
        self.sound = Sound(self.bell, self.set_timer)
        self.desk = DeskScreen(self.state.verdict, self.size)
        self._early: list[tuple[str, str, int]] = []
        self._keys: KeyCapture | None = None
        self._key_timer: Timer | None = None
        self._picture: Picture | None = None
        self._board_is_due = False

    def get_default_screen(self) -> Screen[None]:
        """The desk."""
        return self.desk

    async def on_event(self, event: events.Event) -> None:
        """Keys and pasted texts are looked at for bursts before anything else sees them."""
        match event:
            case events.Key(is_forwarded=False):
                keys = self.capture_keys()
                await keys.key(event)
                self._watch_keys(keys, event.time)
            case events.Paste(is_forwarded=False):
                keys = self.capture_keys()
                await keys.paste(event)
                self._watch_keys(keys, event.time)
            case _:
                await super().on_event(event)

    def capture_keys(self) -> KeyCapture:
        """What tells scanners from hands; made when the first screen stands."""
        if self._keys is None:
            from tui.keys import KeyCapture

            self._keys = KeyCapture(self._burst, super().on_event)
        return self._keys

    def _watch_keys(self, keys: KeyCapture, now: float) -> None:
        """One timer, not one a key: a burst has two dozen of them."""
        if keys.deadline is not None and self._key_timer is None:
            delay = max(0.001, keys.deadline - now + 0.001)
            self._key_timer = self.set_timer(delay, lambda: self._keys_are_late(keys))

    async def _keys_are_late(self, keys: KeyCapture) -> None:
        self._key_timer = None
        now = events.Event().time
        await keys.tick(now)
        self._watch_keys(keys, now)

    def _burst(self, text: str) -> None:
        self.take(text, "keyboard")

    def take(self, text: str, source: str) -> None:
        """A scan reached the desk: its id and time are made now, once."""
        self._submit(text, source, wall_ms(), self.state.direction)

    def take_by_hand(self, volunteer: str, direction: Direction) -> None:
        """Somebody was picked from a list."""
        self._submit("", "hand", wall_ms(), direction, volunteer)

    def take_early(self) -> None:
        """Scans that came before the activity was known go to it now, at the times at which they came."""
        early, self._early = self._early, []
        for text, source, at in early:
            self._submit(text, source, at, self.state.direction)

    def write(self, arrival: Arrival) -> None:
        """Hand a scan to the writer; what it came to arrives as a message."""
        operator = self.link.operator

        def done(future: Future[jobs.Taken]) -> None:
            error = future.exception()
            if error is not None:
                self.post_message(messages.ScanFailed(arrival, error))
            else:
                self.post_message(messages.ScanTaken(arrival, future.result()))

        self.link.submit(lambda store: jobs.take(store, arrival, operator)).add_done_callback(done)

    def on_scan_taken(self, message: messages.ScanTaken) -> None:
        """It is committed; only now it is shown and sounded."""
        if message.arrival.id in self.waiting:
            self.waiting.drop(message.arrival.id)
            self.show_notice()
        self.show_verdict(self.state.take(message.taken))
        self.show_board_soon()

    def on_scan_failed(self, message: messages.ScanFailed) -> None:
        """It is not recorded: said at once, kept, tried again until it is written or a person gives it up."""
        reason = " ".join(sentences(message.error))
        if self.waiting.keep(message.arrival, reason):
            verdict = not_recorded(reason, message.arrival.at)
            self.state.verdict = verdict
            self.state.scans.appendleft(verdict)
            self.show_verdict(verdict)
            self.show_board()
        self.show_notice()
        self.set_timer(RETRY_SECONDS, lambda: self.write_again(message.arrival))

    def write_again(self, arrival: Arrival) -> None:
        """Try to write a scan that waits, if nobody gave it up."""
        if arrival.id in self.waiting:
            self.write(arrival)

    def show_verdict(self, verdict: Verdict) -> None:
        """Large on the desk, and above the dialog that is open."""
        self.desk.verdict.show(verdict)
        for screen in self.screen_stack:
            if isinstance(screen, ShowsVerdict):
                screen.show_verdict(verdict)
        self.sound.play(PATTERNS[verdict.tone])

    def show_board_soon(self) -> None:
        """The lists may follow a moment after the verdict, once for several scans."""
        if not self._board_is_due:
            self._board_is_due = True
            self.set_timer(BOARD_DELAY_S, self.show_board)

    def show_board(self) -> None:
        """Who is here, the last scans, the first line."""
        self._board_is_due = False
        self.desk.show_board(self.state.board, wall_ms())
        if self.state.activity is not None:
            self.desk.show_scans(self.state.scans, self.state.activity.timezone)
        self.show_top()

    def show_top(self) -> None:
        """The first line."""
        time = clock_seconds_text(wall_ms(), zone_of(self.state.activity, self.state.identity))
        self.desk.show_top(self.state.title(), self.state.desk(), time, self.state.lights)

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
        self.desk.notice.say("\n".join(lines))
        self.show_top()

    async def tried(self, job: Callable[[Store], T]) -> T | None:
        """What a job gives; where it could not be done that is said, and None comes back."""
        try:
            return await self.link.ask(job)
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

    def _submit(self, text: str, source: str, at: int, direction: Direction, volunteer: str | None = None) -> None:
        from storage.ids import new_id

        activity = self.state.activity
        if activity is None:
            self._early.append((text, source, at))
        else:
            self.write(Arrival(new_id(), at, text, activity.key, direction, source, volunteer))
