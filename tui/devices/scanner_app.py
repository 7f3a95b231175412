"""An app for keyboard scanners: keys are looked at for bursts before any widget sees them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual import events
from textual.timer import Timer
from textual.widgets import Input

from tui.devices.leaving import comes_too_late
from tui.widgets.notices_app import NoticesApp

if TYPE_CHECKING:
    from checkin.clock import Clock
    from checkin.scanning.burst import Burst
    from tui.model.keys import KeyCapture


class ScannerApp(NoticesApp):
    """`on_burst` gets what a scanner typed; what a hand typed goes on to where the focus is.

    While `takes_scans` is false, all that is typed goes on.
    """

    def __init__(self, on_burst: Callable[[Burst], None], clock: Clock) -> None:
        super().__init__(clock)
        self.takes_scans = True
        self._on_burst = on_burst
        self._keys: KeyCapture | None = None
        self._key_timer: Timer | None = None

    async def on_event(self, event: events.Event) -> None:
        """Keys and pasted texts are looked at for bursts before anything else sees them.

        Before there is anybody to scan, everything is typing: a file that is dragged in comes as fast as a badge.
        """
        match event:
            case events.Key(is_forwarded=False) if self.takes_scans:
                keys = self.capture_keys()
                await keys.key(event)
                self._watch_keys(keys, event.time)
            case events.Paste(is_forwarded=False) if self.takes_scans:
                keys = self.capture_keys()
                await keys.paste(event, in_field=isinstance(self.focused, Input))
                self._watch_keys(keys, event.time)
            case events.CursorPosition(x=1, y=0):
                # What xterm and its like send for Shift+F3 is also their report of a cursor in the first line, for
                # which nobody here asks.
                await self.on_event(events.Key("shift+f3", None))
            case _:
                await self._pass_on(event)

    async def _pass_on(self, event: events.Event) -> None:
        """To where the focus is, while the app stands."""
        if not comes_too_late(self, event):
            await super().on_event(event)

    def capture_keys(self) -> KeyCapture:
        """What tells scanners from hands; made when the first screen stands."""
        if self._keys is None:
            from tui.model.keys import KeyCapture

            self._keys = KeyCapture(self._on_burst, self._pass_on)
        return self._keys

    def _watch_keys(self, keys: KeyCapture, now: float) -> None:
        """One timer, not one a key: a burst has two dozen of them."""
        if keys.deadline is not None and self._key_timer is None:
            delay = max(0.001, keys.deadline - now + 0.001)
            # Behind the keys that came meanwhile: a screen that took long to open must not tear a burst.
            self._key_timer = self.set_timer(delay, lambda: self.call_later(self._keys_are_late, keys))

    async def _keys_are_late(self, keys: KeyCapture) -> None:
        self._key_timer = None
        now = events.Event().time
        await keys.tick(now)
        self._watch_keys(keys, now)
