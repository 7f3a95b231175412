"""Lines about people: who is here, who is missing, what was scanned last."""

from __future__ import annotations

from datetime import tzinfo

from rich.cells import cell_len, set_cell_size
from textual.content import Content

from checkin.texts import _
from storage.board import Board, Presence, PresenceState, absent_by_class
from tui.amounts import clock_seconds_text, elapsed_text
from tui.verdicts import Tone, Verdict

NAME_COLUMNS = 12
_TONE_STYLES = {
    Tone.IN: "$good",
    Tone.OUT: "$primary",
    Tone.ATTENTION: "bold $warning",
    Tone.REFUSED: "bold $bad",
    Tone.LOST: "bold $error",
}


def on_site_lines(board: Board, now: int) -> list[Content]:
    """Name, class and elapsed time of everybody who is here, the latest first."""
    return [_person_line(row, elapsed_text(row.since, now)) for row in board.state(PresenceState.ON_SITE)]


def absent_lines(board: Board) -> list[Content]:
    """Who signed up and is not here yet, under the names of their classes."""
    lines = []
    for class_name, rows in absent_by_class(board).items():
        lines.append(Content.assemble((class_name or _("no class"), "bold"), (f"  {len(rows)}", "$quiet")))
        lines += [Content.assemble("  ", _padded(shown_name(row)), (row.number, "$quiet")) for row in rows]
    return lines


def scan_line(verdict: Verdict, zone: tzinfo) -> Content:
    """Time, sign, word, name and class of a scan."""
    style = _TONE_STYLES.get(verdict.tone, "")
    return Content.assemble(
        (clock_seconds_text(verdict.at, zone) + "  ", "$quiet"),
        (f"{verdict.symbol} {set_cell_size(verdict.word, 12)} ", style),
        (_padded(verdict.name or verdict.detail), "bold"),
        ("" if not verdict.name else verdict.detail, "$quiet"),
    )


def counters_line(board: Board | None) -> Content:
    """Signed up, on site, came, left: persons, not scans."""
    if board is None:
        return Content("")
    signed_up = "–" if board.signed_up is None else str(board.signed_up)
    counts = (
        (_("signed up"), signed_up, ""),
        (_("on site"), str(board.on_site), "$good"),
        (_("came"), str(board.came), ""),
        (_("left"), str(board.left), "$primary"),
    )
    parts: list[str | Content | tuple[str, str]] = []
    for name, count, style in counts:
        parts += [(name + " ", "$quiet"), (count, f"bold {style}".strip()), "   "]
    return Content.assemble(*parts)


def shown_name(row: Presence) -> str:
    """The name, or for an unknown badge that nobody is known to own it."""
    return row.name or _("unknown badge")


def _person_line(row: Presence, time: str) -> Content:
    return Content.assemble((time.rjust(5) + "  ", "bold"), _padded(shown_name(row)), (row.class_name, "$quiet"))


def _padded(text: str) -> str:
    return text + " " * max(1, NAME_COLUMNS - cell_len(text))
