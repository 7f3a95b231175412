"""Bitmaps become block characters, two by two pixels in a cell."""

from __future__ import annotations

from collections.abc import Sequence

_QUADRANTS = " ▘▝▀▖▌▞▛▗▚▐▜▄▙▟█"

Bitmap = Sequence[Sequence[bool]]
"""Rows of pixels. A cell is twice as high as wide, so a pixel is too: half a column by half a row."""


def to_blocks(bitmap: Bitmap) -> list[str]:
    """Lines of block characters of a bitmap with an even number of rows and columns."""
    return [
        "".join(
            _QUADRANTS[upper[x] + 2 * upper[x + 1] + 4 * lower[x] + 8 * lower[x + 1]] for x in range(0, len(upper), 2)
        )
        for upper, lower in zip(bitmap[::2], bitmap[1::2], strict=True)
    ]


def enlarge(bitmap: Bitmap, across: int, down: int) -> list[list[bool]]:
    """Each pixel `across` times as wide and `down` times as high."""
    return [[pixel for pixel in row for _ in range(across)] for row in bitmap for _ in range(down)]
