"""Shorten texts that are longer than their place."""

from __future__ import annotations


def shortened(text: str, longest: int) -> str:
    """`text` in at most `longest` characters; if it was cut, it ends with an ellipsis."""
    return text if len(text) <= longest else text[: longest - 1] + "…"
