"""The folder of the demonstration, which is gone afterwards."""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import gettempdir


@contextmanager
def throw_away_folder() -> Iterator[Path]:
    """A folder that only this user can look into, gone after the block.

    Its name is known before it is made: a signal that arrives while it is being made leaves nothing behind either.
    """
    folder = Path(gettempdir()) / f"hourdesk-demo-{secrets.token_hex(8)}"
    try:
        folder.mkdir(mode=0o700)
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
