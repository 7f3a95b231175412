"""A column map: what the file of another system looks like. It is data, read by `map_file`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from checkin.rules.sessions import Source


class Holds(StrEnum):
    """What a column holds."""

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
    """The last day of service that the row tells of."""
    NOTE = "note"
    TEXT = "text"
    """The same text in every row."""


class Cell(StrEnum):
    """How a spreadsheet holds a value."""

    TEXT = "text"
    NUMBER = "number"


class FileKind(StrEnum):
    """What kind of file it is: a workbook with the headings in row 1."""

    XLSX = "xlsx"


class RowsPer(StrEnum):
    """What gets a row of its own."""

    VOLUNTEER = "volunteer"
    VOLUNTEER_AND_ACTIVITY = "volunteer_and_activity"


AMOUNTS = (Holds.HOURS, Holds.MINUTES)
"""All other columns are texts: what looks like a number there is an identifier, and a spreadsheet would spoil it."""
SPOKEN = (Holds.POST, Holds.NOTE)
"""What the record does not know: said for each batch, or by the map's `default`."""


@dataclass(frozen=True, slots=True)
class MapColumn:
    """One column; `text` is that of a column of `Holds.TEXT`, or the default of a post or note."""

    header: str
    holds: Holds
    cell: Cell = Cell.TEXT
    required: bool = False
    max_length: int | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class ColumnMap:
    """`code` is the name of the map's file: what was reported is remembered under it. `names` are by language."""

    code: str
    names: Mapping[str, str]
    columns: tuple[MapColumn, ...]
    rows: RowsPer = RowsPer.VOLUNTEER
    grid_minutes: int = 1
    max_minutes: int | None = None
    """What one row may hold at most."""
    sheet: str = "Sheet1"
    kinds: tuple[str, ...] = ()
    """Kinds of volunteers that have a row; empty for all."""
    sources: tuple[Source, ...] = ()
    """Sources of minutes that count; empty for all."""

    def column(self, holds: Holds) -> MapColumn | None:
        """The first column that holds something, or None."""
        return next((column for column in self.columns if column.holds is holds), None)

    def cut(self, minutes: int) -> int:
        """As many of `minutes` as one row may hold: whole steps of the grid, downwards."""
        most = minutes if self.max_minutes is None else min(minutes, self.max_minutes)
        return max(0, most) // self.grid_minutes * self.grid_minutes
