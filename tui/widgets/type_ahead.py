"""Keys that come while the key before them is still opening something.

Textual hands a key on at once, to where the focus is. A key behind one that opens a dialog then acts on the screen below, which
nobody means any more. Here it waits, as in a program that reads one key after the other. What was typed goes into the form that
opens, in its order. A key that decides (Enter, Esc, a letter of a page) and comes before any text is dropped with all behind it,
as curses' `flushinp` does before a question: nobody had seen yet what it decides.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Awaitable, Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import Any

from textual import events
from textual.app import App
from textual.screen import Screen
from textual.widgets import Input

PATIENCE_S = 5.0
"""So long keys wait for a dialog, once the program stands. What was pressed meanwhile is dropped then; later keys act on what is
shown."""
_MOST_HELD = 200
"""Keys that wait at most: nobody types more before they look whether it arrives."""
_LEAVES = "ctrl+q"
"""The key that never waits for a program that does not come to stand."""
_LOST_S = 0.5
"""What goes up behind a key may be lost, where the part goes that it was sent to."""
_LOOK_S = 0.02
_ROUNDS = 2
"""A key makes a part say something (Enter: “submitted”), which goes up behind the key; what it leads to is begun then."""
_HARMLESS = frozenset({"up", "down", "left", "right", "home", "end", "backspace"})


class KeyReached(events.Event, bubble=True):
    """Goes the way of a key right behind it: where this has come the key was."""

    def __init__(self, serial: int, rounds: int) -> None:
        super().__init__()
        self.serial = serial
        self.rounds = rounds


class TypeAhead:
    """`forward` hands a key or a pasted text on to where the focus is. `is_opening` says whether work is under way that neither asks
    nor is done; `stands`, whether the program has read what it works on: until then keys are kept, however long it takes."""

    def __init__(
        self,
        app: App[Any],
        forward: Callable[[events.Event], Awaitable[None]],
        is_opening: Callable[[], bool],
        stands: Callable[[], bool],
    ) -> None:
        self._app = app
        self._forward = forward
        self._is_opening = is_opening
        self._stands = stands
        self._held: deque[events.Event] = deque()
        self._serial = 0
        self._acts = self._came = False
        self._before: Sequence[Screen[Any]] = ()
        self._until = 0.0

    async def take(self, event: events.Event) -> None:
        """A key was pressed, or a text was pasted."""
        if self._acts and (self._came or self._app.screen is not self._before[-1]) and not self._begins():
            await self._go_on()
        if self._acts and isinstance(event, events.Key) and event.key == _LEAVES and not self._stands():
            self._held.clear()
            await self._forward(event)
        elif self._acts:
            if len(self._held) < _MOST_HELD:
                self._held.append(event)
        elif not _has_begun(self._app.screen):
            self._begin(self._app.screen_stack[:-1])
            self._held.append(event)
            self._came = True
            await self._look(self._serial)
        elif isinstance(self._app.focused, Input) and _is_text(event):
            await self._forward(event)
        else:
            self._begin(self._app.screen_stack)
            await self._forward(event)
            self._app.set_timer(_LOST_S, partial(self._look, self._serial))
            self._follow(self._serial, _ROUNDS)

    @property
    def is_busy(self) -> bool:
        """Whether a key is on its way, or one waits."""
        return bool(self._held) or (self._acts and not self._came)

    async def reached(self, event: KeyReached) -> None:
        """A key was where it goes, with all that it does at once."""
        if event.serial == self._serial and event.rounds > 1 and self._app.screen_stack:
            self._follow(event.serial, event.rounds - 1)
        else:
            await self._look(event.serial)

    def _begin(self, before: Sequence[Screen[Any]]) -> None:
        self._acts, self._came = True, False
        self._serial += 1
        self._before = list(before)
        self._until = events.Event().time + PATIENCE_S

    def _follow(self, serial: int, rounds: int) -> None:
        (self._app.focused or self._app.screen).post_message(KeyReached(serial, rounds))

    async def _look(self, serial: int) -> None:
        """Let the keys go on that waited, once it is seen what the key before them has opened; else look again soon."""
        if serial == self._serial and self._acts and self._app.return_code is None and self._app.screen_stack:
            self._came = True
            if not self._stands():
                self._until = events.Event().time + PATIENCE_S
            if self._begins():
                self._app.set_timer(_LOOK_S, partial(self._look, serial))
            else:
                await self._go_on()

    def _begins(self) -> bool:
        """Whether something is still being opened. A dialog that is seen takes its keys, also while its work goes on: Esc stops what
        takes long."""
        screen = self._app.screen
        begins = not _has_begun(screen) or (self._is_opening() and not screen.is_modal)
        return begins and not self._is_late()

    def _is_late(self) -> bool:
        return events.Event().time > self._until

    async def _go_on(self) -> None:
        app = self._app
        self._acts = False
        held, self._held = self._held, deque()
        if app.screen not in self._before:
            held = deque(_typed_ahead(held, in_field=isinstance(app.focused, Input)))
        elif self._is_late():
            held.clear()
        for event in held:
            await self.take(event)


def _has_begun(screen: Screen[Any]) -> bool:
    """Only a dialog says that it has not."""
    return bool(getattr(screen, "has_begun", True))


def _is_text(event: events.Event) -> bool:
    return isinstance(event, events.Paste) or (
        isinstance(event, events.Key) and event.is_printable and not event.key.startswith("alt+")
    )


def _typed_ahead(held: Iterable[events.Event], *, in_field: bool) -> Iterator[events.Event]:
    """Into a field all that begins with a text; else what comes before the first key that decides something."""
    is_typing = False
    for event in held:
        is_typing = is_typing or (in_field and _is_text(event))
        if not (is_typing or (isinstance(event, events.Key) and event.key in _HARMLESS)):
            return
        yield event
