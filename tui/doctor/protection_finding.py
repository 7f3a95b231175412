"""Whether a thief of the laptop could read the data folder."""

from __future__ import annotations

from pathlib import Path

from storage.protecting import is_desk_protected, not_encrypted
from tui.doctor.finding import Finding
from tui.words.protection import left_in_the_clear, protection_line


def protection_finding(data: Path) -> Finding:
    """For a folder with a desk in it: protected or not, and what in a protected one everybody can read all the same."""
    is_protected = is_desk_protected(data)
    left = left_in_the_clear(not_encrypted(data)) if is_protected else ""
    return Finding("protection", is_protected and not left, left or protection_line(is_protected=is_protected))
