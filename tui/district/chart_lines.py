"""A chart as lines of text that fill a box: bars below each other, or columns beside each other."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from exports.pages.page import Bar, Chart
from tui.words.cells import cell_width, cut, plain

_RISING = " ▁▂▃▄▅▆▇█"
_LOW = "▆"
"""Three quarters of a cell high, so that bars below each other stay apart."""
_GAP = 1


def bar_lines(chart: Chart, width: int, height: int) -> list[Content]:
    """At most `height` lines, a bar each; where there are more bars the last line says how many are left out."""
    shown = list(chart.bars[: height if len(chart.bars) <= height else height - 1])
    values = max((cell_width(one.value) for one in shown), default=0)
    labels = min(max((cell_width(one.label) for one in shown), default=0), max(4, (width - values) // 2 - _GAP))
    room = max(1, width - labels - values - 2 * _GAP)
    lines = [_bar_line(one, chart.most, labels, values, room) for one in shown]
    if left := len(chart.bars) - len(shown):
        lines.append(Content.styled(f"… +{left}", "$quiet"))
    return lines


def _bar_line(one: Bar, most: float, labels: int, values: int, room: int) -> Content:
    label, drawn = cut(plain(one.label), labels), _LOW * max(1, round(room * one.amount / most))
    return Content.assemble(
        label + " " * (labels - cell_width(label) + _GAP),
        (drawn + " " * (room - len(drawn) + _GAP), "$good"),
        " " * (values - cell_width(one.value)) + one.value,
    )


def column_lines(chart: Chart, width: int, height: int) -> list[Content]:
    """The newest bars that there is room for as columns: the value above each, and its label below, cut from the left."""
    if height < 3 or not chart.bars:
        return bar_lines(chart, width, height)
    each = max(max(cell_width(one.value) for one in chart.bars), 2) + _GAP
    shown = list(chart.bars)[-max(1, width // each) :]
    rows = height - 2
    levels = [max(1, round(8 * rows * one.amount / chart.most)) for one in shown]
    values = Content("".join(one.value.center(each - _GAP) + " " * _GAP for one in shown))
    labels = Content.styled(
        "".join(_end(one.label, each - _GAP).center(each - _GAP) + " " * _GAP for one in shown), "$quiet"
    )
    drawn = [Content.styled(_row(levels, rows - 1 - i, each), "$good") for i in range(rows)]
    return [values, *drawn, labels]


def _row(levels: Sequence[int], row: int, each: int) -> str:
    """The cells of one line of the columns; `row` counts from the bottom."""
    return "".join(_RISING[min(8, max(0, level - 8 * row))] * (each - _GAP) + " " * _GAP for level in levels)


def _end(label: str, room: int) -> str:
    """The whole label where there is room, else its last part: `2026-03` becomes `03`."""
    return label if len(label) <= room else label.rpartition("-")[2][-room:]
