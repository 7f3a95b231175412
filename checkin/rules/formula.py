"""Texts that a spreadsheet would run as a formula: made harmless with an apostrophe, and read back unharmed.

The first characters are those that OWASP's page "CSV Injection" lists, with their full-width forms.
"""

from __future__ import annotations

_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def neutralise(text: str) -> str:
    """`text` as a cell that no spreadsheet runs; `restore` gives exactly `text` back, whatever it is."""
    return f"'{text}" if _runs(text.lstrip("'")) else text


def restore(text: str) -> str:
    """The text that was given to `neutralise`."""
    return text[1:] if text.startswith("'") and _runs(text.lstrip("'")) else text


def _runs(text: str) -> bool:
    return text.startswith(_STARTS)
