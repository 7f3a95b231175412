"""What the desk shows, as values: changed by what comes back from the writer, drawn by the screen."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field

from checkin.rules.activities import Activity
from checkin.rules.events import Direction
from checkin.rules.outcomes import OutcomeKind
from checkin.texts import _
from storage.board import Board
from storage.identity import DeskIdentity
from tui.jobs import FirstLook, Taken
from tui.verdicts import NOTHING, Verdict, ready, verdict_of
from tui.widgets.top_bar import Lights

KEPT_SCANS = 200


@dataclass(slots=True)
class DeskState:
    """`too_soon` is the volunteer who may be checked out with one key."""

    identity: DeskIdentity | None = None
    board: Board | None = None
    direction: Direction = Direction.AUTO
    verdict: Verdict = NOTHING
    scans: deque[Verdict] = field(default_factory=lambda: deque(maxlen=KEPT_SCANS))
    too_soon: str | None = None
    lights: Lights = field(default_factory=Lights)

    @property
    def activity(self) -> Activity | None:
        """The activity that scans go to."""
        return self.board.activity if self.board else None

    def look(self, look: FirstLook) -> None:
        """The folder is open."""
        self.identity, self.board = look.identity, look.board
        self.verdict = ready(self.activity)

    def change_activity(self, board: Board) -> None:
        """Scans go to another activity from now on."""
        self.board, self.direction, self.too_soon = board, Direction.AUTO, None
        self.verdict = ready(board.activity)

    def take(self, taken: Taken) -> Verdict:
        """A scan is committed: the board and the verdict follow."""
        outcome, board = taken.outcome, self.board
        if board is None:
            return self.verdict
        self.board = board.after(outcome, taken.person)
        self.verdict = verdict_of(outcome, taken.person, board.activity.zone)
        self.scans.appendleft(self.verdict)
        self.too_soon = outcome.volunteer if outcome.kind is OutcomeKind.TOO_SOON else None
        return self.verdict

    def title(self) -> str:
        """The activity's name, and what scans mean where that is not automatic."""
        name = self.activity.name if self.activity else _("Hourdesk")
        match self.direction:
            case Direction.AUTO:
                return name
            case Direction.IN:
                return _("{activity} · ONLY IN").format(activity=name)
            case Direction.OUT:
                return _("{activity} · ONLY OUT").format(activity=name)

    def desk(self) -> str:
        """Team and desk."""
        if self.identity is None:
            return ""
        return _("{team} · desk {desk}").format(team=self.identity.team_name, desk=self.identity.desk_name)
