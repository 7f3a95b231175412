"""Rows about classes: how many of each are here, and who is missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from textual.content import Content

from checkin.texts import _
from storage.presence.board import Board, Presence, absent_by_class
from tui.model.presence_counts import class_counts
from tui.widgets.marked_rows import width_of
from tui.widgets.people import NAME_COLUMNS, page_of, shown_name
from tui.widgets.rows import Piece, Row, quiet_row
from tui.words.cells import cell_width, cut, end_of, plain

FILLED, EMPTY = "▆", "▁"
"""Less than a cell high, so that bars below each other stay apart."""
LEAST_BAR = 4
"""Cells below which a bar says nothing."""


def class_rows(board: Board, width: int) -> list[Row]:
    """A bar for each class: its name, how much of it is here, and in figures."""
    counts = class_counts(board)
    names = [plain(one.name) or _("no class") for one in counts]
    values = [f"{one.here}/{one.all}" for one in counts]
    value_room = max(map(cell_width, values), default=0)
    label_room = min(max(map(cell_width, names), default=0), max(4, (width - value_room) // 2 - 1))
    cells = width - label_room - value_room - 2
    rows: list[Row] = []
    for one, name, value in zip(counts, names, values, strict=True):
        over = -(-cells * one.here // one.all) if cells >= LEAST_BAR else 0
        empty = EMPTY if cells >= LEAST_BAR else " "
        bar = ((FILLED * over, "$good"), (empty * (cells - over) + " ", "$quiet"))
        label = end_of(name, label_room)
        filled = label + " " * (label_room - cell_width(label) + 1)
        rows.append((Piece(Content.assemble(filled, *bar, (value.rjust(value_room), "bold"))),))
    return rows


def missing_rows(board: Board, width: int) -> list[Row]:
    """Who signed up and is not here yet: the name of each class, its count, and behind it as many names as there is room for."""
    classes = absent_by_class(board)
    if not classes:
        return [quiet_row(_missing_nobody(board))]
    heads = {name: f"{end_of(plain(name) or _('no class'), width // 3)} {len(rows)}" for name, rows in classes.items()}
    indent = max(map(cell_width, heads.values()))
    return [
        row for name, rows in classes.items() for row in _class_of_missing(heads[name], _names(rows), indent, width)
    ]


def _class_of_missing(head: str, names: Sequence[Piece], indent: int, width: int) -> list[Row]:
    begin = Piece(Content.styled(head + " " * (indent - cell_width(head)), "bold"))
    rows: list[list[Piece]] = [[begin]]
    for name in names:
        if len(rows[-1]) > 1 and width_of(rows[-1]) + 1 + name.width > width:
            rows.append([Piece(Content(" " * indent))])
        rows[-1] += [Piece(Content(" ")), name]
    return list(rows)


def _names(rows: Sequence[Presence]) -> list[Piece]:
    """The names of a class; the number tells namesakes apart."""
    names = [shown_name(row) for row in rows]
    twins = Counter(names)
    return [
        Piece(
            Content(f"{cut(name, NAME_COLUMNS)} {row.number}" if twins[name] > 1 else cut(name, NAME_COLUMNS)),
            page_of(row),
        )
        for row, name in zip(rows, names, strict=True)
    ]


def _missing_nobody(board: Board) -> str:
    if board.signed_up is None:
        return _("No sign-up list: nobody is missed.")
    return _("Everybody has come.")
