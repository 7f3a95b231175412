"""A column map describes the file of another system. It is data; `map_file` reads it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from math import lcm

from checkin.rules.sessions import Source


class Holds(StrEnum):
    """What a column of the other system's file contains (the key `holds` of a column map)."""

    NAME = "name"
    IDENTITY = "identity"
    """The citizen identity number, from the school's own file."""
    NUMBER = "number"
    CLASS = "class"
    TEAM = "team"
    POST = "post"
    HOURS = "hours"
    MINUTES = "minutes"
    ACTIVITY = "activity"
    ACTIVITY_CODE = "activity_code"
    DATE = "date"
    """The last day of service in the row."""
    NOTE = "note"
    TEXT = "text"
    """The same text in every row."""


class Cell(StrEnum):
    """The kind of cell: a text or a number."""

    TEXT = "text"
    NUMBER = "number"


class FileKind(StrEnum):
    """The kind of file: only a workbook with the headings in row 1."""

    XLSX = "xlsx"


class RowsPer(StrEnum):
    """What each row is for: a volunteer, or a volunteer in one activity."""

    VOLUNTEER = "volunteer"
    VOLUNTEER_AND_ACTIVITY = "volunteer_and_activity"


_MINUTES_OF_A_TWENTIETH = 3
AMOUNTS = (Holds.HOURS, Holds.MINUTES)
"""The columns that may be numbers. All others are texts: their numbers are identifiers, which a spreadsheet would spoil."""
CLERK_TEXTS = (Holds.POST, Holds.NOTE)
"""Columns that the record can't fill: the clerk gives their text for each batch, or the map has a `default`."""


@dataclass(frozen=True, slots=True)
class MapColumn:
    """One column. `text` is the fixed text of a column of `Holds.TEXT`, or the default of a post or note."""

    header: str
    holds: Holds
    cell: Cell = Cell.TEXT
    required: bool = False
    max_length: int | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class ColumnMap:
    """A column map. `code` is the name of its file; the desk remembers under it what it reported. `names` are by language."""

    code: str
    names: Mapping[str, str]
    columns: tuple[MapColumn, ...]
    rows: RowsPer = RowsPer.VOLUNTEER
    grid_minutes: int = 1
    max_minutes: int | None = None
    """The most minutes in one row; None for no limit."""
    sheet: str = "Sheet1"
    kinds: tuple[str, ...] = ()
    """Kinds of volunteers that have a row; empty for all."""
    sources: tuple[Source, ...] = ()
    """Sources of minutes that count; empty for all."""

    def column(self, holds: Holds) -> MapColumn | None:
        """The first column with this content, or None."""
        return next((column for column in self.columns if column.holds is holds), None)

    @property
    def step_minutes(self) -> int:
        """What a row's minutes are whole steps of. Where a column holds hours, that is a step of the grid that is also one of
        three minutes: two decimals hold 0.05 hours exactly, so that the column adds up to what was reported.
        """
        return (
            self.grid_minutes if self.column(Holds.HOURS) is None else lcm(self.grid_minutes, _MINUTES_OF_A_TWENTIETH)
        )

    def cut(self, minutes: int) -> int:
        """The part of `minutes` that one row may report: at most `max_minutes`, rounded down to whole steps."""
        most = minutes if self.max_minutes is None else min(minutes, self.max_minutes)
        return max(0, most) // self.step_minutes * self.step_minutes
