"""A witness's code as a picture of half blocks, and how far two clocks stood apart."""

from __future__ import annotations

from collections.abc import Sequence

from checkin.durations import h_mm_ss
from checkin.texts import _

_QUIET = 2
_HALVES = {(True, True): " ", (True, False): "▄", (False, True): "▀", (False, False): "█"}
"""Light is drawn, dark is left out: a terminal is dark, and the code has to stand on a light ground."""


def code_lines(matrix: Sequence[Sequence[bool]]) -> list[str]:
    """Two rows of modules a line, with a quiet zone round them; True is dark."""
    width = len(matrix[0]) + 2 * _QUIET
    empty = [False] * width
    rows = [*[empty] * _QUIET, *([False] * _QUIET + list(row) + [False] * _QUIET for row in matrix), *[empty] * _QUIET]
    if len(rows) % 2:
        rows.append(empty)
    return [
        "".join(_HALVES[upper, lower] for upper, lower in zip(rows[n], rows[n + 1], strict=True))
        for n in range(0, len(rows), 2)
    ]


def apart_text(milliseconds: int) -> str:
    """How far apart the clocks stood, the time of scanning included."""
    seconds = round(abs(milliseconds) / 1000)
    return _("Clocks at most {time} apart.").format(time=h_mm_ss(seconds))
