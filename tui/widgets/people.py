"""Lines about people: who is here, who is missing, what was scanned last."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import tzinfo
from typing import TYPE_CHECKING

from textual.content import Content

from checkin.texts import _
from storage.presence.board import Board, Presence, PresenceState, absent_by_class
from tui.model.verdicts import Tone, Verdict
from tui.words.amounts import clock_seconds_text, clock_text, day_text, elapsed_text, short_day_text
from tui.words.cells import cell_width, end_of, padded, sized

if TYPE_CHECKING:
    from exports.included_desks import DesksLine


NAME_COLUMNS = 12
WIDE_NAME_COLUMNS = 20
LEAST_NAME_COLUMNS = 9
TIME_COLUMNS = 6
ROOMY = 60
"""Columns from which scans have room for long names."""

_TONE_STYLES = {
    Tone.IN: "$good",
    Tone.OUT: "$primary",
    Tone.ATTENTION: "bold $warning",
    Tone.REFUSED: "bold $bad",
    Tone.LOST: "bold $error",
}


def on_site_lines(board: Board, now: int, width: int) -> list[Content]:
    """Elapsed time, name and class of everybody who is here, the latest first. The class tells namesakes apart: where
    there is little room the name is cut first."""
    rows = board.state(PresenceState.ON_SITE)
    room = width - TIME_COLUMNS
    names, classes = _columns(room, [shown_name(row) for row in rows], [row.class_name for row in rows])
    return [
        Content.assemble(
            (elapsed_text(row.since, now).rjust(TIME_COLUMNS - 1) + " ", "bold"),
            padded(shown_name(row), names),
            (end_of(row.class_name, classes), "$quiet"),
        )
        for row in rows
    ]


def absent_lines(board: Board, width: int) -> list[Content]:
    """Who signed up and is not here yet, under the names of their classes."""
    lines = []
    for class_name, rows in absent_by_class(board).items():
        lines.append(Content.assemble((class_name or _("no class"), "bold"), (f"  {len(rows)}", "$quiet")))
        names, numbers = _columns(width - 2, [shown_name(row) for row in rows], [row.number for row in rows])
        lines += [
            Content.assemble("  ", padded(shown_name(row), names), (end_of(row.number, numbers), "$quiet"))
            for row in rows
        ]
    return lines


def scan_lines(verdicts: Sequence[Verdict], zone: tzinfo, width: int, now: int) -> list[Content]:
    """Time, sign, word, name and class of each scan; the time of one that is not of today carries its day."""
    names = NAME_COLUMNS if width < ROOMY else WIDE_NAME_COLUMNS
    today = day_text(now, zone)
    times = [
        clock_seconds_text(verdict.at, zone)
        if day_text(verdict.at, zone) == today
        else f"{short_day_text(verdict.at, zone, now)} {clock_text(verdict.at, zone)}"
        for verdict in verdicts
    ]
    room = max(map(len, times), default=0) + 2
    return [_scan_line(verdict, padded(time, room), names) for verdict, time in zip(verdicts, times, strict=True)]


def _scan_line(verdict: Verdict, time: str, names: int) -> Content:
    style = _TONE_STYLES.get(verdict.tone, "")
    return Content.assemble(
        (time, "$quiet"),
        (f"{verdict.symbol} {sized(verdict.word, 12)} ", style),
        (padded(verdict.name, names) if verdict.name else verdict.detail, "bold"),
        (verdict.detail if verdict.name else "", "$quiet"),
    )


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
    return row.name or row.school or _("unknown badge")


def _columns(room: int, names: Sequence[str], others: Sequence[str]) -> tuple[int, int]:
    """Columns of a name (with the blank behind it) and of what tells namesakes apart, which is cut last."""
    other = max(map(cell_width, others), default=0)
    longest = max(map(cell_width, names), default=0) + 1
    name = max(LEAST_NAME_COLUMNS, min(max(NAME_COLUMNS, longest), room - other))
    return name, max(0, room - name)
