"""The sheet of a workbook that says how far each pupil is towards what they must reach."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial

from checkin.rules.problems import Refused
from checkin.rules.service import APART, Part
from checkin.texts import _
from checkin.words import part_word, progress_word
from exports.tables.columns import Cell, CellKind
from exports.tables.extra_sheet import ExtraSheet
from storage.school_year.progress import PersonProgress, progress_list
from storage.store import Store


def requirement_sheets(store: Store) -> list[ExtraSheet]:
    """The sheet, or none where nothing is asked of anybody here, or the school's own table can't be read (its command says why)."""
    with suppress(Refused):
        found = progress_list(store)
        apart = _apart(found)
        headings = [
            (_("class"), CellKind.TEXT, 14), (_("number"), CellKind.TEXT, 20), (_("name"), CellKind.TEXT, 14),
            (_("requirement"), CellKind.TEXT, 24), (_("hours"), CellKind.HOURS, 10),
            *((word, CellKind.HOURS, 10) for word, _of in apart), (_("needed"), CellKind.HOURS, 10),
            (_("still to go"), CellKind.HOURS, 10), (_("activities"), CellKind.WHOLE, 10), (_("state"), CellKind.TEXT, 12),
            (_("at this pace by"), CellKind.DAY, 14), (_("until"), CellKind.DAY, 14),
        ]  # fmt: skip
        rows: list[list[Cell]] = [
            [
                row.person.class_name, row.person.number, row.person.name, row.requirement.name, row.progress.minutes,
                *(of(row) for _word, of in apart), row.requirement.minutes, row.progress.missing_minutes, row.progress.activities,
                progress_word(row.progress),
                "" if row.progress.by is None or row.late else row.progress.by.isoformat(),
                "" if row.period.last is None else row.period.last.isoformat(),
            ]
            for row in found
        ]  # fmt: skip
        return [ExtraSheet(_("Requirements"), headings, rows)] if rows else []
    return []


def _apart(found: Sequence[PersonProgress]) -> list[tuple[str, Callable[[PersonProgress], int]]]:
    """A column for each source but the school's own scans and rulings from which anybody has hours: its word, and the minutes."""
    columns: list[tuple[str, Callable[[PersonProgress], int]]] = [
        (part_word(part), partial(_of_part, part)) for part in APART
    ]
    columns.append((_("at other teams"), lambda row: row.elsewhere))
    return [(word, of) for word, of in columns if any(map(of, found))]


def _of_part(part: Part, row: PersonProgress) -> int:
    return row.parts.get(part, 0)
