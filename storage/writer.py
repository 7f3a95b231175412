"""The one thread that writes. A caller gives it a function and gets a future (design §3)."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import Any, TypeVar

from checkin.clock import Clock
from checkin.desk import Desk
from checkin.rules.decide import Arrival
from checkin.rules.outcomes import Outcome
from storage.store import Store, open_store

T = TypeVar("T")


class Writer:
    """Opens the data folder in a thread of its own and runs the submitted functions, in order.

    Look at the future `opened` first: it holds an error where the folder can't be opened.
    """

    def __init__(self, path: Path, operator: str | None, clock: Clock) -> None:
        self.operator = operator
        self.opened: Future[Store] = Future()
        self._path = path
        self._clock = clock
        self._work: queue.SimpleQueue[tuple[Future[Any], Callable[[Store], Any]] | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._run, name="writer", daemon=True)
        self._thread.start()

    def submit(self, task: Callable[[Store], T]) -> Future[T]:
        """Run `task` with the open store in the writer's thread; its result or exception is in the future."""
        future: Future[T] = Future()
        self._work.put((future, task))
        return future

    def scan(self, arrival: Arrival) -> Future[Outcome]:
        """Record a scan; once the future has an outcome, the scan is committed."""
        return self.submit(lambda store: Desk(store.ledger, self.operator).scan(arrival))

    def close(self) -> None:
        """Finish the submitted work and close the folder."""
        self._work.put(None)
        self._thread.join()

    def _run(self) -> None:
        try:
            store = open_store(self._path, self._clock)
        except BaseException as error:
            self.opened.set_exception(error)
            self._refuse_all(error)
            return
        self.opened.set_result(store)
        with store:
            while (item := self._work.get()) is not None:
                future, task = item
                if not future.set_running_or_notify_cancel():
                    continue
                try:
                    result = task(store)
                except BaseException as error:
                    future.set_exception(store.explained(error) or error)
                else:
                    future.set_result(result)

    def _refuse_all(self, error: BaseException) -> None:
        while (item := self._work.get()) is not None:
            item[0].set_exception(error)
