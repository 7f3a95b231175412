"""What the desk shows, as values: changed by what comes back from the writer, drawn by the screen."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from textual.content import Content

from checkin.rules.activities import Activity, zone
from checkin.rules.decide import named_post
from checkin.rules.events import Direction
from checkin.rules.outcomes import OutcomeKind
from checkin.texts import _, in_a_row
from storage.disk.identity import DeskIdentity
from storage.presence.board import Board
from storage.presence.held_scans import NOTHING_HELD, HeldSpan
from tui.model.desk_mode import DeskMode
from tui.model.jobs import FirstLook, Held, Taken, post_kept
from tui.model.left_to_do import LeftToDo
from tui.model.lights import Lights
from tui.model.verdict_zone.readiness import activity_mark, no_activity, ready
from tui.model.verdicts import NOTHING, Tone, Verdict, last_line, verdict_of
from tui.words.cells import cut
from tui.words.held import held_briefly, held_line
from tui.words.people.guard import advice_text

if TYPE_CHECKING:
    from exports.included_desks import DesksLine


KEPT_SCANS = 200
LONGEST_NAME, LONGEST_POST = 10, 14
"""Cells of a supervisor's name and of a post's in the first line."""


@dataclass(slots=True)
class DeskState:
    """`too_soon` is the volunteer who may be checked out with one key; `idle`: the verdict is not that of a scan."""

    identity: DeskIdentity | None = None
    board: Board | None = None
    direction: Direction = Direction.AUTO
    verdict: Verdict = NOTHING
    idle: bool = True
    last: Verdict | None = None
    """The verdict before, once its time is over."""
    scans: deque[Verdict] = field(default_factory=lambda: deque(maxlen=KEPT_SCANS))
    too_soon: str | None = None
    lights: Lights = field(default_factory=Lights)
    supervisor: str | None = None
    """The signed-in supervisor's name. Empty if no name is known; None if nobody is signed in."""
    desks: DesksLine | None = None
    """Which other desks the lists include; None where the team has no other that is known."""

    held: HeldSpan = NOTHING_HELD
    """The scans that no activity has yet."""
    left: LeftToDo | None = None
    """What is still to be done of the activity once it is closed; None before that is known."""
    has_people: bool = True
    """Whether the roster names anybody, as far as is known."""
    has_activities: bool = False
    """Whether there is an activity to go back to, as far as is known."""
    is_missing: bool = False
    """Whether events that were recorded are not in the record any more."""
    post: str | None = None
    """The code of the post (岗位) of this desk; None at the gate, which has none."""
    mode: DeskMode = DeskMode.OPEN
    is_record_replaced: bool = False
    """Whether the record was deleted, moved or replaced while it was open: nothing can be recorded."""

    @property
    def activity(self) -> Activity | None:
        """The activity that scans go to."""
        return self.board.activity if self.board else None

    @property
    def _latest(self) -> Verdict | None:
        """The verdict of the last scan, also once its time on the screen is over."""
        return self.last if self.idle else self.verdict

    @property
    def noted(self) -> str:
        """The key of the person of the last scan, where there is a note on them; empty where there is none."""
        last = self._latest
        return last.volunteer if last is not None and last.note else ""

    @property
    def last_scanned(self) -> Verdict | None:
        """The verdict about the person who was scanned last, the present one or the one before; None where it names nobody."""
        for verdict in (self.verdict, self.last):
            if verdict is not None and verdict.volunteer:
                return verdict
        return None

    @property
    def left_with_things(self) -> bool:
        """Whether the person of the last scan left with something that was handed out."""
        last = self._latest
        return last is not None and bool(last.has)

    def light(self, **changes: Any) -> None:
        """Change some lights; the arguments are fields of `Lights`."""
        self.lights = self.lights._replace(**changes)

    def look(self, look: FirstLook, now: int) -> None:
        """The folder is open."""
        self.identity, self.board, self.held = look.identity, look.board, look.held
        self.is_missing, self.has_people = look.is_missing, look.has_people
        self.has_activities = look.has_activities or look.board is not None
        if look.board is not None:
            self.post = post_kept(look.settings, look.board.activity.key)
            here = look.board.activity.zone
            self.scans.extend(verdict_of(taken.outcome, taken.person, here) for taken in look.scans)
        self.be_idle(now)

    def be_idle(self, now: int) -> bool:
        """Show the activity's state in place of the last verdict. Returns whether the text has changed. Before the folder is open
        nothing is known: what was said of it stays."""
        before, self.idle = self.verdict, True
        if self.activity is None:
            if self.identity is None:
                return False
            here, went_before = zone(self.identity.timezone), self.has_activities
            self.verdict = no_activity(self.held, here, has_people=self.has_people, went_before=went_before)
        else:
            self.verdict = ready(self.activity, now, self.left, has_people=self.has_people)
        if self.last is not None and self.identity is not None:
            self.verdict = self.verdict._replace(last=last_line(self.last, zone(self.identity.timezone)))
        return self.verdict != before

    def end_verdict(self, now: int) -> None:
        """The verdict has had its time: the desk is ready again, and names it small."""
        self.last = self.verdict
        self.be_idle(now)

    def frame(self) -> str:
        """What stays around every verdict while all scans have one direction; empty where they have not."""
        return {Direction.AUTO: "", Direction.IN: f"→ {_('ONLY IN')}", Direction.OUT: f"← {_('ONLY OUT')}"}[
            self.direction
        ]

    def read(self, board: Board, now: int) -> bool:
        """The board was read anew; whether there is another verdict, for an activity that was closed or opened again."""
        was_closed = self.activity is not None and self.activity.closed_at is not None
        self.board = board
        if (board.activity.closed_at is not None) == was_closed:
            return False
        self.last = self._latest
        return self.be_idle(now)

    def show(self, verdict: Verdict) -> None:
        """Somebody was scanned, or a scan was undone."""
        self.verdict, self.idle = verdict, False
        self.scans.appendleft(verdict)

    def hold(self, held: Held, at: int) -> Verdict:
        """A scan is on disk and has no activity: it is said, and stands in no list of scans."""
        self.held, self.idle = held.span, False
        line = "" if self.identity is None else held_briefly(held.span, zone(self.identity.timezone))
        self.verdict = held.verdict(line, at)
        return self.verdict

    def add_scans(self, scans: Sequence[Taken]) -> None:
        """Scans that were held are in the log now, the last one of them at the end: the list shows them, the panel stays."""
        if self.activity is not None:
            here = self.activity.zone
            self.scans.extendleft(verdict_of(one.outcome, one.person, here, noted=one.noted) for one in scans)

    def held_line(self) -> str:
        """How many scans are held, and from when to when; empty for none."""
        return "" if self.identity is None else held_line(self.held, zone(self.identity.timezone))

    def change_activity(self, board: Board, now: int, post: str | None = None) -> None:
        """Scans go to another activity from now on, at this post of it or at none."""
        self.post = post
        self.board, self.direction, self.too_soon, self.last = board, Direction.AUTO, None, None
        self.left, self.has_activities = None, True
        self.be_idle(now)

    def choose_post(self, post: str | None, now: int) -> None:
        """Scans are taken at another post from now on."""
        self.post, self.too_soon = post, None
        self.be_idle(now)

    @property
    def is_post_gone(self) -> bool:
        """Whether the plan has lost the post of this desk, so that another one should be chosen."""
        posts = (self.activity.posts if self.activity else None) or ()
        return self.post is not None and all(post.code != self.post for post in posts)

    def post_mark(self) -> str:
        """The post of this desk for the first line; empty at the gate."""
        if self.post is None or self.activity is None:
            return ""
        if self.is_post_gone:
            return _("post {post}, not in the plan").format(post=self.post)
        return _("post {post}").format(post=cut(named_post(self.activity, self.post).name, LONGEST_POST))

    def leave_activity(self, now: int) -> None:
        """The activity is there no longer: scans are held until another one is chosen."""
        self.post = None
        self.board, self.direction, self.too_soon, self.last = None, Direction.AUTO, None, None
        self.left = None
        self.be_idle(now)

    def let_time_pass(self, now: int) -> None:
        """Who has not checked out by midnight is not on site any more; `now` in milliseconds."""
        if self.board is not None:
            self.board = self.board.as_of(now)

    def take(self, taken: Taken, now: int) -> Verdict:
        """A scan is committed: the board, as of `now` (milliseconds), and the verdict follow."""
        outcome, board = taken.outcome, self.board
        if board is None:
            return self.verdict
        self.board = board.after(outcome, taken.person, now)
        verdict = verdict_of(outcome, taken.person, board.activity.zone, noted=taken.noted)
        advice = [verdict.advice]
        if outcome.kind is OutcomeKind.OPENED and self.board.guard.classes:
            advice.append(advice_text(self.board, outcome.volunteer or "", now))
        if outcome.post is not None and self.board.activity.posts:
            from tui.words.people.posts import scan_advice

            advice.append(scan_advice(self.board, outcome.volunteer or "", outcome.post.code, now))
        if any(advice[1:]):
            verdict = verdict._replace(advice=in_a_row(advice))
        if taken.has:
            from tui.words.people.things import still_has_text

            verdict = verdict._replace(has=still_has_text(taken.has))
        self.show(verdict)
        self.too_soon = outcome.volunteer if outcome.kind is OutcomeKind.TOO_SOON else None
        return self.verdict

    def has_now(self, volunteer: str, things: Sequence[str]) -> None:
        """Things changed hands: a check-out of this person (a key) that is still shown says what they have now."""
        from tui.words.people.things import still_has_text

        if not self.idle:
            self.verdict = _with_things(self.verdict, volunteer, still_has_text(things))
        if self.last is not None:
            self.last = _with_things(self.last, volunteer, still_has_text(things))

    def title(self) -> str:
        """The activity's name; “Hourdesk” in the language in use if no activity is chosen."""
        return self.activity.name if self.activity else _("Hourdesk")

    def marks(self, now: int) -> list[str]:
        """What is unusual: the desk is at a post, the activity is closed or of another day, or all scans have one direction."""
        only = {Direction.AUTO: "", Direction.IN: _("ONLY IN"), Direction.OUT: _("ONLY OUT")}[self.direction]
        others = [mark for mark in (self.post_mark(), activity_mark(self.activity, now), only) if mark]
        if self.supervisor is None:
            return others
        # Beside other marks the name would take the room of the activity's.
        name = "" if others else Content(self.supervisor).truncate(LONGEST_NAME, ellipsis=True).plain
        return [*others, _("supervisor {name}").format(name=name).strip()]

    def desk(self) -> str:
        """The names of the team and the desk, for the first line."""
        if self.identity is None:
            return ""
        return _("{team} · desk {desk}").format(team=self.identity.team_name, desk=self.identity.desk_name)


def _with_things(verdict: Verdict, volunteer: str, has: str) -> Verdict:
    """A check-out of this person (a key) with what they have now; every other verdict as it is."""
    changes = verdict.volunteer == volunteer and (verdict.has or verdict.tone is Tone.OUT)
    return verdict._replace(has=has) if changes else verdict
