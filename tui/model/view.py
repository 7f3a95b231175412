"""A frame as the viewfinder draws it: a few dozen grey pixels, and the outlines of codes in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from checkin.scanning.decoders import Corners
    from checkin.scanning.grey import Grey


class Outline(StrEnum):
    """The kind of code whose outline covers a pixel."""

    READ = "read"
    FOUND = "found"


class View(NamedTuple):
    """`lines` hold a byte of brightness a pixel, two lines a row of the terminal; `outlines` the pixels (x, y) that lie on
    the outline of a code."""

    lines: Sequence[bytes] = ()
    outlines: Mapping[tuple[int, int], Outline] = {}


def shrunk(grey: Grey, columns: int, lines: int, mirrored: bool) -> list[bytes]:
    """The frame in `columns` by `lines` pixels, by picking points; mirrored, people see themselves as they are used to."""
    data = memoryview(grey.buffer).cast("B")
    across = [_picked(x, columns, grey.width, mirrored) for x in range(columns)]
    found = []
    for y in range(lines):
        start = (2 * y + 1) * grey.height // (2 * lines) * grey.stride
        found.append(bytes(data[start + x] for x in across))
    return found


def outline(corners: Corners, grey: Grey, columns: int, lines: int, mirrored: bool) -> Iterator[tuple[int, int]]:
    """The pixels of the small picture on the edges between the corners of a code."""
    points = [(x * columns / grey.width, y * lines / grey.height) for x, y in corners]
    if mirrored:
        points = [(columns - x, y) for x, y in points]
    for (x, y), (u, v) in zip(points, (*points[1:], *points[:1]), strict=True):
        steps = max(1, round(max(abs(u - x), abs(v - y)) * 2))
        for step in range(steps + 1):
            column, line = int(x + (u - x) * step / steps), int(y + (v - y) * step / steps)
            if 0 <= column < columns and 0 <= line < lines:
                yield column, line


def view_of(
    grey: Grey, read: Iterable[Corners], found: Iterable[Corners], columns: int, lines: int, *, mirrored: bool
) -> View:
    """The frame small, with the codes that were read and those that were only found."""
    outlines: dict[tuple[int, int], Outline] = {}
    for kind, codes in ((Outline.FOUND, found), (Outline.READ, read)):
        for corners in codes:
            outlines.update(dict.fromkeys(outline(corners, grey, columns, lines, mirrored), kind))
    return View(shrunk(grey, columns, lines, mirrored), outlines)


def _picked(x: int, columns: int, width: int, mirrored: bool) -> int:
    at = (2 * x + 1) * width // (2 * columns)
    return width - 1 - at if mirrored else at
