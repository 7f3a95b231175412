"""An app that says things in passing in one strip above the key bar, as plain text, whoever gave the names in it."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, tzinfo
from typing import Any, ClassVar, NamedTuple, TypeVar
from weakref import WeakKeyDictionary

from textual import events
from textual.app import App
from textual.dom import DOMNode
from textual.filter import LineFilter
from textual.notifications import SeverityLevel
from textual.screen import Screen

from checkin.clock import Clock
from checkin.rules.instants import local_time
from checkin.texts import use_wording
from tui.model.once import asking, is_opening
from tui.model.rows_of_more import without_options
from tui.widgets.harmless_lines import HarmlessLines
from tui.widgets.key_bar import KeyBar
from tui.widgets.message_strip import MessageStrip
from tui.widgets.polite_end import end_when_asked, end_without_terminal
from tui.widgets.type_ahead import KeyReached, TypeAhead
from tui.words.amounts import clock_text
from tui.words.harmless import harmless_lines
from tui.words.lists import in_one_line
from tui.words.screens_way import SCREENS_WAY

R = TypeVar("R")
KEPT_MESSAGES = 30
_HARMLESS = HarmlessLines()
_WHILE_S = 3_600
"""Seconds; a work takes less."""


class Said(NamedTuple):
    """A message, and when it was said (milliseconds)."""

    at: int
    text: str


class NoticesApp(App[int]):
    """No message takes markup, and what a terminal would take for a command is shown as “�”.

    The newest message replaces the one before it. A screen that has a key bar and no strip of its own gets one.
    """

    AWAITED: ClassVar[tuple[str, ...]] = ()
    """Groups of workers on which keys wait, beside those that will ask a person."""

    def __init__(self, clock: Clock) -> None:
        """`clock` dates the messages."""
        super().__init__()
        self._message_clock = clock
        self.said: deque[Said] = deque(maxlen=KEPT_MESSAGES)
        """The last messages, the newest first."""
        self._pressed = self._said_after = 0
        self._came_after: WeakKeyDictionary[Screen[Any], int] = WeakKeyDictionary()
        self._ahead = TypeAhead(self, super().on_event, lambda: is_opening(self, *self.AWAITED), lambda: self.stands)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Names of strangers turn no line round and send the terminal no command, wherever they are shown."""
        return [*super().get_line_filters(), _HARMLESS]

    def on_load(self) -> None:
        """What is said here tells the ways of a screen, as long as it is one."""
        use_wording(SCREENS_WAY)

    async def on_unmount(self) -> None:
        """What is said afterwards is said on the command line."""
        use_wording({})

    def on_mount(self) -> None:
        """A message stays in sight when another screen comes to the top; a polite request to end is heard, and a terminal that is gone."""
        end_when_asked(self)
        end_without_terminal(self)
        self.screen_change_signal.subscribe(self, self._say_on)

    async def on_event(self, event: events.Event) -> None:
        """Count keys and clicks: a dialog that one of them opens has nothing to do with what was said before it. A key waits while
        the one before it still opens something."""
        if isinstance(event, events.Key | events.MouseDown) and not event.is_forwarded:
            self._pressed += 1
        if isinstance(event, events.Key | events.Paste) and not event.is_forwarded:
            await self._ahead.take(event)
        else:
            await super().on_event(event)

    @property
    def stands(self) -> bool:
        """Whether what the program works on is read; while it is not, keys wait."""
        return True

    @property
    def reads_keys(self) -> bool:
        """Whether a key is on its way to where it goes, or one waits for it."""
        return self._ahead.is_busy

    async def on_key_reached(self, event: KeyReached) -> None:
        """A key was where it goes."""
        await self._ahead.reached(event)

    async def push_screen_wait(self, screen: Screen[R], *, mode: str | None = None) -> R:  # type: ignore[override]
        """As Textual's; meanwhile the work that waits is not opening anything."""
        with asking():
            return await super().push_screen_wait(screen, mode=mode)

    def update_styles(self, node: DOMNode, animate: bool = True) -> None:
        """As Textual's, but not for a part that is still being made: when it comes to the screen its styles are looked up anyway."""
        if node is self or node.is_attached:
            super().update_styles(node, animate)

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: SeverityLevel = "information",
        timeout: float | None = None,
        markup: bool = False,
    ) -> None:
        """Say something for `timeout` seconds; `markup` is taken as false, whatever a caller says."""
        text = harmless_lines(self.named_by_rows(message))
        self.said.appendleft(Said(self._message_clock.now(), text))
        self._said_after = self._pressed
        super().notify(text, title=title, severity=severity, timeout=timeout, markup=False)

    @contextmanager
    def saying(self, message: str) -> Iterator[None]:
        """Say what is being done as long as it is done, and no longer."""
        self.notify(message, timeout=_WHILE_S)
        try:
            yield
        finally:
            text = harmless_lines(self.named_by_rows(message))
            for one in [one for one in self._notifications if one.message == text]:
                self._unnotify(one)

    def named_by_rows(self, text: str) -> str:
        """A sentence as this app says it: without options of the command line, and with rows of `more` in place of commands, where
        it has them."""
        return without_options(text)

    def shown(self, message: str) -> str:
        """How a message is shown in the strip."""
        return message

    def zone_here(self) -> tzinfo | None:
        """The time zone of the record that is open; None where none is, or nobody said."""
        return None

    def said_today(self, zone: tzinfo | None = None) -> list[tuple[str, str]]:
        """Today's messages with their times, the newest first, by `zone`, else by the record's, or by this computer's."""
        here = self._message_clock.here().astimezone(zone or self.zone_here())
        zone = here.tzinfo or UTC
        return [
            (clock_text(said.at, zone), in_one_line(said.text.splitlines()))
            for said in self.said
            if local_time(said.at, zone).date() == here.date()
        ]

    def _refresh_notifications(self) -> None:
        """Textual asks for this where it would put a message over what is on the screen."""
        if self.screen_stack:
            self._say_on(self.screen)

    def _say_on(self, screen: Screen[Any]) -> None:
        """Show the newest message that still holds on a screen, and look again when its time is over."""
        if not screen.is_mounted:
            screen.call_after_refresh(self._say_on, screen)
            return
        current = list(self._notifications)[-1:] if self._concerns(screen) else []
        strip = next(iter(screen.query(MessageStrip)), None)
        if strip is None and current:
            strip = self._new_strip(screen)
        # While the program ends, a strip may have left its screen already.
        if strip is not None and strip.is_attached:
            strip.say(
                self.shown(current[0].message) if current else "", current[0].severity if current else "information"
            )
        if current:
            self.set_timer(max(0.05, current[0].time_left + 0.05), self._refresh_notifications)

    def _concerns(self, screen: Screen[Any]) -> bool:
        """Whether the newest message is for this screen: a dialog shows what was said since it is open, or just before it
        came without anybody pressing a key in between."""
        came = self._came_after.setdefault(screen, self._pressed)
        return not screen.is_modal or self._said_after >= came

    def _new_strip(self, screen: Screen[Any]) -> MessageStrip | None:
        bars = list(screen.query(KeyBar))
        if not bars or bars[-1].parent is None:
            return None
        strip = MessageStrip()
        screen.mount(strip, before=bars[-1])
        return strip
