"""What is left to do today once an activity is closed, and whether there is anybody in the roster: read in the writer's thread."""

from __future__ import annotations

from typing import NamedTuple

from checkin.rules.sessions import Status
from checkin.texts import _, ngettext
from storage.store import Store


class LeftToDo(NamedTuple):
    """Sessions of a closed activity that wait for a supervisor, and those that count but nobody has confirmed."""

    waiting: int
    unconfirmed: int

    def text(self) -> str:
        """The next step, in a sentence."""
        if self.waiting:
            text = ngettext(
                "Left to do today: {count} session waits for review, Shift+F1.",
                "Left to do today: {count} sessions wait for review, Shift+F1.",
                self.waiting,
            )
            return text.format(count=self.waiting)
        if self.unconfirmed:
            text = ngettext(
                "Left to do today: confirm {count} session in the review, Shift+F1.",
                "Left to do today: confirm {count} sessions in the review, Shift+F1.",
                self.unconfirmed,
            )
            return text.format(count=self.unconfirmed)
        return _("All is done: F10 issues certificates, and has the workbook, the publicity list and the pack.")


def left_to_do(store: Store, activity: str) -> LeftToDo:
    """Of the activity with this key."""
    from storage.supervision.review import read_review

    rows = read_review(store, activity).rows
    waiting = sum(bool(row.waits) for row in rows)
    unconfirmed = sum(not row.waits and row.session.status is Status.CLOSED for row in rows)
    return LeftToDo(waiting, unconfirmed)


def has_people(store: Store) -> bool:
    """Whether the roster names anybody."""
    return store.connection.execute("SELECT 1 FROM person LIMIT 1").fetchone() is not None
