"""Read a TOML file that a person wrote: every way in which its text can be wrong is one ValueError."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

from checkin.outside_files import read_outside

LARGEST = 1 << 20
"""Bytes of such a file: no table and no settings come near it."""


DEEPEST = 20
"""Parts of a name (`a.b.c`), so many tables within each other: the library's time grows with their square. Ours have three."""
_PART = r"""(?:[A-Za-z0-9_-]++|"(?:[^"\\\n]|\\.){0,200}+"|'[^'\n]{0,200}+')[ \t]*+"""
_TOO_DEEP = re.compile(rf"(?<![A-Za-z0-9_-])(?:{_PART}\.[ \t]*+){{{DEEPEST}}}")


class NestedTooDeep(ValueError):
    """Lists or tables stand within each other, deeper than the reader goes; `line` is the line where that begins, if it is known."""

    def __init__(self, text: str, line: int | None = None) -> None:
        super().__init__(text)
        self.line = line


def read_toml(file: Path) -> dict[str, Any]:
    """The content of a file. Raises OSError (FileNotFoundError too, and `TooLarge`), and ValueError as `toml_of` does."""
    return toml_of(read_outside(file, LARGEST))


def toml_of(data: bytes | str) -> dict[str, Any]:
    """The content of a TOML text. Raises ValueError, for whose cause `checkin.file_errors.reason_of` has words."""
    # Editors of Windows put a mark before UTF-8.
    text = data.decode("utf-8-sig") if isinstance(data, bytes) else data
    deep = _TOO_DEEP.search(text)
    if deep is not None:
        raise NestedTooDeep("a name of too many parts", text.count("\n", 0, deep.start()) + 1)
    try:
        return tomllib.loads(text)
    except RecursionError as error:
        raise NestedTooDeep(str(error)) from error
