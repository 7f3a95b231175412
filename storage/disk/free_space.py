"""A disk that is nearly full is said before it fails."""

from __future__ import annotations

import shutil
from pathlib import Path

LEAST_FREE = 200 * 2**20
"""Bytes: a day of a large school writes some 20 MB, and copies and backups as much as the whole record."""
LEAST_TO_OPEN = 128 * 2**10
"""Bytes: what SQLite lays beside a record to open it, and some room."""


def is_full(folder: Path) -> bool:
    """Whether not even a record can be opened for want of space; False where nobody can look."""
    try:
        return shutil.disk_usage(folder).free < LEAST_TO_OPEN
    except OSError:
        return False


def scarce_megabytes(folder: Path) -> int | None:
    """How many MB are free where a folder lies, if these are too few; None where there is room, or nobody can look."""
    try:
        free = shutil.disk_usage(folder).free
    except OSError:
        return None
    return free // 2**20 if free < LEAST_FREE else None
