"""Who has not checked out yet, as a sentence that can be pasted anywhere: 「还有63人未签退：七(1)班 12人，七(2)班 9人。」."""

from __future__ import annotations

from checkin.texts import _, ngettext
from storage.board import Board, not_checked_out
from tui.group_words import class_word

SOON_MS = 10 * 60_000
"""How long before the planned end the desk begins to remind."""


def left_count(board: Board) -> int:
    """How many have not checked out."""
    return sum(len(rows) for rows in not_checked_out(board).values())


def left_heading(count: int) -> str:
    """How many, without the classes."""
    return ngettext("{count} person has not checked out yet", "{count} persons have not checked out yet", count).format(
        count=count
    )


def left_text(board: Board) -> str:
    """How many, and of which classes."""
    by_class = not_checked_out(board)
    count = left_count(board)
    if not count:
        return _("Everybody has checked out.")
    classes = [
        _("{class_name} {count}").format(class_name=class_word(name), count=len(rows))
        for name, rows in by_class.items()
    ]
    return _("{heading}: {classes}.").format(heading=left_heading(count), classes=_(", ").join(classes))


def reminder(board: Board | None, now: int) -> str:
    """The line of the desk from ten minutes before the planned end on; empty while there is nothing to say."""
    if board is None or board.activity.end is None or board.activity.closed_at is not None:
        return ""
    count = left_count(board)
    if not count or now < board.activity.end - SOON_MS:
        return ""
    return left_heading(count)
