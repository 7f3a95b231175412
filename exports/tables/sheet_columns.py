"""The columns of the sheet of sessions, for people: words in the language of the headings, dates, times and durations."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from checkin.rules.problems import N_
from checkin.texts import _, clauses
from checkin.words import flag_word, person_kind_word, source_word, status_word
from exports.tables.columns import Cell, CellKind
from exports.tables.rows import SessionRow


class SheetColumn(NamedTuple):
    """A column: its English heading, which is translated where it is shown; its cells; its width in characters."""

    head: str
    kind: CellKind
    width: int
    cell: Callable[[SessionRow], Cell]

    @property
    def heading(self) -> str:
        """The heading in the language in use."""
        return _(self.head)


def _flags(row: SessionRow) -> str:
    return clauses(map(flag_word, row.flags))


SHEET_COLUMNS = (
    SheetColumn(N_("class"), CellKind.TEXT, 12, lambda row: row.class_name),
    SheetColumn(N_("name"), CellKind.TEXT, 12, lambda row: row.name),
    SheetColumn(N_("volunteer"), CellKind.TEXT, 14, lambda row: row.volunteer),
    SheetColumn(N_("kind"), CellKind.TEXT, 9, lambda row: person_kind_word(row.kind or "")),
    SheetColumn(N_("activity"), CellKind.TEXT, 10, lambda row: row.activity),
    SheetColumn(N_("name of the activity"), CellKind.TEXT, 20, lambda row: row.activity_name),
    SheetColumn(N_("date"), CellKind.DAY, 11, lambda row: None if row.day is None else row.day.isoformat()),
    SheetColumn(N_("checked in at"), CellKind.MOMENT, 11, lambda row: row.start),
    SheetColumn(N_("checked out at"), CellKind.MOMENT, 11, lambda row: row.end),
    SheetColumn(N_("minutes"), CellKind.WHOLE, 9, lambda row: row.minutes),
    SheetColumn(N_("hours"), CellKind.HOURS, 9, lambda row: None if row.minutes is None else row.credited),
    SheetColumn(N_("status"), CellKind.WORD, 12, lambda row: status_word(row.status)),
    SheetColumn(N_("source"), CellKind.WORD, 10, lambda row: source_word(row.source)),
    SheetColumn(N_("remarks"), CellKind.WORD, 24, _flags),
    SheetColumn(N_("posts"), CellKind.TEXT, 24, lambda row: row.posts),
    SheetColumn(N_("team"), CellKind.TEXT, 10, lambda row: row.team),
    SheetColumn(N_("team of the activity"), CellKind.TEXT, 12, lambda row: row.activity_team),
    SheetColumn(N_("event of the check-in"), CellKind.WORD, 38, lambda row: row.open_event),
    SheetColumn(N_("event of the check-out"), CellKind.WORD, 38, lambda row: row.close_event),
)
"""What people look for stands first. The ids of the events stand last: by them `hourdesk explain` tells of every minute."""
PRINTED = next(place for place, column in enumerate(SHEET_COLUMNS) if column.head == "posts")
"""How many columns are printed: on paper nobody needs the ids, and the posts have a sheet of their own."""
