"""A deed on a data folder, in a process of its own that ends at once before each of its steps on the disk."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from itertools import count
from typing import Any

STEPS = {"os.rename", "os.remove", "os.rmdir", "os.mkdir", "sqlite3.connect", "fsync"}
"""After each of them something else is on disk; what is written between two of them lies beside everything else."""
KILLED, DONE = 9, 0


def killed_at(step: int, deed: Callable[[], object]) -> bool:
    """Whether the process was ended before its step number `step`; False where the deed has fewer and was done."""
    child = os.fork()
    if child == 0:
        steps = count(1)

        def look(event: str, _details: tuple[Any, ...]) -> None:
            if event in STEPS and next(steps) == step:
                os._exit(KILLED)

        def fsync(handle: int, sync: Any = os.fsync) -> None:
            look("fsync", ())
            sync(handle)

        os.fsync = fsync
        sys.addaudithook(look)
        deed()
        os._exit(DONE)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert code in (KILLED, DONE)
    return code == KILLED


def kills(deed: Callable[[], object]) -> Iterator[int]:
    """Each step once, until the deed comes through; its number, after the process has ended there."""
    for step in count(1):
        if not killed_at(step, deed):
            assert step > 20
            return
        yield step
