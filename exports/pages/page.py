"""What a page shows, without HTML: figures, charts and tables, in the language in use."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from checkin.durations import h_mm
from exports.plain_text import about_wide
from storage.people.name_order import name_order


class Figure(NamedTuple):
    """A figure in large type, such as `12:30` for hours."""

    label: str
    value: str


class Bar(NamedTuple):
    """A bar of a chart: `amount` sets its length, `value` is written beside it. `shares` are the minutes of its parts, one for
    each word of the chart's legend."""

    label: str
    value: str
    amount: float
    shares: tuple[int, ...] = ()

    @property
    def parts(self) -> str:
        """`2:30 + 0:30`: its parts in the order of the legend; its value where it has none."""
        return " + ".join(map(h_mm, self.shares)) or self.value

    @property
    def pieces(self) -> list[tuple[int, str]]:
        """The place in the legend and the time of each of its parts that is not nothing: `[(0, "2:30"), (2, "0:30")]`."""
        return [(place, h_mm(minutes)) for place, minutes in enumerate(self.shares) if minutes]


class Chart(NamedTuple):
    """Bars below each other. The longest amount takes the whole width. `legend` says what the bars are made of, where that is of
    several parts."""

    title: str
    bars: Sequence[Bar]
    legend: tuple[str, ...] = ()

    @property
    def heading(self) -> str:
        """The title, with what the bars are sums of."""
        return f"{self.title} ({' + '.join(self.legend)})" if self.legend else self.title

    @property
    def most(self) -> float:
        """The amount that takes the whole width; never 0."""
        return max((bar.amount for bar in self.bars), default=0) or 1


_NOTHING = ("", "0", "0:00")
MOST_WHOLE = 12
"""Cells of a text that stands in one line; a Chinese character takes two."""
LEAST_LONG = 20


class Cell(NamedTuple):
    """A cell of a table; `order` is the number by which its column is sorted."""

    text: str
    order: float

    @property
    def is_word(self) -> bool:
        """Whether it stands in one line: a word, a class or a short name would be broken within where the table needs the room."""
        return about_wide(self.text) <= MOST_WHOLE

    @property
    def is_long(self) -> bool:
        """Whether its column is not to become narrow: it would take many lines."""
        return len(self.text) > LEAST_LONG


class Heading(NamedTuple):
    """The heading of a column; numbers stand at the right, and days are never broken into lines. A column that `may_go` is left
    out where it holds nothing, or nothing but 0."""

    text: str
    is_number: bool = False
    is_day: bool = False
    may_go: bool = False


class Table(NamedTuple):
    """A table that people can sort; `total` is its last line, which stays at the end."""

    title: str
    headings: Sequence[Heading]
    rows: Sequence[Sequence[Cell]]
    total: Sequence[str] = ()

    @property
    def shown(self) -> Table:
        """The table without the columns that may go."""
        kept = [
            place
            for place, heading in enumerate(self.headings)
            if not heading.may_go or any(row[place].text not in _NOTHING for row in self.rows)
        ]
        return self._replace(
            headings=[self.headings[place] for place in kept],
            rows=[[row[place] for place in kept] for row in self.rows],
            total=[self.total[place] for place in kept] if self.total else (),
        )


class Page(NamedTuple):
    """A whole page. Empty charts and tables are left out."""

    title: str
    about: Sequence[str]
    figures: Sequence[Figure]
    charts: Sequence[Chart]
    tables: Sequence[Table]
    notes: Sequence[str] = ()


def number(value: int | None) -> Cell:
    """A whole number; None is an empty cell, which comes before 0."""
    return Cell("", -1) if value is None else Cell(f"{value:,}", value)


def hours(minutes: int) -> Cell:
    """Whole minutes, shown as `h:mm`."""
    return Cell(h_mm(minutes), minutes)


def hours_bars(lines: Iterable[tuple[str, int]]) -> list[Bar]:
    """Bars of (label, whole minutes), in the same order. One without minutes is left out."""
    return [Bar(label or "—", h_mm(minutes), minutes) for label, minutes in lines if minutes]


def hours_chart(title: str, lines: Iterable[tuple[str, Sequence[int]]], words: Sequence[str]) -> Chart:
    """A chart of (label, whole minutes of each part), in the same order; `words` name the parts. A part that nobody has is left
    out, as is a bar without minutes."""
    shown = [(label, minutes) for label, minutes in lines if any(minutes)]
    used = [place for place in range(len(words)) if any(minutes[place] for _label, minutes in shown)]
    if len(used) < 2:
        return Chart(title, hours_bars((label, sum(minutes)) for label, minutes in shown))
    bars = [
        Bar(label or "—", h_mm(sum(minutes)), sum(minutes), tuple(minutes[place] for place in used))
        for label, minutes in shown
    ]
    return Chart(title, bars, tuple(words[place] for place in used))


def texts(shown: Sequence[str], keys: Sequence[str] | None = None) -> list[Cell]:
    """A column of texts, sorted by `keys` (one for each text; without them by the texts themselves)."""
    keys = shown if keys is None else keys
    place = {key: index for index, key in enumerate(sorted(set(keys)))}
    return [Cell(text, place[key]) for text, key in zip(shown, keys, strict=True)]


def names(shown: Sequence[str]) -> list[Cell]:
    """A column of names, sorted as people look them up."""
    return texts(shown, list(map(name_order, shown)))
