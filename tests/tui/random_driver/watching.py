"""Whatever goes wrong inside an app without ending a test by itself: it is collected here."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from textual.message import Message
from textual.worker import Worker, WorkerState

_LOGGERS = ("asyncio", "concurrent.futures")


class Watch(logging.Handler):
    """`faults` are tracebacks of workers that failed and of callbacks whose exception nobody got; `messages` are handed to
    `on_message` too."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.faults: list[str] = []
        self.on_message: Callable[[Message], None] = lambda message: None

    def emit(self, record: logging.LogRecord) -> None:
        """Something was logged where exceptions end of which nobody heard."""
        shown = "".join(traceback.format_exception(record.exc_info[1])) if record.exc_info else ""
        self.faults.append(f"{record.getMessage()}\n{shown}")

    def hook(self, message: Message) -> None:
        """A message reached a part of the app."""
        self.on_message(message)
        if isinstance(message, Worker.StateChanged) and message.state is WorkerState.ERROR:
            error = message.worker.error
            self.faults.append("".join(traceback.format_exception(error)) if error else repr(message.worker))

    @contextmanager
    def listening(self) -> Iterator[None]:
        """While this is entered, what is logged counts."""
        for name in _LOGGERS:
            logging.getLogger(name).addHandler(self)
        try:
            yield
        finally:
            for name in _LOGGERS:
                logging.getLogger(name).removeHandler(self)
