"""Have a function run in a process of its own, within limits.

    sheets = ask(Limits(seconds=120, megabytes=2000), read_workbook, data, "list.xlsx")

The function and its arguments are pickled: it stands in a module, and nothing that is open is handed over. A process
that did its work waits for the next; one that failed is ended.
"""

from __future__ import annotations

import atexit
import os
import threading
from collections.abc import Callable, Generator, Iterator
from typing import Any, ParamSpec, TypeVar

from checkin.own_process.limits import Limits
from checkin.own_process.process import Process

Given = ParamSpec("Given")
Result = TypeVar("Result")
Part = TypeVar("Part")

_lock = threading.Lock()
_waiting: dict[int | None, Process] = {}
"""One process at most for each limit of memory, that has nothing to do; the work of a fork's parent is not in it."""
_owner = os.getpid()


def ask(limits: Limits, function: Callable[Given, Result], *args: Given.args, **none: Given.kwargs) -> Result:
    """What the function returns. Raises what it raises, and `Died` where its process ends before."""
    answers = _answers(limits, function, args)
    while True:
        try:
            next(answers)
        except StopIteration as end:
            result: Result = end.value
            return result


def ask_for_parts(
    limits: Limits, function: Callable[Given, Iterator[Part]], *args: Given.args, **none: Given.kwargs
) -> Generator[Part, None, None]:
    """What the function yields, part by part. Raises as `ask` does; the process ends with a caller who wants no more."""
    yield from _answers(limits, function, args)


def _answers(limits: Limits, function: Callable[..., Any], args: tuple[Any, ...]) -> Generator[Any, None, Any]:
    process = _take(limits.megabytes)
    try:
        return (yield from process.answers(limits, function, args))
    finally:
        if process.free:
            _lay_back(limits.megabytes, process)
        else:
            process.end()


def _take(megabytes: int | None) -> Process:
    global _owner
    with _lock:
        if _owner != os.getpid():
            # A fork has its parent's processes in its memory, and must not talk to them.
            _waiting.clear()
            _owner = os.getpid()
        waiting = _waiting.pop(megabytes, None)
    return waiting if waiting is not None and waiting.alive() else Process(megabytes)


def _lay_back(megabytes: int | None, process: Process) -> None:
    with _lock:
        before, _waiting[megabytes] = _waiting.get(megabytes), process
    if before is not None:
        before.end()


@atexit.register
def _end_all() -> None:
    if _owner == os.getpid():
        for process in _waiting.values():
            process.end()
