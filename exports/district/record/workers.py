"""Run work on several packs in parallel on all cores, each in a process of its own; a little work runs in this process."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import FIRST_EXCEPTION, Future, ThreadPoolExecutor, wait
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from typing import Any, Generic, TypeVar

from checkin.own_process.limits import Died, Limits
from checkin.own_process.process import Process
from checkin.progress import counted, telling

Task = TypeVar("Task")
Result = TypeVar("Result")
_WORTH_A_PROCESS = 4_000_000
"""The weight (about bytes of packs) below which starting processes would take longer than the work."""
_NONE = Limits()
_BETWEEN_S = 0.2


@dataclass(frozen=True)
class Work(Generic[Task, Result]):
    """What is done with each task. `prepare(*given)` is called once in each process first. All of it is pickled.

    `lost` makes the result of a task whose process died, so that the others go on; without it `Died` is raised.
    `words` say what is counted where somebody listens to the progress.
    """

    do: Callable[[Task], Result]
    weigh: Callable[[Task], int]
    prepare: Callable[..., None] | None = None
    given: tuple[Any, ...] = ()
    limits: Limits = _NONE
    lost: Callable[[Task, Died], Result] | None = None
    words: str = ""


def in_parallel(work: Work[Task, Result], tasks: Sequence[Task]) -> list[Result]:
    """The results of the work on each task, in their order."""
    cores = min(os.cpu_count() or 1, len(tasks))
    if cores < 2 or sum(map(work.weigh, tasks)) < _WORTH_A_PROCESS:
        if work.prepare is not None:
            work.prepare(*work.given)
        return [work.do(task) for task in counted(tasks, work.words)]
    # The heaviest tasks start first, so that no long task is left at the end.
    waiting: SimpleQueue[int] = SimpleQueue()
    for i in sorted(range(len(tasks)), key=lambda i: -work.weigh(tasks[i])):
        waiting.put(i)
    results: dict[int, Result] = {}
    with ThreadPoolExecutor(cores) as pool, ExitStack() as processes, ExitStack() as first:
        first.callback(lambda: _empty(waiting))
        rows = [_Row(work, tasks, waiting, results, processes) for _ in range(cores)]
        _wait([pool.submit(row.work_off) for row in rows], work.words, tasks, results)
    return [results[i] for i in range(len(tasks))]


def _wait(futures: Sequence[Future[None]], words: str, tasks: Sequence[object], results: Mapping[int, object]) -> None:
    """Until all is done, telling how far it is. Raises what a row raised."""
    with telling(words, len(tasks)) as reached:
        pending = set(futures)
        while pending:
            done, pending = wait(pending, None if reached is None else _BETWEEN_S, FIRST_EXCEPTION)
            for future in done:
                future.result()
            if reached is not None:
                reached(len(results))


def _empty(waiting: SimpleQueue[int]) -> None:
    """Nothing more is begun: where one failed, the others end too."""
    with suppress(Empty):
        while True:
            waiting.get_nowait()


class _Row(Generic[Task, Result]):
    """A process, and the thread that gives it task after task. `processes` ends them all when one failed."""

    def __init__(
        self,
        work: Work[Task, Result],
        tasks: Sequence[Task],
        waiting: SimpleQueue[int],
        results: dict[int, Result],
        processes: ExitStack,
    ) -> None:
        self._work, self._tasks, self._waiting, self._results = work, tasks, waiting, results
        self._processes = processes

    def work_off(self) -> None:
        """Do what waits, until nothing is left."""
        process = self._prepared()
        while (number := self._next()) is not None:
            task = self._tasks[number]
            try:
                self._results[number] = process.result(self._work.limits, self._work.do, (task,))
            except Died as died:
                if self._work.lost is None:
                    raise
                self._results[number] = self._work.lost(task, died)
                process.end()
                process = self._prepared()

    def _prepared(self) -> Process:
        process = Process(self._work.limits.megabytes)
        self._processes.callback(process.end)
        if self._work.prepare is not None:
            process.result(_NONE, self._work.prepare, self._work.given)
        return process

    def _next(self) -> int | None:
        try:
            return self._waiting.get_nowait()
        except Empty:
            return None
