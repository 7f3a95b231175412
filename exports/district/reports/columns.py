"""The columns of teams, volunteers and activities: one list for the district's workbook and its page."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter
from typing import Any, Generic, TypeVar

from checkin.rules.problems import N_
from checkin.texts import _
from checkin.words import category_word, person_kind_word
from exports.district.asks.totals import REPLAYED_PART
from exports.district.reports.figures import ActivityLine, TeamLine, VolunteerLine
from exports.pages import page
from exports.tables.columns import Cell, CellKind, Heading

_Line = TypeVar("_Line")


@dataclass(frozen=True, slots=True)
class Column(Generic[_Line]):
    """`of` gives its cell of a line, `width` is its width in a sheet, in characters. One that `may_go` is left out where it holds
    nothing, or nothing but 0. `is_name` is for names that people look up on a page."""

    text: str
    """The English heading."""
    kind: CellKind
    width: int
    of: Callable[[_Line], Cell]
    may_go: bool = False
    is_name: bool = False
    is_summed: bool = True
    on_page: bool = True

    @property
    def heading(self) -> Heading:
        """Its heading in a sheet, in the language in use."""
        return _(self.text), self.kind, self.width

    @property
    def page_heading(self) -> page.Heading:
        """Its heading on a page, in the language in use."""
        return page.Heading(_(self.text), self.kind.is_number, self.kind is CellKind.DAY, self.may_go)

    def page_cells(self, lines: Sequence[_Line]) -> list[page.Cell]:
        """Its cells on a page, a cell a line."""
        values: list[Any] = list(map(self.of, lines))
        if self.kind.is_number:
            return list(map(page.hours if self.kind is CellKind.HOURS else page.number, values))
        return page.names(values) if self.is_name else page.texts(values)


def page_table(
    title: str, columns: Sequence[Column[_Line]], lines: Sequence[_Line], total: _Line | None = None
) -> page.Table:
    """The table of a page with those columns that belong on it; `total` is its last line."""
    shown = [column for column in columns if column.on_page]
    rows = list(zip(*(column.page_cells(lines) for column in shown), strict=True))
    last = [] if total is None else [cell.text for column in shown for cell in column.page_cells([total])]
    return page.Table(title, [column.page_heading for column in shown], rows, last)


def _text(heading: str, width: int, of: str) -> Column[Any]:
    return Column(heading, CellKind.TEXT, width, attrgetter(of))


def _whole(heading: str, of: str, *, may_go: bool = False, is_summed: bool = True) -> Column[Any]:
    return Column(heading, CellKind.WHOLE, 8, attrgetter(of), may_go, is_summed=is_summed)


def _hours(heading: str, of: str, *, may_go: bool = True, on_page: bool = True) -> Column[Any]:
    return Column(heading, CellKind.HOURS, 10, attrgetter(of), may_go, on_page=on_page)


_TEAM = _text(N_("team"), 8, "team")
_PERSONS, _PERSON_TIMES = _whole(N_("persons"), "persons"), _whole(N_("person-times"), "person_times")
_SESSIONS = _whole(N_("sessions"), "sessions")
_HOURS = (
    _hours(N_("scanned hours"), "scanned_minutes", may_go=False),
    _hours(N_("added hours"), "added_minutes"),
    _hours(N_("confirmed hours"), "confirmed_minutes", may_go=False),
)
_REPLAYED, _CLAIMED = _hours(REPLAYED_PART, "replayed_minutes"), _hours(N_("claimed hours"), "claimed_minutes")


def _school(name: Callable[[Any], str]) -> Column[Any]:
    return Column(N_("name of the team"), CellKind.TEXT, 16, name, is_name=True)


def _of_total(column: Column[Any]) -> Column[Any]:
    """The same column, for lines that hold a total."""
    return replace(column, of=lambda line: column.of(line.total))


def team_columns() -> list[Column[TeamLine]]:
    """The columns of a table of teams."""
    return [
        _TEAM,
        _school(attrgetter("name")),
        _whole(N_("registered"), "registered"),
        _whole(N_("enrolled"), "enrolled", may_go=True),
        *map(_of_total, (_PERSONS, _PERSON_TIMES, _SESSIONS, *_HOURS, _REPLAYED)),
        # Only the workbook has the sentence that says that this is part of no sum.
        _hours(N_("by hand, not verified"), "returned_minutes", on_page=False),
        _of_total(_CLAIMED),
    ]


def volunteer_columns(schools: Mapping[str, str]) -> list[Column[VolunteerLine]]:
    """The columns of a table of volunteers; `schools` are the names of teams by code."""
    return [
        _TEAM,
        _school(lambda line: schools.get(line.team, "")),
        _text(N_("number"), 12, "number"),
        _text(N_("name"), 10, "name"),
        _text(N_("class"), 10, "class_name"),
        Column(N_("kind"), CellKind.TEXT, 8, lambda line: person_kind_word(line.kind)),
        _SESSIONS,
        *_HOURS,
        _hours(N_("of the scanned: corrected"), "corrected_minutes"),
        _hours(N_("of the scanned: vouched for"), "vouched_minutes"),
        _hours(N_("of the scanned: ruled"), "ruled_minutes"),
        _REPLAYED,
        _CLAIMED,
    ]


def activity_columns(schools: Mapping[str, str]) -> list[Column[ActivityLine]]:
    """The columns of a table of activities; `schools` are the names of teams by code."""
    return [
        _TEAM,
        _school(lambda line: schools.get(line.team, "")),
        _text(N_("activity"), 14, "code"),
        Column(N_("name of the activity"), CellKind.TEXT, 20, attrgetter("name"), is_name=True),
        Column(N_("date"), CellKind.DAY, 12, attrgetter("day")),
        Column(N_("category"), CellKind.TEXT, 14, lambda line: category_word(line.category)),
        Column(N_("project"), CellKind.TEXT, 14, attrgetter("project"), may_go=True),
        # One person can be in several activities: a sum of persons would count them twice.
        _whole(N_("persons"), "persons", is_summed=False),
        _SESSIONS,
        *_HOURS,
        _REPLAYED,
        _CLAIMED,
    ]
