"""Put pictures of one screen after one another into a single SVG that moves by itself, without a script.

A row that stays the same from one picture to the next is drawn once and shown for as long as it holds, so that ten
pictures take little more room than two. The reader's machine plays it by CSS; where it may not move (a setting of many
systems) or can't, the last picture stands still.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby


def moving(pictures: Sequence[Sequence[str]], seconds: Sequence[float]) -> Iterator[str]:
    """The elements of an SVG. Each picture is a list of rows (each the text of its elements), and is shown for the seconds
    in the same place of `seconds`; after the last one it begins anew. All pictures have the same number of rows."""
    ends = [sum(seconds[: count + 1]) for count in range(len(seconds))]
    shown: dict[tuple[int, int], list[str]] = {}
    for row in zip(*pictures, strict=True):
        for first, last, elements in _stretches(row):
            shown.setdefault((first, last), []).append(elements)
    always = shown.pop((0, len(pictures) - 1), [])
    yield from always
    yield "<style>"
    for first, last in shown:
        begin, end = (ends[first - 1] if first else 0.0) / ends[-1], ends[last] / ends[-1]
        yield from _timing(f"s{first}-{last}", begin, end, ends[-1])
    yield "@media (prefers-reduced-motion: reduce) {g {animation: none !important}}"
    yield "</style>"
    for (first, last), rows in shown.items():
        still = "visible" if last == len(pictures) - 1 else "hidden"
        yield f'<g class="s{first}-{last}" visibility="{still}">'
        yield from rows
        yield "</g>"


def _stretches(row: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """The first and the last picture of each time in which a row stays the same, and its elements."""
    first = 0
    for elements, group in groupby(row):
        last = first + len(list(group)) - 1
        yield first, last, elements
        first = last + 1


def _timing(name: str, begin: float, end: float, whole_s: float) -> Iterator[str]:
    """The rules that show what has this class from `begin` to `end` (shares of the whole, 0 to 1), again and again."""
    steps = [(begin, "visible")] if begin == 0 else [(0.0, "hidden"), (begin, "visible")]
    steps += [(end, "hidden")] if end < 1 else []
    marks = " ".join(f"{share:.3%} {{visibility: {seen}}}" for share, seen in steps)
    yield f"@keyframes {name} {{{marks}}}"
    yield f".{name} {{animation: {name} {whole_s:g}s step-end infinite}}"
