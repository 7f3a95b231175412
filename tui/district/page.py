"""One page of the clerk's screen as plain data: it is made in the district's thread and drawn in the screen's."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from checkin.rules.problems import N_
from exports.district.asks.conflicts.conflict import Conflict
from exports.district.asks.views import WaitingFile
from exports.district.district import District
from exports.pages.page import Chart

Maker = Callable[[District], "Page"]

NOTHING_YET = N_("Nothing here yet: press m and name the folder with the packs.")


class Part(NamedTuple):
    """A piece of what stands beside the list: its title, and lines of a label and a value; a line without a label is a sentence."""

    title: str
    lines: tuple[tuple[str, str], ...]
    tone: str = ""

    def said(self, say: Callable[[str], str]) -> Part:
        """The same with each text as `say` says it."""
        return self._replace(lines=tuple((label, say(value)) for label, value in self.lines))


class FormOf(NamedTuple):
    """The report form of a team's project; of activities without a project where that is empty."""

    team: str
    project: str


Aside = Callable[[District], tuple[Part, ...]]
"""Makes what stands beside the list while its row is marked."""


@dataclass(frozen=True, slots=True)
class Row:
    """Cells as texts. `down` makes the page that Enter leads to; `tone` is empty, `good` or `bad`.

    `whole` is what is shown below the list while the row is marked: a sentence for which a cell is too narrow. `aside` makes
    what stands beside the list then. `waiting` is the pack that the row tells of, `form` the report form, `event` the id of an event,
    `question` the name of a question of the audit.
    """

    cells: tuple[str, ...]
    down: Maker | None = None
    tone: str = ""
    conflict: Conflict | None = None
    whole: str = ""
    aside: Aside | None = None
    waiting: WaitingFile | None = None
    form: FormOf | None = None
    event: str = ""
    question: str = ""

    def said(self, say: Callable[[str], str]) -> Row:
        """The same with each text as `say` says it."""
        return replace(self, cells=tuple(map(say, self.cells)), whole=say(self.whole))


@dataclass(frozen=True, slots=True)
class Card:
    """A figure in its own box: its label, the figure, what is said below it, and the page that it opens."""

    label: str
    value: str
    note: str
    down: Maker
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Panel:
    """A chart in its own box, and the page that it opens. `upright` draws columns instead of bars."""

    chart: Chart
    down: Maker
    upright: bool = False


class OfDay(NamedTuple):
    """The day that a page is of: what it says of it, as the label of a field; the day; and the same page of another one."""

    label: str
    day: date
    page: Callable[[date], Maker]


@dataclass(frozen=True, slots=True)
class Page:
    """`title` stands in the line that says where one is; `numbers` are columns of figures, `bars` those that get a bar before the figure; `foot` sums; `hint` tells
    what to do where there is little to see. `search` makes the page with a piece of text looked for. `cards` and `panels` stand above the list.
    `of_day` is the day it depends on, where somebody may ask for another one. `is_split` says that it shows totals, which can be split otherwise. `whole` makes the same page with all rows, where it has only
    the first of many: for a file."""

    title: str
    headings: tuple[str, ...]
    rows: tuple[Row, ...]
    numbers: frozenset[int] = frozenset()
    foot: str = ""
    hint: str = ""
    bars: frozenset[int] = frozenset()
    search: Callable[[str], Maker] | None = None
    conflict: Conflict | None = None
    cards: tuple[Card, ...] = ()
    panels: tuple[Panel, ...] = ()
    is_split: bool = False
    of_day: OfDay | None = None
    whole: Maker | None = None
    form: FormOf | None = None

    def said(self, say: Callable[[str], str]) -> Page:
        """The same with each text as `say` says it."""
        rows = tuple(row.said(say) for row in self.rows)
        return replace(self, rows=rows, foot=say(self.foot), hint=say(self.hint))
