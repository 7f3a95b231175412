"""Files that are written and wait beside their places, because they come into them together (`several_files`)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import NamedTuple


class WaitingFile(NamedTuple):
    """`temporary` is the whole file, `target` is its place, `shown` is how the person named it."""

    temporary: Path
    target: Path
    shown: Path


_waiting: ContextVar[list[WaitingFile] | None] = ContextVar("waiting", default=None)


def let_wait(temporary: Path, target: Path, shown: Path) -> bool:
    """Note a file that is written, where several are written together in this thread; False where it stands alone."""
    waiting = _waiting.get()
    if waiting is None:
        return False
    waiting.append(WaitingFile(temporary, target, shown))
    return True


@contextmanager
def collecting() -> Iterator[list[WaitingFile]]:
    """What is written in this block waits, in the order of writing."""
    waiting: list[WaitingFile] = []
    token = _waiting.set(waiting)
    try:
        yield waiting
    finally:
        _waiting.reset(token)
