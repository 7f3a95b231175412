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

    Where the folder can't be opened, that error is in every future.
    """

    def __init__(self, path: Path, operator: str | None, clock: Clock) -> None:
        self.operator = operator
        self._path = path
        self._clock = clock
        self._store: Store | None = None
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

    def exchange(self, work: Callable[[], T]) -> Future[T]:
        """Close the folder, run `work` in the writer's thread, and open the folder again for what comes after.

        For what exchanges the file of the record (`protect`, `unprotect`). What is submitted meanwhile waits until it is done.
        """

        def closed(_store: Store) -> T:
            self._let_go()
            return work()

        return self.submit(closed)

    def close(self) -> None:
        """Finish the submitted work and close the folder."""
        self._work.put(None)
        self._thread.join()

    def _run(self) -> None:
        try:
            self._opened()
        except BaseException as error:
            self._refuse_all(error)
            return
        try:
            while (item := self._work.get()) is not None:
                self._do(*item)
        finally:
            self._let_go()

    def _do(self, future: Future[T], task: Callable[[Store], T]) -> None:
        if not future.set_running_or_notify_cancel():
            return
        try:
            result = task(self._opened())
        except BaseException as error:
            explained = None if self._store is None else self._store.explained(error)
            future.set_exception(explained or error)
        else:
            future.set_result(result)

    def _opened(self) -> Store:
        """The open store; opened where it is closed, also after an exchange that could not open it again."""
        if self._store is None:
            self._store = open_store(self._path, self._clock)
        return self._store

    def _let_go(self) -> None:
        store, self._store = self._store, None
        if store is not None:
            store.close()

    def _refuse_all(self, error: BaseException) -> None:
        while (item := self._work.get()) is not None:
            item[0].set_exception(error)
