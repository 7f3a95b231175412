"""One process that works for this one, and the watch over its time."""

from __future__ import annotations

import pickle
import signal
import threading
from collections.abc import Callable, Generator
from contextlib import suppress
from typing import Any

from checkin.own_process.child import Kind
from checkin.own_process.limits import Cause, Died, Limits
from checkin.own_process.start import start
from checkin.texts import language


class Process:
    """A process that waits for work; `megabytes` is the most memory that it gets. One thread at a time may use it."""

    def __init__(self, megabytes: int | None) -> None:
        self._process = start(megabytes)
        self._too_late = False
        self.free = True
        """Whether it waits for work: not while it works, nor after its end."""

    def alive(self) -> bool:
        """Whether it can take work."""
        return not self._too_late and self._process.poll() is None

    def answers(self, limits: Limits, function: Callable[..., Any], args: tuple[Any, ...]) -> Generator[Any, None, Any]:
        """Each part that the function yields; at the end, what it returns. Raises what it raises, or `Died`."""
        self.free = False
        self._send((language(), function, args))
        while True:
            kind, content = self._receive(limits)
            self.free = kind in (Kind.RESULT, Kind.RAISED)
            match kind:
                case Kind.PART:
                    yield content
                case Kind.RESULT:
                    return content
                case Kind.AT_WORK:
                    continue
                case Kind.MEMORY:
                    raise Died(Cause.MEMORY, limits)
                case _:
                    raise content

    def result(self, limits: Limits, function: Callable[..., Any], args: tuple[Any, ...]) -> Any:
        """What the function returns, which yields no parts. Raises what it raises, or `Died`."""
        answers = self.answers(limits, function, args)
        while True:
            try:
                next(answers)
            except StopIteration as end:
                return end.value

    def end(self) -> None:
        """End it, whatever it does; nothing is left of it."""
        self._process.kill()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                # What was not yet sent to a process that is gone is lost with it.
                with suppress(OSError):
                    pipe.close()
        self._process.wait()

    def _send(self, request: object) -> None:
        pipe = self._process.stdin
        assert pipe is not None
        # Where the process is gone already, its missing answer says so.
        with suppress(BrokenPipeError):
            pipe.write(pickle.dumps(request, pickle.HIGHEST_PROTOCOL))
            pipe.flush()

    def _receive(self, limits: Limits) -> tuple[Kind, Any]:
        pipe = self._process.stdout
        assert pipe is not None
        # Only the time that is waited here counts, not what the caller does with a part.
        watch = None if limits.seconds is None else threading.Timer(limits.seconds, self._end_late)
        if watch is not None:
            watch.daemon = True
            watch.start()
        try:
            answer: tuple[Kind, Any] = pickle.load(pipe)
        except (EOFError, OSError, pickle.UnpicklingError):
            raise Died(self._cause(), limits) from None
        finally:
            if watch is not None:
                watch.cancel()
        return answer

    def _end_late(self) -> None:
        self._too_late = True
        self._process.kill()

    def _cause(self) -> Cause:
        code = self._process.wait()
        if self._too_late:
            return Cause.TIME
        # Linux ends with SIGKILL what takes the last memory.
        return Cause.MEMORY if code == -getattr(signal, "SIGKILL", 9) else Cause.CRASH
