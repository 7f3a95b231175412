"""Work that waits for a person is begun once, and nothing else that is begun meanwhile ends it.

Textual's exclusive workers end what was begun before. A dialog of it then stays open with nobody to wait for its answer,
and what was to be done after a save is left undone.
"""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from typing import Any
from weakref import WeakSet

from textual.app import App
from textual.worker import NoActiveWorker, Worker, get_current_worker

_GROUP = "once"
_ASKING: WeakSet[Worker[Any]] = WeakSet()
"""Work that waits for what a person answers."""


def start_once(app: App[Any], name: str, do: Callable[[], Coroutine[Any, Any, None]]) -> None:
    """Do it in a worker of the app, unless what has this name is under way: then nothing is done."""
    if not any(one.group == _GROUP and one.name == name and not one.is_finished for one in app.workers):

        async def work() -> None:
            await do()

        _worker: Worker[None] = app.run_worker(work, name=name, group=_GROUP)


@contextmanager
def asking() -> Iterator[None]:
    """The work that is going on here waits for a person."""
    try:
        worker = get_current_worker()
    except NoActiveWorker:
        yield
        return
    _ASKING.add(worker)
    try:
        yield
    finally:
        _ASKING.discard(worker)


def is_opening(app: App[Any], *others: str) -> bool:
    """Whether work is under way that will ask a person, or has asked, or is of one of the `others` (groups), and is not done."""
    return any(one.group in (_GROUP, *others) and not one.is_finished and one not in _ASKING for one in app.workers)
