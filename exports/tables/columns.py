"""The columns of sessions: one list for exported tables, packs, the district and Spark."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, Flag, auto
from operator import attrgetter

from checkin.rules.problems import N_
from checkin.texts import _
from exports.tables.rows import SessionRow
from storage.disk.schema import ColumnType

Cell = str | int | float | None


class CellKind(Enum):
    """The kind of cell that a spreadsheet uses for a value."""

    TEXT = "text"
    """A text that a person wrote: a name, a number, a code."""
    LINES = "lines"
    """The same in a column that is narrower than its texts and its heading: they go on in further lines."""
    WORD = "word"
    """A text that this program wrote: a time, a state, the id of an event. It never looks like a formula or a number."""
    DAY = "day"
    """A day as ISO 8601: in a workbook a date."""
    MOMENT = "moment"
    """A local time as ISO 8601 with its offset: in a workbook the date and time of the place, shown as hh:mm."""
    INSTANT = "instant"
    """A local date and time as ISO 8601: in a workbook both, shown as a person writes them."""
    WHOLE = "whole"
    HOURS = "hours"
    """Whole minutes that are shown as h:mm: in a workbook a duration, which adds up above 24 hours too."""
    SHARE = "share"
    """A part between 0 and 1, shown in per cent."""

    @property
    def is_number(self) -> bool:
        """Whether its values are numbers, which stand to the right."""
        return self in (CellKind.WHOLE, CellKind.HOURS, CellKind.SHARE)


Heading = tuple[str, CellKind, int]
"""The heading of a column in a workbook: its text, its kind, its width in characters."""


class Where(Flag):
    """The forms of a session in which a column is used."""

    JSON = auto()
    """`sessions --json` (design §7)."""
    TABLE = auto()
    """CSV, XLSX and JSON that a desk or the district exports."""
    PACK = auto()
    """The table of sessions in a pack."""
    DISTRICT = auto()
    """The derived table of sessions at the district, in DuckDB and in Spark."""


@dataclass(frozen=True, slots=True)
class Column:
    """`key` is the name in JSON and the English heading.

    `holds` is the type in a database or Table Schema; `kind` is the cell in a spreadsheet.
    """

    key: str
    kind: CellKind
    holds: ColumnType
    where: Where

    @property
    def heading(self) -> str:
        """The heading in the language in use."""
        return _(self.key)


_ALL = Where.JSON | Where.TABLE | Where.PACK | Where.DISTRICT
SESSION = (
    Column("key", CellKind.WORD, ColumnType.TEXT, Where.DISTRICT),
    Column(N_("team"), CellKind.TEXT, ColumnType.TEXT, _ALL),
    Column(N_("volunteer"), CellKind.TEXT, ColumnType.TEXT, _ALL),
    Column(N_("name"), CellKind.TEXT, ColumnType.TEXT, Where.JSON | Where.TABLE),
    Column(N_("class"), CellKind.TEXT, ColumnType.TEXT, Where.TABLE),
    Column(N_("kind"), CellKind.TEXT, ColumnType.TEXT, Where.TABLE),
    Column(N_("activity_team"), CellKind.TEXT, ColumnType.TEXT, _ALL),
    Column(N_("activity"), CellKind.TEXT, ColumnType.TEXT, _ALL),
    Column(N_("activity_name"), CellKind.TEXT, ColumnType.TEXT, Where.TABLE),
    Column(N_("start"), CellKind.WORD, ColumnType.INSTANT, _ALL),
    Column(N_("end"), CellKind.WORD, ColumnType.INSTANT, _ALL),
    Column(N_("seconds"), CellKind.WHOLE, ColumnType.COUNT, _ALL),
    Column(N_("minutes"), CellKind.WHOLE, ColumnType.COUNT, _ALL),
    Column("credited", CellKind.WHOLE, ColumnType.COUNT, Where.DISTRICT),
    Column(N_("hours"), CellKind.HOURS, ColumnType.COUNT, Where.TABLE),
    Column(N_("status"), CellKind.WORD, ColumnType.TEXT, _ALL),
    Column(N_("flags"), CellKind.WORD, ColumnType.TEXT, _ALL),
    Column(N_("source"), CellKind.WORD, ColumnType.TEXT, _ALL),
    Column(N_("open_event"), CellKind.WORD, ColumnType.TEXT, _ALL),
    Column(N_("close_event"), CellKind.WORD, ColumnType.TEXT, _ALL),
    Column(N_("posts"), CellKind.TEXT, ColumnType.TEXT, Where.TABLE),
    Column("events", CellKind.WORD, ColumnType.TEXT, Where.DISTRICT),
    Column("segments", CellKind.WORD, ColumnType.TEXT, Where.DISTRICT),
    Column("day", CellKind.WORD, ColumnType.DAY, Where.DISTRICT),
)
"""Every column of a session, in the order that all forms use. `credited` are the minutes that count in totals."""


def session_columns(where: Where) -> tuple[Column, ...]:
    """The columns of the form `where`, in the order of `SESSION`."""
    return tuple(column for column in SESSION if where in column.where)


COLUMNS = session_columns(Where.TABLE)
"""The columns of an exported table."""

_FIELDS = {"class": "class_name"}
_values: Callable[[SessionRow], tuple[object, ...]] = attrgetter(*(_FIELDS.get(c.key, c.key) for c in COLUMNS))
_FLAGS, _HOURS = (next(i for i, column in enumerate(COLUMNS) if column.key == key) for key in ("flags", "hours"))


def record(row: SessionRow) -> dict[str, object]:
    """The row as one JSON object: the keys of design §7, class, kind, activity_name, hours and posts, and behind them the parts
    of `sessions --json`.
    """
    return dict(zip(_KEYS, _values(row), strict=True)) | row.parts_json()


def cells(row: SessionRow) -> list[Cell]:
    """The row as cells, in the order of COLUMNS: hours as the minutes that count, all flags in one cell with spaces between them."""
    values: list[Cell] = list(_values(row))  # type: ignore[arg-type]  # all fields but flags are cells
    values[_FLAGS] = " ".join(row.flags)
    values[_HOURS] = None if row.minutes is None else row.credited
    return values


_KEYS = tuple(column.key for column in COLUMNS)
