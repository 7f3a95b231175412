"""Keys pass through here before any widget sees them, so that a scanner's burst reaches the desk and nothing else."""

from __future__ import annotations

from collections import deque
from collections.abc import Awaitable, Callable, Iterable

from textual import events

from checkin.scanning.keyboard import Burst, BurstReader, KeyboardInput, Typed

_ENDS = {"enter": "\r", "ctrl+j": "\n", "tab": "\t"}


def is_typed(event: events.Key) -> bool:
    """Whether a key types a character: with Alt it is a command, though terminals send the letter with it."""
    return event.is_printable and bool(event.character) and not event.key.startswith("alt+")


class KeyCapture:
    """Holds keys back until it is known who typed them: a scanner or a hand.

    `scan` takes a burst; `forward` gives a hand's event to whom it was meant for.
    """

    def __init__(self, scan: Callable[[Burst], None], forward: Callable[[events.Event], Awaitable[None]]) -> None:
        self._reader = BurstReader()
        # Each character that is held back with its key; None where it was pasted.
        self._held: deque[tuple[str, events.Key | None]] = deque()
        self._scan = scan
        self._forward = forward

    @property
    def deadline(self) -> float | None:
        """When `tick` must be called; None while nothing is held back. Seconds, as the times of events."""
        return self._reader.deadline

    async def key(self, event: events.Key) -> None:
        """A key was pressed."""
        if event.key in _ENDS:
            self._held.append((_ENDS[event.key], event))
            await self._settle(self._reader.end(event.time, _ENDS[event.key]))
        elif is_typed(event):
            assert event.character is not None
            self._held.append((event.character, event))
            await self._settle(self._reader.key(event.character, event.time))
        else:
            await self._settle(self._reader.interrupt(event.time))
            await self._forward(event)

    async def paste(self, event: events.Paste, *, in_field: bool = False) -> None:
        """A text was pasted, or an input method committed it; `in_field`: while somebody fills in a field."""
        self._held.extend((char, None) for char in event.text)
        await self._settle(self._reader.paste(event.text, event.time, in_field=in_field))

    async def tick(self, at: float) -> None:
        """Time has passed: release what was held long enough. `at` is in seconds, as the times of events."""
        await self._settle(self._reader.tick(at))

    async def _settle(self, heard: Iterable[KeyboardInput]) -> None:
        for piece in heard:
            match piece:
                case Burst(raw=raw):
                    self._drop(raw)
                    self._scan(piece)
                case Typed(chars=chars):
                    await self._give_back(chars)
        if self._reader.deadline is None:
            self._held.clear()

    def _drop(self, raw: str) -> None:
        for char in raw:
            self._take(char)

    async def _give_back(self, chars: str) -> None:
        pasted = ""
        for char in chars:
            key = self._take(char)
            if key is None:
                pasted += char
                continue
            if pasted:
                await self._forward(events.Paste(pasted))
                pasted = ""
            await self._forward(key)
        if pasted:
            await self._forward(events.Paste(pasted))

    def _take(self, char: str) -> events.Key | None:
        """The key of the next character held; what stands before it was swallowed."""
        while self._held:
            held, key = self._held.popleft()
            if held == char:
                return key
        return None
