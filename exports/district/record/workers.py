"""Run work on several packs in parallel on all cores; a little work runs in this process."""

from __future__ import annotations

import multiprocessing
import os
import sys
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from typing import Any, TypeVar

Task = TypeVar("Task")
Result = TypeVar("Result")
_WORTH_A_PROCESS = 4_000_000
"""The weight (about bytes of packs) below which starting processes would take longer than the work."""


def in_parallel(
    work: Callable[[Task], Result],
    tasks: Sequence[Task],
    weigh: Callable[[Task], int],
    prepare: Callable[..., None] | None = None,
    given: tuple[Any, ...] = (),
) -> list[Result]:
    """The results of `work` on each task, in their order. `prepare(*given)` is called once in each process first."""
    cores = min(os.cpu_count() or 1, len(tasks))
    if cores < 2 or sum(map(weigh, tasks)) < _WORTH_A_PROCESS:
        if prepare is not None:
            prepare(*given)
        return [work(task) for task in tasks]
    with ProcessPoolExecutor(cores, _context(), initializer=_begin, initargs=(prepare, given)) as pool:
        # The heaviest tasks start first, so that no long task is left at the end.
        order = sorted(range(len(tasks)), key=lambda i: -weigh(tasks[i]))
        futures = {i: pool.submit(work, tasks[i]) for i in order}
        return [futures[i].result() for i in range(len(tasks))]


def _begin(prepare: Callable[..., None] | None, given: tuple[Any, ...]) -> None:
    threading.Thread(target=_end_with_parent, daemon=True).start()
    if prepare is not None:
        prepare(*given)


def _end_with_parent() -> None:
    """End this process when the parent process ends; otherwise it would wait for ever and keep its memory."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _context() -> multiprocessing.context.BaseContext:
    # A forked process would inherit the threads of the database; a new process imports what it needs.
    method = "spawn" if sys.platform in ("win32", "darwin") else "forkserver"
    return multiprocessing.get_context(method)
