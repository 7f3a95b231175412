"""Whether a file is one that a desk or a district keeps for itself: what is written in its place destroys what it holds."""

from __future__ import annotations

from pathlib import Path

from storage.disk.whose.own_names import (
    ARCHIVE,
    CLAIMS,
    DECISIONS,
    DESK_RECORD,
    DISTRICT_RECORD,
    HARMLESS_FILES,
    KEYS,
    SEALED_FILES,
    SENT,
)

_FOLDERS = {DESK_RECORD: (KEYS, CLAIMS), DISTRICT_RECORD: (KEYS, ARCHIVE, DECISIONS)}
"""By record, where nobody looks for a file of theirs. What is written into `backups` and `sheets` stands beside what is there."""
_FILES = frozenset(
    {
        *(record + more for record in _FOLDERS for more in ("", "-wal", "-shm", "-journal", ".wal")),
        *(*HARMLESS_FILES, *SEALED_FILES, SENT),
    }
)
_DEEPEST = 2
"""How many folders below its data folder such a file lies at most, itself counted."""


def is_a_records_own(file: Path) -> bool:
    """Whether the place (a real path) is that of a desk's or a district's record, or of a file that belongs to it. A disk may
    not tell small letters from capital ones."""
    return any(_is_own_of(folder, file) for folder in file.parents[:_DEEPEST])


def _is_own_of(folder: Path, file: Path) -> bool:
    folders = [theirs for record, theirs in _FOLDERS.items() if (folder / record).exists()]
    if not folders:
        return False
    first, *inner = (part.casefold() for part in file.relative_to(folder).parts)
    return any(first in theirs for theirs in folders) if inner else first in _FILES
