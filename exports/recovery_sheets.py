"""By what a recovery sheet is known: a word among the keywords of its PDF, whatever the file is called."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

KEYWORD = "hourdesk-recovery-sheet"
_LARGEST = 4 << 20
"""A sheet is one page with parts of two fonts: no larger file is looked through."""


def is_recovery_sheet(path: Path) -> bool:
    """Whether the file is a recovery sheet that this program wrote; False for what can't be read."""
    if path.suffix.lower() != ".pdf":
        return False
    with suppress(OSError):
        return path.stat().st_size <= _LARGEST and KEYWORD.encode("ascii") in path.read_bytes()
    return False
