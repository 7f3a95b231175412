"""Temporary files of a write that was interrupted by a kill or a power cut: named, known again, and cleared away."""

from __future__ import annotations

import os
import re
import shutil
import stat
from contextlib import suppress
from pathlib import Path

NAME = re.compile(r"\.hourdesk-(?:(?P<process>[0-9]+)-)?[0-9a-f-]{12,36}(\..*)?")
SCRATCH = ".hourdesk-scratch-"
_OURS = re.compile(re.escape(SCRATCH) + r"(?P<process>[0-9]+)-.*")
_OLD_S = 24 * 3_600
"""No write takes a day; the process that began it may have been on another computer, or its number be another's now."""
_SETTLED_S = 600
"""In a shared folder the process may be another computer's, which nobody can ask."""


def temporary_beside(target: Path) -> Path:
    """A new name in the folder of `target`, with its ending. It tells which process writes it."""
    return target.with_name(f".hourdesk-{os.getpid()}-{os.urandom(6).hex()}{target.suffix}")


def clear_leftovers(folder: Path, now: int | None = None) -> None:
    """Delete the temporary files in a folder and those below it whose process has ended, and those older than a day as of
    `now` (milliseconds; None: no file is old). Only regular files of this user; what can't be deleted stays.
    """
    for inner, _folders, files in os.walk(folder):
        for name in files:
            found = NAME.fullmatch(name)
            if found is not None:
                _clear(Path(inner, name), found["process"], now)


def _clear(file: Path, process: str | None, now: int | None) -> None:
    with suppress(OSError):
        status = file.lstat()
        is_old = now is not None and now / 1000 - status.st_mtime > _OLD_S
        if is_own(status) and (is_old or (process is not None and has_ended(int(process)))):
            file.unlink()


def clear_beside(made: Path) -> None:
    """Delete what interrupted writes left in the folder of `made`, which was just made there: half-written files and folders of
    this user that nobody wrote into for a day, or for ten minutes where their process has ended. There may be names in them.
    """
    now = made.stat().st_mtime
    for place in made.parent.glob(".hourdesk-*"):
        named = NAME.fullmatch(place.name) or _OURS.fullmatch(place.name)
        with suppress(OSError):
            status = place.lstat()
            if named is None or not _is_left(named["process"], now - status.st_mtime):
                continue
            if stat.S_ISDIR(status.st_mode):
                shutil.rmtree(place, ignore_errors=True)
            elif is_own(status):
                place.unlink()


def _is_left(process: str | None, age_s: float) -> bool:
    """Whether nobody goes on with a write that `process` (None: an older version's) did not touch for `age_s`."""
    return age_s > _OLD_S or (age_s > _SETTLED_S and process is not None and has_ended(int(process)))


def is_own(status: os.stat_result) -> bool:
    return stat.S_ISREG(status.st_mode) and (os.name == "nt" or status.st_uid == os.getuid())


def has_ended(process: int) -> bool:
    """Whether no process has this number. On Windows nobody is asked: there the signal 0 would end the process."""
    if os.name == "nt":
        return False
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return True
    except OSError:
        return False
    return False
