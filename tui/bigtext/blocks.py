"""Bitmaps become block characters, two by two pixels in a cell."""

from __future__ import annotations

from collections.abc import Sequence

_BLOCKS = dict(enumerate(" ▘▝▀▖▌▞▛▗▚▐▜▄▙▟█"))

Bitmap = Sequence[Sequence[bool]]
"""Rows of pixels. A cell is twice as high as wide, so a pixel is too: half a column by half a row."""


def to_blocks(bitmap: Bitmap) -> list[str]:
    """Lines of block characters of a bitmap with an even number of rows and columns."""
    return [_line(bytes(upper), bytes(lower)) for upper, lower in zip(bitmap[::2], bitmap[1::2], strict=True)]


def blocks_of_pixels(pixels: bytes, width: int) -> list[str]:
    """The same of rows of `width` pixels that follow each other, each 0 or 1."""
    starts = range(0, len(pixels), 2 * width)
    return [_line(pixels[start : start + width], pixels[start + width : start + 2 * width]) for start in starts]


def _line(upper: bytes, lower: bytes) -> str:
    # All cells of the line in one sum: each byte stays below 16, so that none reaches into its neighbour.
    pixels = (upper[::2], upper[1::2], lower[::2], lower[1::2])
    total = sum(int.from_bytes(part, "big") << place for place, part in enumerate(pixels))
    return total.to_bytes(len(pixels[0]), "big").decode("latin-1").translate(_BLOCKS)


def enlarge(bitmap: Bitmap, across: int, down: int) -> list[list[bool]]:
    """Each pixel `across` times as wide and `down` times as high."""
    return [[pixel for pixel in row for _ in range(across)] for row in bitmap for _ in range(down)]
