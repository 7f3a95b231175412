"""Whether pages in the middle of an open record were overwritten: each is looked at in a thread, while scans go on.

SQLite reads a page only when it needs it, and a desk needs few of them. So once a minute, where the file of the record changed,
its own `quick_check` goes over all of them with a connection of its own. It finds what is no page any more; what still is one,
with other content, is found by `hourdesk check`, which knows the hash of each event.
"""

from __future__ import annotations

import threading
import time
from contextlib import suppress
from pathlib import Path

from storage.disk import sqlite
from storage.disk.opened.overwritten_record import opened_anew, stamp_of, tells_of_damage
from storage.disk.protection.marks import folder_of
from storage.disk.protection.open_keys import open_key_of

_REST = 20
"""So many times as long as a look took there is none: on a large record it takes seconds."""
_PAUSE_S = 1.0
_CACHE_KIB = 1024
_OFTEN_S = 0.01


class DamagedPages:
    """Looks through the pages of the record at `database`, empty for one in memory."""

    def __init__(self, database: str) -> None:
        self._database = database
        self._seen: object = None
        self._not_before = 0.0
        self._thread: threading.Thread | None = None
        self._stopped = threading.Event()
        self._fresh: sqlite.Connection | None = None
        self.found = False
        """Whether pages are damaged, as far as was looked."""

    def begin(self) -> None:
        """Look in a thread, where the file changed since the last look was over. Does nothing while one goes on, or soon after it."""
        if self.found or time.monotonic() < self._not_before or (self._thread is not None and self._thread.is_alive()):
            return
        try:
            stamp = stamp_of(Path(self._database).stat())
        except OSError:
            return
        if stamp != self._seen:
            self._seen = stamp
            self._stopped.clear()
            self._thread = threading.Thread(target=self._look, name="pages", daemon=True)
            self._thread.start()

    def stop(self) -> None:
        """End the look that goes on: nobody else may have the record open when it is closed, made shorter or exchanged."""
        self._stopped.set()
        while self._thread is not None and self._thread.is_alive():
            if (fresh := self._fresh) is not None:
                with suppress(sqlite.Error):
                    fresh.interrupt()
            self._thread.join(_OFTEN_S)

    def _look(self) -> None:
        began = time.monotonic()
        if self._is_damaged():
            # A program that copies the record onto itself is done by then.
            self._stopped.wait(_PAUSE_S)
            self.found = self._is_damaged()
        took = time.monotonic() - began
        self._not_before = time.monotonic() + _REST * took

    def _is_damaged(self) -> bool:
        """False where nobody can tell."""
        if self._stopped.is_set():
            return False
        try:
            with opened_anew(self._database, open_key_of(folder_of(Path(self._database)))) as self._fresh:
                # Each page is read once: what is kept of them only takes memory from the desk, and time.
                self._fresh.execute(f"PRAGMA cache_size = {-_CACHE_KIB}")
                row = self._fresh.execute("PRAGMA quick_check(1)").fetchone()
                return row[0] != "ok" and not self._stopped.is_set()
        except sqlite.Error as error:
            return tells_of_damage(error) and not self._stopped.is_set()
        finally:
            self._fresh = None
