"""The columns of exported sessions, the same in every format: name, kind of cell, and where the value comes from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from operator import attrgetter

from checkin.rules.problems import N_
from checkin.texts import _
from exports.tables.rows import SessionRow

Cell = str | int | float | None


class CellKind(Enum):
    """How a spreadsheet holds a value."""

    TEXT = "text"
    """What somebody wrote: a name, a number, a code."""
    WORD = "word"
    """What this program wrote: a time, a state, the id of an event. It never looks like a formula or a number."""
    WHOLE = "whole"
    HOURS = "hours"


@dataclass(frozen=True, slots=True)
class Column:
    """`key` is the name in JSON and, in English, the heading; `width` is in characters of a spreadsheet."""

    key: str
    kind: CellKind
    width: int

    @property
    def heading(self) -> str:
        """The heading in the language in use."""
        return _(self.key)


COLUMNS = (
    Column(N_("team"), CellKind.TEXT, 10),
    Column(N_("volunteer"), CellKind.TEXT, 14),
    Column(N_("name"), CellKind.TEXT, 14),
    Column(N_("class"), CellKind.TEXT, 14),
    Column(N_("kind"), CellKind.TEXT, 10),
    Column(N_("activity_team"), CellKind.TEXT, 12),
    Column(N_("activity"), CellKind.TEXT, 14),
    Column(N_("activity_name"), CellKind.TEXT, 24),
    Column(N_("start"), CellKind.WORD, 26),
    Column(N_("end"), CellKind.WORD, 26),
    Column(N_("seconds"), CellKind.WHOLE, 9),
    Column(N_("minutes"), CellKind.WHOLE, 9),
    Column(N_("hours"), CellKind.HOURS, 9),
    Column(N_("status"), CellKind.WORD, 14),
    Column(N_("flags"), CellKind.WORD, 20),
    Column(N_("source"), CellKind.WORD, 11),
    Column(N_("open_event"), CellKind.WORD, 38),
    Column(N_("close_event"), CellKind.WORD, 38),
)

_FIELDS = {"class": "class_name"}
_values: Callable[[SessionRow], tuple[object, ...]] = attrgetter(*(_FIELDS.get(c.key, c.key) for c in COLUMNS))
_FLAGS = next(i for i, column in enumerate(COLUMNS) if column.key == "flags")


def record(row: SessionRow) -> dict[str, object]:
    """The row as one object: the keys of design §7, and class, kind, activity_name and hours among them."""
    return dict(zip(_KEYS, _values(row), strict=True))


def cells(row: SessionRow) -> list[Cell]:
    """The row as cells, in the order of COLUMNS; several flags stand in one cell, with a space between."""
    values: list[Cell] = list(_values(row))  # type: ignore[arg-type]  # all fields but flags are cells
    values[_FLAGS] = " ".join(row.flags)
    return values


_KEYS = tuple(column.key for column in COLUMNS)
