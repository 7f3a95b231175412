"""Files that are written and wait beside their places, because they come into them together (`several_files`)."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import NamedTuple


class WaitingFile(NamedTuple):
    """`temporary` is the whole file, `target` is its place, `shown` is how the person named it. It gets its `rights` there; until
    then only this user may read it."""

    temporary: Path
    target: Path
    shown: Path
    rights: int


class _Waiting(NamedTuple):
    """What waits to come into a folder, or into those below it."""

    folder: Path
    files: list[WaitingFile]


_waiting: ContextVar[_Waiting | None] = ContextVar("waiting", default=None)


def waits_for(place: Path) -> bool:
    """Whether what is written at this place waits in this thread."""
    waiting = _waiting.get()
    return waiting is not None and Path(os.path.realpath(place)).is_relative_to(waiting.folder)


def let_wait(file: WaitingFile) -> bool:
    """Note a file that is written, where several are written together there; False where it stands alone."""
    waiting = _waiting.get()
    if waiting is None or not waits_for(file.target):
        return False
    waiting.files.append(file)
    return True


@contextmanager
def collecting(folder: Path) -> Iterator[list[WaitingFile]]:
    """What is written below this folder in this block waits, in the order of writing."""
    waiting = _Waiting(Path(os.path.realpath(folder)), [])
    token = _waiting.set(waiting)
    try:
        yield waiting.files
    finally:
        _waiting.reset(token)
