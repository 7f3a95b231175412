"""A fault of the program, kept in the data folder for who can mend it; in a protected one without any value that it names."""

from __future__ import annotations

import traceback
from pathlib import Path

from storage.disk.protection.marks import is_protected
from storage.disk.whose.own_names import FAULT_WITHOUT_VALUES


def fault_file(data: Path) -> Path:
    """Where a fault is described."""
    return data / (FAULT_WITHOUT_VALUES if is_protected(data) else "fault.txt")


def fault_text(data: Path, fault: BaseException) -> str:
    """Where in the program it happened. Its message may name a person: that is left out in a protected folder."""
    if not is_protected(data):
        return "".join(traceback.format_exception(fault))
    return "".join([*traceback.format_tb(fault.__traceback__), type(fault).__name__, "\n"])
