"""The process that works: it takes requests from its standard input until that ends, and writes answers to its output.

A request is `(language, function, arguments)`, pickled; a function is pickled by its name, so that it must stand in a
module. Answers are pairs: a `Kind` and what belongs to it.
"""

from __future__ import annotations

import os
import pickle
import queue
import signal
import sys
import threading
import traceback
from collections.abc import Callable, Iterator
from enum import IntEnum
from typing import Any, BinaryIO

from checkin.texts import use_language

Request = tuple[str, Callable[..., Any], tuple[Any, ...]]


class Kind(IntEnum):
    """What an answer is."""

    PART = 0
    """One item of a function that yields several."""
    RESULT = 1
    RAISED = 2
    MEMORY = 3
    AT_WORK = 4
    """Nothing yet, but the work goes on."""


_answers: BinaryIO | None = None
"""Where answers are written; None where this process is no child."""


def still_at_work() -> None:
    """Say that long work goes on: its silence begins anew. Where this process is no child, nothing is done."""
    if _answers is not None:
        _write(_answers, Kind.AT_WORK, None)


def begin() -> None:
    """Work as a child: the parent's search path has come already; the most memory (megabytes, or None) comes next.

    Requests are answered until the parent closes the pipe, or ends.
    """
    megabytes: int | None = pickle.load(sys.stdin.buffer)
    # Ctrl+C goes to all processes of a terminal; the parent decides what becomes of this one.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _limit_memory(megabytes)
    global _answers
    _answers = answers = os.fdopen(os.dup(1), "wb")
    # What a library prints must not get among the answers.
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    requests: queue.SimpleQueue[Request] = queue.SimpleQueue()
    threading.Thread(target=_take_requests, args=(sys.stdin.buffer, requests), daemon=True).start()
    while True:
        _answer(requests.get(), answers)


def _take_requests(pipe: BinaryIO, requests: queue.SimpleQueue[Request]) -> None:
    """Also while work goes on, so that this process ends with its parent and keeps no memory."""
    try:
        while True:
            requests.put(pickle.load(pipe))
    except (EOFError, OSError, pickle.UnpicklingError):
        os._exit(0)


def _answer(request: Request, answers: BinaryIO) -> None:
    language, function, arguments = request
    use_language(language)
    try:
        result = function(*arguments)
        if isinstance(result, Iterator):
            for part in result:
                _write(answers, Kind.PART, part)
            result = None
        _write(answers, Kind.RESULT, result)
    except MemoryError:
        # What was being read is let go of with the frame, so that there is memory for the answer.
        _write(answers, Kind.MEMORY, None)
    except BaseException as error:
        error.add_note(traceback.format_exc())
        _write(answers, Kind.RAISED, _sendable(error))


def _write(answers: BinaryIO, kind: Kind, content: Any) -> None:
    answers.write(pickle.dumps((kind, content), pickle.HIGHEST_PROTOCOL))
    answers.flush()


def _sendable(error: BaseException) -> BaseException:
    try:
        pickle.loads(pickle.dumps(error))
    except Exception:
        told = RuntimeError(f"{type(error).__name__}: {error}")
        told.add_note("".join(traceback.format_exception(error)))
        return told
    return error


def _limit_memory(megabytes: int | None) -> None:
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if megabytes is not None:
        most = megabytes << 20
        _soft, hard = resource.getrlimit(resource.RLIMIT_AS)
        if hard == resource.RLIM_INFINITY or hard > most:
            resource.setrlimit(resource.RLIMIT_AS, (most, most))
