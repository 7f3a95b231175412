"""Who has not checked out yet, as a sentence that can be passed on: “还有 63 人未签退：七1班 12 人、…”."""

from __future__ import annotations

from checkin.texts import _, first_few, ngettext
from storage.presence.board import Board, not_checked_out

REMIND_MS = 10 * 60_000
"""Milliseconds before the planned end at which the desk begins to remind people."""


def still_here(board: Board) -> list[tuple[str, int]]:
    """Classes with the number of those who have not checked out, by name."""
    return [(name, len(rows)) for name, rows in not_checked_out(board).items()]


def left_text(board: Board) -> str:
    """The sentence about who is on site; where nobody is, how many forgot to check out, or that everybody has left."""
    classes = still_here(board)
    count = sum(number for _name, number in classes)
    if not count:
        return forgotten_text(board) or _("Everybody has checked out.")
    text = ngettext(
        "{count} person has not checked out yet: {classes}",
        "{count} persons have not checked out yet: {classes}",
        count,
    )
    listed = first_few(_("{name} {count}").format(name=name or _("no class"), count=n) for name, n in classes)
    return text.format(count=count, classes=listed)


def forgotten_text(board: Board) -> str:
    """How many never checked out of an activity that is still open, and how many of those who came again never checked out
    before, a line each; empty where nobody."""
    lines = [_forgotten(board)] if board.activity.closed_at is None and board.forgotten else []
    if earlier := len(board.forgotten_earlier):
        text = ngettext(
            "{count} person came again, and forgot to check out before: that session waits for review.",
            "{count} persons came again, and forgot to check out before: those sessions wait for review.",
            earlier,
        )
        lines.append(text.format(count=earlier))
    return "\n".join(lines)


def _forgotten(board: Board) -> str:
    text = ngettext(
        "{count} person forgot to check out, is no longer counted as on site, and waits for review.",
        "{count} persons forgot to check out, are no longer counted as on site, and wait for review.",
        len(board.forgotten),
    )
    return text.format(count=len(board.forgotten))


def reminder(board: Board | None, now: int) -> str:
    """A line for the desk from ten minutes before the planned end on, while somebody is there; else empty."""
    activity = board.activity if board is not None else None
    if board is None or activity is None or activity.end is None or activity.closed_at is not None:
        return ""
    count = board.on_site
    if now < activity.end - REMIND_MS or not count:
        return ""
    return ngettext("{count} person has not checked out yet", "{count} persons have not checked out yet", count).format(
        count=count
    )
