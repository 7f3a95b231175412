"""A folder for what is written for a moment, beside the file that it is for: never in the system's folder for such files."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import mkdtemp

from storage.disk.leftovers import NAME, has_ended, is_own

SCRATCH = ".hourdesk-scratch-"
_OURS = re.compile(re.escape(SCRATCH) + r"(?P<process>[0-9]+)-.*")
_SETTLED_S = 600
"""In a shared folder the process may be another computer's, which nobody can ask."""


@contextmanager
def scratch_beside(target: Path) -> Iterator[Path]:
    """A new folder beside `target` that only this user may look into; it is deleted when the block ends.

    What a killed process left there is deleted first, half-written files too: there may be names in it. Raises OSError.
    """
    scratch = Path(mkdtemp(prefix=f"{SCRATCH}{os.getpid()}-", dir=target.parent))
    try:
        _clear_beside(scratch)
        yield scratch
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def _clear_beside(scratch: Path) -> None:
    now = scratch.stat().st_mtime
    for place in scratch.parent.glob(".hourdesk-*"):
        named = NAME.fullmatch(place.name) or _OURS.fullmatch(place.name)
        process = None if named is None else named["process"]
        with suppress(OSError):
            if process is None or place.is_symlink() or not has_ended(int(process)):
                continue
            status = place.lstat()
            if now - status.st_mtime < _SETTLED_S:
                continue
            if place.is_dir():
                shutil.rmtree(place, ignore_errors=True)
            elif is_own(status):
                place.unlink()
