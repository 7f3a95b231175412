"""Bars drawn in cells of a terminal, an eighth of a cell exact."""

from __future__ import annotations

_EIGHTHS = ("", "▏", "▎", "▍", "▌", "▋", "▊", "▉")


def bar(value: int, most: int, width: int) -> str:
    """A bar of `value` where `most` fills `width` cells; what is not nothing shows at least a sliver."""
    if most <= 0 or value <= 0:
        return ""
    eighths = max(1, round(8 * width * min(value, most) / most))
    return "█" * (eighths // 8) + _EIGHTHS[eighths % 8]
