"""The name of a sheet in a workbook, as spreadsheets take it."""

from __future__ import annotations

LONGEST_SHEET_NAME = 31
"""In units of UTF-16, as Excel counts: a rare character is two."""
_NOT_IN_A_NAME = "[]:*?/\\"
_BLANKS = str.maketrans(dict.fromkeys(_NOT_IN_A_NAME + "'", " "))


def is_sheet_name(text: str) -> bool:
    """Whether a sheet can have this name. Excel keeps `History` for itself."""
    return (
        0 < _units(text) <= LONGEST_SHEET_NAME
        and not any(mark in text for mark in _NOT_IN_A_NAME)
        and not text.startswith("'")
        and not text.endswith("'")
        and text.casefold() != "history"
    )


def sheet_name(title: str, longest: int = LONGEST_SHEET_NAME) -> str:
    """As much of a title as can be a name of at most `longest` units, with blanks for what can't be in one; empty where nothing
    is left.
    """
    name = title.translate(_BLANKS).strip()
    while _units(name) > longest:
        name = name[:-1]
    return name.rstrip()


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
