"""Writing the head of the chain beside the record after each commit: quick, never back, and on the disk within a second.

Nothing here ever fails a scan: a head that could not be written only lags behind, and that is no alarm.
"""

from __future__ import annotations

import os
import threading
from contextlib import suppress
from pathlib import Path

from storage.disk.heads.recorded_head import FILE_BYTES, SLOT_BYTES, RecordedHead, Slots, slot_bytes, slots_of
from storage.disk.heads.slots_file import (
    is_same_file,
    open_slots,
    read_at,
    sync,
    try_lock,
    unlock,
    wait_for_lock,
    write_at,
)

REST_S = 0.2
"""The verdict of a scan is drawn before the disk is asked to sync."""
EVERY_S = 1.0
"""The disk is asked once in this time at most."""


class HeadRecord:
    """One file of heads, written to by one thread at a time. Several processes may write the same file."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._handle: int | None = None
        self._seen, self._slots = bytearray(), Slots()
        self._late: RecordedHead | None = None
        """A head that is written later, for another process wrote just then."""
        self._is_on_disk = True
        self.failed: OSError | None = None
        """Why the last head could not be written; None where it was."""
        self._lock = threading.Lock()
        self._changed, self._closing = threading.Event(), threading.Event()
        self._thread: threading.Thread | None = None

    def write(self, head: RecordedHead, *, back: bool = False) -> None:
        """Put this head in the file. Where a later one of the same desk is there it stays, unless `back` is true: the record
        is known to have lost events. It reaches the disk within a second.
        """
        with self._lock:
            self._late = None if self._put(head, back=back, wait=back) else head
            if self._is_on_disk and self._late is None:
                return
        if not self._changed.is_set():
            self._changed.set()
        if self._thread is None:
            self._thread = threading.Thread(target=self._sync_now_and_then, name="head", daemon=True)
            self._thread.start()

    def close(self) -> None:
        """Bring to the disk what was written, and let go of the file."""
        self._closing.set()
        self._changed.set()
        # After a fork the thread is not in this process; a disk that hangs holds nobody up.
        if self._thread is not None and self._thread.is_alive():
            self._thread.join(EVERY_S)
            if self._thread.is_alive():
                return
        self._bring_to_disk()
        if self._handle is not None:
            with suppress(OSError):
                os.close(self._handle)
            self._handle = None

    def _put(self, head: RecordedHead, *, back: bool = False, wait: bool = False) -> bool:
        """False where another process writes just now and this one does not `wait`."""
        try:
            if self._handle is None:
                self._handle = open_slots(self._file)
            if wait:
                wait_for_lock(self._handle)
            elif not try_lock(self._handle):
                return False
            try:
                self._put_alone(self._handle, head, back)
            finally:
                unlock(self._handle)
            self.failed = None
        except OSError as error:
            self.failed = error
        return True

    def _put_alone(self, handle: int, head: RecordedHead, back: bool) -> None:
        data = read_at(handle, FILE_BYTES, 0)
        if data != self._seen:
            # Another process wrote meanwhile, or this one did not yet.
            self._seen, self._slots = bytearray(data), slots_of(data)
        before = self._slots
        if before.head is not None and not back and _stays(before.head, head):
            return
        number, slot = before.number + 1, 1 - before.slot
        line, start = slot_bytes(head, number), slot * SLOT_BYTES
        write_at(handle, line, start)
        self._is_on_disk = False
        self._seen[start : start + len(line)] = line
        self._slots = Slots(head, number, slot)

    def _sync_now_and_then(self) -> None:
        while not self._closing.is_set():
            self._changed.wait()
            self._closing.wait(REST_S)
            self._changed.clear()
            self._bring_to_disk()
            self._closing.wait(EVERY_S - REST_S)

    def _bring_to_disk(self) -> None:
        with suppress(OSError):
            with self._lock:
                self._let_go_of_a_deleted_file()
                if self._late is not None and self._put(self._late, wait=True):
                    self._late = None
                handle, on_disk, self._is_on_disk = self._handle, self._is_on_disk, True
            if handle is not None and not on_disk:
                sync(handle)

    def _let_go_of_a_deleted_file(self) -> None:
        """Somebody cleared the file away or put another one there: it is written anew."""
        if self._handle is None or self._slots.head is None or is_same_file(self._handle, self._file):
            return
        os.close(self._handle)
        self._handle, self._late = None, self._late or self._slots.head


def _stays(before: RecordedHead, head: RecordedHead) -> bool:
    """Whether what is in the file is as new as this head, or newer."""
    return before.desk == head.desk and before.events >= head.events and before.all_events >= head.all_events
