"""Keys pass through here before any widget sees them, so that a scanner's burst reaches the desk and nothing else."""

from __future__ import annotations

from collections import deque
from collections.abc import Awaitable, Callable, Iterable, Iterator
from itertools import groupby

from textual import events

from checkin.scanning.burst import LONGEST_HELD
from checkin.scanning.keyboard import Burst, BurstReader, KeyboardInput, Typed

MANY_KEYS = 64
"""More keys than this that are given back at once were no hand's: they go on as one pasted text, not key by key."""
LONGEST_PASTE = LONGEST_HELD
"""Characters of a pasted text that are looked at as one piece."""

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
            if len(self._held) < LONGEST_HELD:
                self._held.append((event.character, event))
            await self._settle(self._reader.key(event.character, event.time))
        else:
            await self._settle(self._reader.interrupt(event.time))
            await self._forward(event)

    async def paste(self, event: events.Paste, *, in_field: bool = False) -> None:
        """A text was pasted, or an input method committed it; `in_field`: while somebody fills in a field."""
        for text in _in_pieces(event.text):
            self._held.extend((char, None) for char in text)
            heard = self._reader.paste(text, event.time, in_field=in_field)
            await self._settle(heard)
            if any(isinstance(piece, Typed) for piece in heard):
                return  # no list of badges: a field takes no more than this of a text

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
        taken = [(char, self._take(char)) for char in chars]
        for kind, group in groupby(taken, key=_kind_of):
            pieces = list(group)
            keys = [key for _char, key in pieces if key is not None]
            if kind == "paste" or (kind == "key" and len(keys) > MANY_KEYS):
                await self._forward(events.Paste("".join(char for char, _key in pieces)))
            else:
                for key in keys:
                    await self._forward(key)

    def _take(self, char: str) -> events.Key | None:
        """The key of the next character held; what stands before it was swallowed."""
        while self._held:
            held, key = self._held.popleft()
            if held == char:
                return key
        return None


def _kind_of(taken: tuple[str, events.Key | None]) -> str:
    """What a character came as: by a `paste`, by a `key`, or by one that may be an `end` of a scan."""
    char, key = taken
    return "paste" if key is None else "end" if char in _ENDS.values() else "key"


def _in_pieces(text: str) -> Iterator[str]:
    """A pasted text in pieces of bounded length, which end where a line ends if one does."""
    start = 0
    while len(text) - start > LONGEST_PASTE:
        end = max(text.rfind(mark, start, start + LONGEST_PASTE) for mark in "\r\n\t") + 1 or start + LONGEST_PASTE
        yield text[start:end]
        start = end
    yield text[start:]
