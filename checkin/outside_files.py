"""Open a file that somebody brought: only a plain file on a disk, and only as much of it as was agreed.

A pipe would keep its reader waiting for ever, and a device such as /dev/zero never ends.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

_AT_ONCE = getattr(os, "O_NONBLOCK", 0)
"""Opening a pipe waits for its writer without this (POSIX open(2)); a plain file knows no difference."""


class NotPlain(OSError):
    """What was named is a pipe, a device or a socket."""


class TooLarge(OSError):
    """The file is larger than its reader takes."""


class TooManyFiles(OSError):
    """More files lie in a folder than its reader looks at: the disk was named, or a home folder; `most` is how many it looks at."""

    def __init__(self, folder: Path, most: int) -> None:
        super().__init__(None, f"more than {most} files", str(folder))
        self.most = most


def files_below(folder: Path, most: int) -> list[Path]:
    """The plain files in a folder and the folders in it, by path; hidden ones and links to folders are passed over. Raises OSError
    for a folder that can't be read, and `TooManyFiles` as soon as there are more than `most`."""
    found: list[Path] = []
    for inner, folders, names in os.walk(folder, onerror=_raise_for(folder)):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found += [file for name in names if not name.startswith(".") and (file := Path(inner, name)).is_file()]
        if len(found) > most:
            raise TooManyFiles(folder, most)
    return sorted(found)


def open_outside(path: Path) -> BinaryIO:
    """A plain file, open for reading. Raises OSError: `NotPlain` for a pipe or a device, IsADirectoryError for a folder."""
    file = open(path, "rb", opener=_opened)  # noqa: SIM115 - the caller closes it; Path.open takes no opener
    mode = os.fstat(file.fileno()).st_mode
    if stat.S_ISREG(mode):
        return file
    file.close()
    raise NotPlain(None, "not a plain file", str(path))


def read_outside(path: Path, most: int) -> bytes:
    """All bytes of a plain file. Raises OSError as `open_outside` does, and `TooLarge` beyond `most` bytes, also where the
    file grows while it is read."""
    with open_outside(path) as file:
        size = os.fstat(file.fileno()).st_size
        # Python sets aside as much memory as is asked for: no more than the file has is asked for at first.
        data = b"" if size > most else file.read(size + 1)
        if len(data) > size:
            data += file.read(most + 1 - len(data))
    if size > most or len(data) > most:
        raise TooLarge(None, f"larger than {most} bytes", str(path))
    return data


def read_begin(path: Path, most: int) -> bytes:
    """The first bytes of a plain file, `most` at most. Raises OSError as `open_outside` does."""
    with open_outside(path) as file:
        return file.read(most)


def _raise_for(folder: Path) -> Callable[[OSError], None]:
    def onerror(error: OSError) -> None:
        # A folder within it that nobody may read holds nothing for us.
        if error.filename == str(folder):
            raise error

    return onerror


def _opened(path: str, flags: int) -> int:
    handle = os.open(path, flags | _AT_ONCE)
    if stat.S_ISDIR(os.fstat(handle).st_mode):
        os.close(handle)
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), path)
    return handle
