"""Texts that are longer than their place, with an ellipsis that shows it."""

from __future__ import annotations


def shortened(text: str, longest: int) -> str:
    """`text` in at most `longest` characters."""
    return text if len(text) <= longest else text[: longest - 1] + "…"
