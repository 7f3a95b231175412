"""Work that waits for a person is begun once, and nothing else that is begun meanwhile ends it.

Textual's exclusive workers end what was begun before. A dialog of it then stays open with nobody to wait for its answer,
and what was to be done after a save is left undone.
"""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any

from textual.app import App
from textual.worker import Worker

_GROUP = "once"


def start_once(app: App[Any], name: str, do: Callable[[], Coroutine[Any, Any, None]]) -> None:
    """Do it in a worker of the app, unless what has this name is under way: then nothing is done."""
    if not any(one.group == _GROUP and one.name == name and not one.is_finished for one in app.workers):

        async def work() -> None:
            await do()

        _worker: Worker[None] = app.run_worker(work, name=name, group=_GROUP)
