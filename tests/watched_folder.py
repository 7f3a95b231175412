"""Which files are made in a folder, however short they live: the system tells (inotify), so that libraries in C are seen too."""

from __future__ import annotations

import ctypes
import os
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_CREATE, _MOVED_TO, _NONBLOCK = 0x100, 0x80, os.O_NONBLOCK
_HEAD = struct.Struct("iIII")


@contextmanager
def watched(folder: Path) -> Iterator[list[str]]:
    """After the block, the list holds the names of all that was made in the folder meanwhile."""
    libc = ctypes.CDLL(None, use_errno=True)
    handle = libc.inotify_init1(_NONBLOCK)
    assert handle >= 0 and libc.inotify_add_watch(handle, os.fsencode(folder), _CREATE | _MOVED_TO) >= 0
    made: list[str] = []
    try:
        yield made
        made += _names(handle)
    finally:
        os.close(handle)


def _names(handle: int) -> list[str]:
    found = []
    while True:
        try:
            data = os.read(handle, 2**16)
        except BlockingIOError:
            return found
        at = 0
        while at < len(data):
            length = _HEAD.unpack_from(data, at)[3]
            at += _HEAD.size
            found.append(os.fsdecode(data[at : at + length].rstrip(b"\0")))
            at += length
