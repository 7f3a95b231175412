"""Rows about people: who is here, and the counters."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.content import Content

from checkin.texts import _
from storage.presence.board import Board, Presence, PresenceState
from tui.widgets.rows import Piece, Row, quiet_row
from tui.words.amounts import clock_text
from tui.words.cells import cell_width, end_of, padded, plain

if TYPE_CHECKING:
    from exports.included_desks import DesksLine


NAME_COLUMNS = 12
LEAST_NAME_COLUMNS = 9
TIME_COLUMNS = 6


def arrived_rows(board: Board, width: int) -> list[Row]:
    """When each came who is here, the name and the class, the latest first. The class tells namesakes apart: where there is
    little room the name is cut first."""
    rows = board.state(PresenceState.ON_SITE)
    if not rows:
        return [quiet_row(_("Nobody is here yet.") if not board.came else _("Nobody is here any more."))]
    names, classes = _columns(width - TIME_COLUMNS, [shown_name(row) for row in rows], [row.class_name for row in rows])
    zone = board.activity.zone
    return [
        (
            Piece(
                Content.assemble(
                    (clock_text(row.since or 0, zone) + " ", "$quiet"),
                    padded(shown_name(row), names),
                    (end_of(plain(row.class_name), classes), "$quiet"),
                ),
                page_of(row),
            ),
        )
        for row in rows
    ]


def counters_line(board: Board | None, desks: DesksLine | None = None) -> Content:
    """Signed up, on site, came, left, and who forgot to check out: persons, not scans; and which other desks are counted in it."""
    if board is None:
        return Content("")
    waiting = len(board.forgotten) + len(board.forgotten_earlier)
    signed_up = "–" if board.signed_up is None else str(board.signed_up)
    counts = (
        (_("signed up"), signed_up, ""),
        (_("on site"), str(board.on_site), "$good"),
        (_("came"), str(board.came), ""),
        (_("left"), str(board.left), "$primary"),
        *([(_("to review"), str(waiting), "$warning")] if waiting else []),
    )
    parts: list[str | Content | tuple[str, str]] = []
    for name, count, style in counts:
        parts += [(name + " ", "$quiet"), (count, f"bold {style}".strip()), "   "]
    if desks is not None:
        parts.append((desks.text, "$quiet" if desks.complete else "bold $warning"))
    return Content.assemble(*parts)


def shown_name(row: Presence) -> str:
    """The name, or of a visitor's badge the school, or for an unknown badge that nobody is known to own it."""
    return plain(row.name or row.school) or _("unknown badge")


def page_of(row: Presence) -> str:
    """The key of the volunteer whose page is opened; empty for a badge that nobody here has."""
    return row.volunteer if row.name else ""


def _columns(room: int, names: Sequence[str], others: Sequence[str]) -> tuple[int, int]:
    """Columns of a name (with the blank behind it) and of what tells namesakes apart, which is cut last."""
    other = max(map(cell_width, others), default=0)
    longest = max(map(cell_width, names), default=0) + 1
    name = max(LEAST_NAME_COLUMNS, min(max(NAME_COLUMNS, longest), room - other))
    return name, max(0, room - name)
