"""Text drawn large, as lines of block characters."""

from __future__ import annotations

from collections.abc import Callable

Lines = tuple[str, ...]
"""Lines of equal width, the topmost first."""

Picture = Callable[[str, int], Lines | None]
"""Draws a text at a height in lines; None where the font lacks a character of it."""
