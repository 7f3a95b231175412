"""Charts of hours beside a table of a workbook: columns, or bars below each other where there are many groups."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count
from typing import TYPE_CHECKING, NamedTuple

from checkin.durations import DURATION_FORMAT, days_of

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

CHART_COLUMN, ROW_HEIGHT = 4, 20
"""The column of the charts beside hours of one source; and pixels of a row."""
SCANNED, ADDED, CLAIMED = "#4C8C5C", "#B0D08C", "#D9A441"
PART_COLOURS = (SCANNED, ADDED, CLAIMED, "#6B93C9", "#A884C4", "#C97B6B", "#6BB5B5", "#9A9A9A")
_WIDTH, _LEAST_HEIGHT, _BAR_HEIGHT, _MARGIN = 420, 260, 22, 120
"""Pixels: width and height of a small chart, height of a bar in a large one, and of what is around the bars."""
_MANY = 8
"""More groups than this are drawn as bars below each other."""
_MOST_STEPS = 6
"""The most steps of the axis of hours."""


class HoursSeries(NamedTuple):
    """One part of each column or bar: its name, the column of the sheet with its durations, and its colour."""

    name: str
    column: int
    colour: str


def rows_beside(groups: int) -> int:
    """How many rows a table with this number of groups takes, with its heading, its total and its chart on the right."""
    return max(groups + 2, -(-_height(groups) // ROW_HEIGHT))


def add_hours_chart(
    book: Workbook,
    sheet: Worksheet,
    title: str,
    first: int,
    last: int,
    series: Sequence[HoursSeries],
    column: int,
    most: int,
) -> None:
    """Draw the rows `first` to `last`, whose names stand in the first column, at `column` beside their heading. Several series are
    stacked. `most` are the minutes of the largest row.

    The axis says its hours itself: by the cells alone, LibreOffice numbers it in days.
    """
    many = last - first + 1 > _MANY
    stacked = {"subtype": "stacked"} if len(series) > 1 else {}
    chart = book.add_chart({"type": "bar" if many else "column", **stacked})
    for one in series:
        chart.add_series(
            {
                "name": one.name,
                "categories": [sheet.get_name(), first, 0, last, 0],
                "values": [sheet.get_name(), first, one.column, last, one.column],
                "fill": {"color": one.colour},
                "gap": 60,
            }
        )
    chart.set_title({"name": title, "name_font": {"size": 12}})
    chart.set_legend({"position": "bottom"} if stacked else {"none": True})
    hours = {"min": 0, "num_format": DURATION_FORMAT, "major_unit": days_of(axis_step(most))}
    (chart.set_x_axis if many else chart.set_y_axis)(hours)
    if many:
        chart.set_y_axis({"reverse": True})
    chart.set_size({"width": _WIDTH, "height": _height(last - first + 1)})
    sheet.insert_chart(first - 1, column, chart, {"x_offset": 16})


def _height(groups: int) -> int:
    return max(_LEAST_HEIGHT, _BAR_HEIGHT * groups + _MARGIN)


def axis_step(most: int) -> int:
    """The minutes between two marks of an axis that reaches to `most` minutes: parts of an hour, then 1, 2, 5, 10, 20, 50 … hours."""
    hours = (60 * digit * 10**power for power in count() for digit in (1, 2, 5))
    return next(step for steps in ((15, 30), hours) for step in steps if most <= step * _MOST_STEPS)
