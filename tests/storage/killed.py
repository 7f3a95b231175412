"""A deed on a folder of a desk or a district, in a process of its own that ends at once before each of its steps on the disk."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Callable, Collection, Iterator
from itertools import count
from typing import Any

STEPS = {"os.rename", "os.remove", "os.rmdir", "os.mkdir", "sqlite3.connect", "fsync"}
"""After each of them something else is on disk; what is written between two of them lies beside everything else."""
KILLED, DONE, FAILED = 9, 0, 1


def killed_at(step: int, deed: Callable[[], object], among: Collection[str] = STEPS) -> bool:
    """Whether the process was ended before its step number `step`; False where the deed has fewer and was done."""
    child = os.fork()
    if child == 0:
        steps = count(1)

        def look(event: str, _details: tuple[Any, ...]) -> None:
            if event in among and next(steps) == step:
                os._exit(KILLED)

        def fsync(handle: int, sync: Any = os.fsync) -> None:
            look("fsync", ())
            sync(handle)

        os.fsync = fsync
        sys.addaudithook(look)
        try:
            deed()
            os._exit(DONE)
        except BaseException:
            # Else the tests would go on twice.
            traceback.print_exc()
            os._exit(FAILED)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert code in (KILLED, DONE)
    return code == KILLED


def kills(deed: Callable[[], object], among: Collection[str] = STEPS, least: int = 20, every: int = 1) -> Iterator[int]:
    """Each step of those sorts once (or every so many), until the deed comes through; its number, after the process has ended
    there. A deed of `least` steps or fewer is not the one that was meant.
    """
    for step in count(1, every):
        if not killed_at(step, deed, among):
            assert step > least
            return
        yield step
