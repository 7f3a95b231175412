"""Read a TOML file that a person wrote: every way in which its text can be wrong is one ValueError."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from checkin.outside_files import read_outside

LARGEST = 1 << 20
"""Bytes of such a file: no table and no settings come near it."""


class NestedTooDeep(ValueError):
    """Lists or tables stand within each other, deeper than the reader goes."""


def read_toml(file: Path) -> dict[str, Any]:
    """The content of a file. Raises OSError (FileNotFoundError too, and `TooLarge`), and ValueError as `toml_of` does."""
    return toml_of(read_outside(file, LARGEST))


def toml_of(data: bytes) -> dict[str, Any]:
    """The content of a TOML text. Raises ValueError, for whose cause `checkin.file_errors.reason_of` has words."""
    try:
        # Editors of Windows put a mark before UTF-8.
        return tomllib.loads(data.decode("utf-8-sig"))
    except RecursionError as error:
        raise NestedTooDeep(str(error)) from error
