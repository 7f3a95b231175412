"""How the desk starts: the folder is opened while the screen is being built."""

from __future__ import annotations

import gc
import os
from concurrent.futures import Future, wait
from pathlib import Path
from typing import TYPE_CHECKING

from checkin.clock import Clock
from checkin.texts import language_of, use_language
from storage.disk.protection.open_keys import PASSPHRASE_VARIABLE, unlock
from storage.disk.whose.desks import need_free_for_desk
from storage.protecting import needs_passphrase
from storage.store import has_desk
from tui.model import jobs
from tui.model.writer_handle import WriterHandle
from tui.words.put_line import put_message

if TYPE_CHECKING:
    from checkin.scanning.video import FrameSource


LONGEST_WAIT_S = 0.5
"""A record that takes longer to open is shown when it comes, and the screen stands before."""


def run(
    path: Path,
    operator: str | None,
    clock: Clock,
    language: str | None = None,
    camera: str | FrameSource | None = None,
) -> int:
    """Open the desk on a data folder and stay until it is closed; the exit code.

    `language` is zh or en; None asks the locale. `camera` is a device, a file or a `FrameSource`.
    """
    # What is loaded at start stays; looking through it for garbage takes a tenth of the time. On again when it stands.
    gc.disable()
    use_language(language or language_of())
    writer = WriterHandle(path, operator, clock)
    first: Future[jobs.FirstLook] | None = None
    if not has_desk(path):
        need_free_for_desk(path)
    elif not _is_locked(path):
        writer.open()
        first = writer.submit(jobs.first_look)
    # Textual takes its time to load; the writer's thread reads the record meanwhile.
    from tui.desk.app import DeskApp

    if first is not None:
        wait([first], LONGEST_WAIT_S)
    app = DeskApp(writer, first, camera)
    try:
        code = app.run()
    finally:
        writer.close()
    for line in app.last_words:
        put_message(line)
    return code if code is not None else (app.return_code or 0)


def _is_locked(path: Path) -> bool:
    """Whether the screen must ask for the passphrase. Raises Refused where the one of the environment is wrong."""
    if not needs_passphrase(path):
        return False
    named = os.environ.get(PASSPHRASE_VARIABLE)
    if not named:
        return True
    unlock(path, named)
    return False
