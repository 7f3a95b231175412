"""A folder for what is written for a moment, beside the file that it is for: never in the system's folder for such files."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp

from storage.disk.leftovers import SCRATCH, clear_beside


@contextmanager
def scratch_beside(target: Path) -> Iterator[Path]:
    """A new folder beside `target` that only this user may look into; it is deleted when the block ends.

    What a killed process left there is deleted first, half-written files too: there may be names in it. Raises OSError.
    """
    scratch = Path(mkdtemp(prefix=f"{SCRATCH}{os.getpid()}-", dir=target.parent))
    try:
        clear_beside(scratch)
        yield scratch
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
