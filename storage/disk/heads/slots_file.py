"""The file of heads as the operating system gives it: read and write at a place, one process at a time.

A scan waits for it: each call here is one call of the system, and nothing around it.
"""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

from checkin.outside_files import NotPlain
from storage.disk.heads.recorded_head import FILE_BYTES
from storage.disk.private_files import PRIVATE_FILE

_PLAINLY = getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)

if sys.platform == "win32":

    def try_lock(handle: int) -> bool:
        """Nobody is asked on Windows: there the head may lag behind for a scan where two processes write at once."""
        return True

    def wait_for_lock(handle: int) -> None:
        """Nothing to wait for."""

    def unlock(handle: int) -> None:
        """Nothing is locked."""

    def read_at(handle: int, length: int, place: int) -> bytes:
        """Bytes of the file. Raises OSError."""
        os.lseek(handle, place, os.SEEK_SET)
        return os.read(handle, length)

    def write_at(handle: int, data: bytes, place: int) -> int:
        """Write bytes; how many were written. Raises OSError."""
        os.lseek(handle, place, os.SEEK_SET)
        return os.write(handle, data)

    sync = os.fsync

else:
    import fcntl

    def try_lock(handle: int) -> bool:
        """False where another process has the file for itself. A network drive that can't lock lets everybody in."""
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:
            return True
        return True

    def wait_for_lock(handle: int) -> None:
        """Have the file for this process, once the others let go of it."""
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
        except OSError:
            return

    def unlock(handle: int) -> None:
        """Let others in."""
        try:
            fcntl.flock(handle, fcntl.LOCK_UN)
        except OSError:
            return

    read_at = os.pread
    write_at = os.pwrite
    # The file never grows: only its content needs to reach the disk.
    sync = os.fdatasync if sys.platform == "linux" else os.fsync


def open_slots(file: Path) -> int:
    """A handle of the file, which has its full length. Raises OSError, also for a link: it is written in place, and what a link
    leads to may be anybody's.
    """
    handle = os.open(file, os.O_RDWR | os.O_CREAT | _PLAINLY, PRIVATE_FILE)
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        # A pipe would keep its reader waiting.
        os.close(handle)
        raise NotPlain(None, "not a plain file", str(file))
    if os.fstat(handle).st_size < FILE_BYTES:
        os.ftruncate(handle, FILE_BYTES)
    return handle


def is_same_file(handle: int, file: Path) -> bool:
    """Whether the handle still is that of the file with this name. Raises OSError where nobody can look."""
    if sys.platform == "win32":
        return True
    try:
        return os.path.samestat(os.fstat(handle), file.stat())
    except FileNotFoundError:
        return False
