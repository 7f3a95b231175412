"""A chart as lines of text that fill a box: bars below each other, columns beside each other, one bar of several parts."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from textual.content import Content

from exports.pages.page import Bar, Chart
from tui.words.cells import cell_width, cut, plain

_RISING = " ▁▂▃▄▅▆▇█"
_LOW = "▆"
"""Three quarters of a cell high, so that bars below each other stay apart."""
_GAP, _LEAST_BAR = 1, 6
_PARTS = (
    ("█", "$good"), ("▓", "$primary"), ("▒", "$key"), ("░", "$warning"), ("▚", "$accent"), ("▞", "$quiet"), ("▤", "$bad")
)  # fmt: skip
"""The sign and colour of each part of a bar."""


def bar_lines(chart: Chart, width: int, height: int) -> list[Content]:
    """At most `height` lines, a bar each; where there are more bars the last line says how many are left out."""
    shown = list(chart.bars[: height if len(chart.bars) <= height else height - 1])
    values = max((cell_width(one.value) for one in shown), default=0)
    bars = max(_LEAST_BAR, width // 4)
    labels = min(max((cell_width(one.label) for one in shown), default=0), max(4, width - values - bars - 2 * _GAP))
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


def column_lines(chart: Chart, width: int, height: int, widest: int = 0) -> list[Content]:
    """The newest bars that there is room for as columns: the value above each, and its label below, cut from the left.
    Where there is more room than they need, each is up to `widest` cells wide."""
    if height < 3 or not chart.bars:
        return bar_lines(chart, width, height)
    each = max(_column(chart), min(widest, width // len(chart.bars)))
    shown = list(chart.bars)[-max(1, width // each) :]
    rows = height - 2
    levels = [max(1, round(8 * rows * one.amount / chart.most)) for one in shown]
    values = Content("".join(one.value.center(each - _GAP) + " " * _GAP for one in shown))
    labels = Content.styled(
        "".join(_end(one.label, each - _GAP).center(each - _GAP) + " " * _GAP for one in shown), "$quiet"
    )
    drawn = [Content.styled(_row(levels, rows - 1 - i, each), "$good") for i in range(rows)]
    return [values, *drawn, labels]


def columns_width(chart: Chart) -> int:
    """Cells that all columns of a chart need beside each other, with their values above them."""
    return _column(chart) * len(chart.bars)


def _column(chart: Chart) -> int:
    return max(2, *(cell_width(one.value) for one in chart.bars)) + _GAP if chart.bars else 0


def _row(levels: Sequence[int], row: int, each: int) -> str:
    """The cells of one line of the columns; `row` counts from the bottom."""
    return "".join(_RISING[min(8, max(0, level - 8 * row))] * (each - _GAP) + " " * _GAP for level in levels)


def _end(label: str, room: int) -> str:
    """The whole label where there is room, else its last part: `2026-03` becomes `03`."""
    return label if len(label) <= room else label.rpartition("-")[2][-room:]


def stacked_lines(parts: Sequence[Bar], width: int) -> list[Content]:
    """One bar of all parts together, then a legend: each part has a sign of its own, so that no colour is needed."""
    shown = [(one, *_PARTS[place % len(_PARTS)]) for place, one in enumerate(parts) if one.amount > 0]
    whole = sum(one.amount for one, _sign, _style in shown)
    if not shown:
        return []
    ends = [round(width * part / whole) for part in accumulate(one.amount for one, _sign, _style in shown)]
    cells = [max(1, end - begin) for begin, end in zip((0, *ends), ends, strict=False)]
    cells[cells.index(max(cells))] -= sum(cells) - width
    line = Content.assemble(*((sign * most, style) for (_one, sign, style), most in zip(shown, cells, strict=True)))
    return [line, Content(""), *_legend(shown, width)]


def _legend(parts: Sequence[tuple[Bar, str, str]], width: int) -> list[Content]:
    lines: list[Content] = []
    for one, sign, style in parts:
        entry = Content.assemble((sign * 2, style), f" {plain(one.label)} ", (one.value, "bold"))
        if lines and lines[-1].cell_length + 3 + entry.cell_length <= width:
            lines[-1] = Content.assemble(lines[-1], "   ", entry)
        else:
            lines.append(entry)
    return lines


def way_line(label: str, value: str, share: float, width: int) -> Content:
    """How far somebody is on the way to a goal: its label, a bar (`share` of it is filled, at most all), the value."""
    room = max(4, width - cell_width(label) - cell_width(value) - 2 * _GAP)
    filled = min(room, max(1 if share > 0 else 0, int(room * min(1.0, share))))
    return Content.assemble(
        (label + " " * _GAP, "bold"), (_LOW * filled, "$good"), ("▁" * (room - filled), "$quiet"), " " * _GAP + value
    )
