"""The dialogs about whole classes, with the people of the standing desk."""

from __future__ import annotations

from typing import Any

from checkin.rules.events import Direction
from checkin.rules.outcomes import OutcomeKind
from storage.paper.row import PaperEntry, PaperRow, PaperState
from storage.people.person import Person
from storage.presence.board import PresenceState
from storage.presence.class_lists import ClassList
from tests.tui.outcomes import ACTIVITY, PERSON, SHANGHAI, at, board, outcome_of_kind
from tui.desk.app import DeskApp
from tui.screens.classes.left import LeftDialog
from tui.screens.classes.which import WhichClassDialog
from tui.screens.classes.who import WhoDialog
from tui.screens.dialog import Dialog
from tui.screens.message import MessageDialog
from tui.screens.paper.form import PaperDialog
from tui.words.people.classes import done_text

TEACHER = Person("cq8", "T1", "陈老师", "", "teacher")


def dialog_of_classes(name: str, app: DeskApp) -> Dialog[Any]:
    """One of them by its name."""
    classes = _classes()
    dialogs: dict[str, Dialog[Any]] = {
        "which": WhichClassDialog(classes, Direction.OUT),
        "who": WhoDialog(classes[1], Direction.OUT, SHANGHAI, at("11:40"), ["cq8/1"]),
        "left": LeftDialog(board(), at("11:40")),
        "paper": _paper(app),
        "told": MessageDialog(
            "七(1)班", [done_text([outcome_of_kind(OutcomeKind.CLOSED)], "陈老师 (T1)"), "  2  王芳"]
        ),
    }
    return dialogs[name]


def _classes() -> list[ClassList]:
    rows = board().rows
    names = sorted({row.class_name for row in rows})
    assert any(row.state is PresenceState.ON_SITE for row in rows)
    return [ClassList(name, tuple(r for r in rows if r.class_name == name), listed=True) for name in names]


class _Paper(PaperDialog):
    def on_mount(self) -> None:
        """A row is recorded already, and two people fit the next one."""
        super().on_mount()
        row = PaperRow("", "7", "9:00", "11:30")
        closed = outcome_of_kind(OutcomeKind.CLOSED)
        self._entered.take(
            PaperEntry(row, PaperState.ENTERED, "cq8/7", PERSON, at("09:00"), at("11:30"), (), (closed,))
        )
        of_a_name = [Person("cq8", number, "张伟", "七(2)班") for number in "193456"]
        self._found.show(of_a_name, "张伟")
        self._found.move(1)


def _paper(app: DeskApp) -> PaperDialog:
    return _Paper(app.desk.writer, ACTIVITY, TEACHER, at("11:40"))
