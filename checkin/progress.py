"""How far a long work is, told to whoever listens: a bar of the command line, or of a screen. Who counts knows neither.

Nothing is heard where nobody listens, and then counting costs nothing. A listener may raise, to end the work: files are
written whole or not at all, and transactions are rolled back.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sized
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Protocol, TypeVar

T = TypeVar("T")


class Listener(Protocol):
    """What shows the progress of one work at a time."""

    def begin(self, words: str, total: int | None) -> None:
        """A work begins: what is counted, in the language in use, and how many there are, where that is known."""

    def reached(self, done: int) -> None:
        """So many are done."""

    def end(self) -> None:
        """The work ended, or failed."""


class _Ear:
    """A listener that hears one work at a time: what is counted within another count is a part of it."""

    def __init__(self, listener: Listener) -> None:
        self.listener = listener
        self.busy = False


_ear: ContextVar[_Ear | None] = ContextVar("ear", default=None)


@contextmanager
def listening(listener: Listener | None) -> Iterator[None]:
    """Let a listener hear what is counted within the block, in this thread; None: nobody."""
    token = _ear.set(None if listener is None else _Ear(listener))
    try:
        yield
    finally:
        _ear.reset(token)


def nobody_listens() -> None:
    """From now on nothing is heard in this thread, for example because a screen is drawn."""
    _ear.set(None)


def counted(things: Iterable[T], words: str, total: int | None = None) -> Iterator[T]:
    """The same things, one by one, each told to the listener when it is done.

    `words` say what is counted. `total` is known of what has a length.
    """
    if total is None and isinstance(things, Sized):
        total = len(things)
    with telling(words, total) as reached:
        if reached is None:
            yield from things
            return
        for done, thing in enumerate(things, 1):
            yield thing
            reached(done)


@contextmanager
def stage(words: str) -> Iterator[None]:
    """A part of a long work in which nothing can be counted, such as one large query; `words` say what is done."""
    with telling(words, None):
        yield


@contextmanager
def telling(words: str, total: int | None) -> Iterator[Callable[[int], None] | None]:
    """For a work that is no loop of ours: what this gives is called with how many are done; None where nobody listens."""
    ear = _ear.get()
    if ear is None or ear.busy:
        yield None
        return
    ear.busy = True
    ear.listener.begin(words, total)
    try:
        yield ear.listener.reached
    finally:
        ear.busy = False
        ear.listener.end()
